package rules_test

import (
	"testing"

	"github.com/cfnc/cfnc/lint"
	"github.com/cfnc/cfnc/lint/linttest"
	"github.com/cfnc/cfnc/rules"
)

// What a region offers counts only where it is certain that the resource will be there, and
// under the conditions on its other properties.
func TestRegionalClasses(t *testing.T) {
	paris, unknown := "Metadata: {cfn-lint: {config: {regions: [eu-west-3]}}}\n", "Metadata: {cfn-lint: {config: {regions: [us-iso-east-1]}}}\n"
	some := "Parameters: {P: {Type: String}}\nConditions: {C: !Equals [!Ref P, x]}\n"
	instance := func(attributes, class string) string {
		return "Resources: {R: {Type: AWS::EC2::Instance" + attributes + ", Properties: {InstanceType: " + class + "}}}\n"
	}
	database := func(properties string) string {
		return "Resources: {R: {Type: AWS::RDS::DBInstance, Properties: {" + properties + "}}}\n"
	}
	mapped := "Mappings: {M: {eu-west-3: {Kind: x1e.2xlarge}, us-east-1: {Kind: x1e.2xlarge}, us-iso-east-1: {Kind: x1e.2xlarge}}}\n"
	look := "!FindInMap [M, !Ref AWS::Region, Kind]"
	for name, test := range map[string]struct {
		rule, text string
		want       int
	}{
		"no region":              {"E3628", instance("", "x1e.2xlarge"), 0},
		"the region":             {"E3628", paris + instance("", "x1e.2xlarge"), 1},
		"unknown region":         {"E3628", unknown + instance("", "x1e.2xlarge"), 0},
		"nowhere":                {"E3628", unknown + instance("", "x1e.tiny"), 1},
		"resource's condition":   {"E3628", paris + some + instance(", Condition: C", "x1e.2xlarge"), 0},
		"nowhere on a condition": {"E3628", paris + some + instance(", Condition: C", "x1e.tiny"), 1},
		"branch":                 {"E3628", paris + some + instance("", "!If [C, x1e.2xlarge, t3.micro]"), 0},
		"mapping":                {"E3628", mapped + instance("", look), 1},
		"mapping elsewhere":      {"E3628", "Metadata: {cfn-lint: {config: {regions: [us-east-1]}}}\n" + mapped + instance("", look), 0},
		"mapping on a condition": {"E3628", mapped + some + instance(", Condition: C", look), 0},
		"mapping of a parameter": {"E3628", mapped + some + instance("", "!FindInMap [M, !Ref P, Kind]"), 0},
		"dynamic reference":      {"E3628", paris + instance("", "'{{resolve:ssm:kind}}'"), 0},
		"engine":                 {"E3025", database("Engine: postgres, DBInstanceClass: db.nothing"), 1},
		"engine of a parameter":  {"E3025", some + database("Engine: !Ref P, DBInstanceClass: db.nothing"), 0},
		"no engine":              {"E3025", database("DBInstanceClass: db.nothing"), 0},
		"branches of engines":    {"E3025", some + database("Engine: !If [C, mysql, postgres], DBInstanceClass: db.nothing"), 0},
		"same branches":          {"E3025", some + database("Engine: !If [C, mysql, !Ref P], DBInstanceClass: !If [C, db.nothing, db.other]"), 1},
		"licence":                {"E3025", some + database("Engine: postgres, LicenseModel: !Ref P, DBInstanceClass: db.nothing"), 0},
		"no licence":             {"E3025", database("Engine: postgres, LicenseModel: !Ref AWS::NoValue, DBInstanceClass: db.nothing"), 1},
		"macro":                  {"E3025", "Transform: Ours\n" + database("Engine: postgres, DBInstanceClass: db.nothing"), 0},
	} {
		found := linttest.Findings(ruleWith(t, test.rule), lint.Example{Template: test.text})
		if len(found) != test.want {
			t.Errorf("%s: %d findings, want %d: %v", name, len(found), test.want, found)
		}
	}
}

func ruleWith(t *testing.T, id string) *lint.Rule {
	t.Helper()
	for _, rule := range rules.All() {
		if rule.ID == id {
			return rule
		}
	}
	t.Fatalf("there is no rule %s", id)
	return nil
}
