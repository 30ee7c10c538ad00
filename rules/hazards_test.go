package rules_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/cfnc/cfnc/compiler"
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/rollout"
	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/lint"
	"github.com/cfnc/cfnc/lint/linttest"
	"github.com/cfnc/cfnc/rules"
)

// findings are those of one rule in a template.
func findings(t *testing.T, id, template string) (found []diag.Diagnostic) {
	t.Helper()
	rule := lint.Find(rules.All(), id)
	for _, d := range linttest.Findings(rule, lint.Example{Template: template}) {
		if d.Rule == id {
			found = append(found, d)
		} else {
			t.Errorf("%s: %s", d.Rule, d.Message)
		}
	}
	return found
}

// TestEmptiedGroups compares H104 with a simulation of every plausible size of the group: it
// is an error when all of them come down to nothing, a warning when some do, counted from
// the desired capacity where that is known.
func TestEmptiedGroups(t *testing.T) {
	const top = 4
	for n := range (top + 1) * (top + 1) * (top + 1) * (top + 2) {
		low, high, batch, desired := n%(top+1), n/(top+1)%(top+1), n/(top+1)/(top+1)%(top+1), n/(top+1)/(top+1)/(top+1)-1
		if low > high || batch == 0 || desired > high || desired >= 0 && desired < low {
			continue
		}
		template := fmt.Sprintf(`Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy: {AutoScalingRollingUpdate: {MaxBatchSize: %d}}
    Properties: {MinSize: %d, MaxSize: "%d"%s}
`, batch, low, high, desiredCapacity(desired))
		if got, want := verdict(findings(t, "H104", template)), emptied(low, high, batch, desired); got != want {
			t.Fatalf("MinSize %d, MaxSize %d, MaxBatchSize %d, DesiredCapacity %d: %q, want %q", low, high, batch, desired, got, want)
		}
	}
}

func desiredCapacity(n int) string {
	if n < 0 {
		return ""
	}
	return fmt.Sprintf(", DesiredCapacity: %d", n)
}

func verdict(found []diag.Diagnostic) string {
	var words []string
	for _, d := range found {
		words = append(words, d.Severity.String())
	}
	return strings.Join(words, " ")
}

func emptied(low, high, batch, desired int) string {
	sizes, empty := 0, 0
	for running := max(1, low); running <= high; running++ {
		sizes++
		update := rollout.Rolling{MaxSize: high, Running: running, Obsolete: running, MaxBatchSize: batch}
		if update.Empties() {
			empty++
		}
	}
	switch {
	case empty == 0 || desired > batch:
		return ""
	case empty == sizes:
		return "error"
	}
	return "warning"
}

func TestUserDataSizes(t *testing.T) {
	for size, want := range map[int]string{15000: "", 15001: "warning", 16384: "warning", 16385: "error"} {
		text := func(rest int) string { return strings.Repeat("a", size-rest) }
		for name, value := range map[string]string{
			"text":           "!Base64 " + text(0),
			"two-byte text":  "!Base64 " + text(2) + "é",
			"wrapped text":   "'#" + text(1) + "'",
			"Sub":            "!Base64 {'Fn::Sub': '" + text(9) + "${!xx}${Four}${None}'}",
			"Sub with a map": "!Base64 {'Fn::Sub': ['" + text(12) + "${A.B}', {A.B: !Ref AWS::AccountId}]}",
			"Join":           "!Base64 {'Fn::Join': ['--', [" + text(13) + ", !Ref Four, !Ref Three, '']]}",
			"If":             "!If [C, !Base64 " + text(0) + ", !Base64 b" + text(1) + "]",
		} {
			template := fmt.Sprintf(`Parameters:
  Four: {Type: String, MinLength: 4}
  Three: {Type: String, AllowedValues: [four, six]}
  None: {Type: String}
Conditions:
  C: !Equals [!Ref None, x]
Resources:
  Web:
    Type: AWS::EC2::Instance
    Properties:
      UserData: %s
`, value)
			if got := verdict(findings(t, "H501", template)); got != want {
				t.Errorf("%s of %d bytes: %q, want %q", name, size, got, want)
			}
		}
	}
}

// In one branch only it is a warning, whatever the size.
func TestUserDataBranches(t *testing.T) {
	found := findings(t, "H501", `Conditions:
  C: !Equals [!Ref AWS::Region, x]
  D: !Equals [!Ref AWS::StackName, x]
Resources:
  Web:
    Type: AWS::EC2::SpotFleet
    Properties:
      SpotFleetRequestConfigData:
        LaunchSpecifications:
          - !If [C, {UserData: !Base64 {'Fn::If': [D, `+strings.Repeat("a", 99999)+`, b]}}, {UserData: !Base64 c}]
`)
	if len(found) != 1 || found[0].Severity != diag.Warning || found[0].Certainty != diag.May || found[0].Span.Text() != "UserData" {
		t.Errorf("found %v", found)
	}
}

// What failed to compile may have held anything: nothing is missing or unused because of it.
func TestDamageIsReportedOnce(t *testing.T) {
	for _, template := range []string{
		"Resources: !Include missing.yaml\nOutputs: {A: {Value: !Ref B}, C: {Value: !GetAtt D.E}}\n",
		"Parameters: {P: {Type: String}}\nResources: {A: !Include missing.yaml}\n",
		"Parameters: {P: {Type: String}}\nResources: {A: {Type: My::Own::Thing, Properties: !Include missing.yaml}}\n",
		"Parameters: !Include missing.yaml\nResources: {A: {Type: My::Own::Thing, Properties: {B: !Ref P, C: !Sub '${P}'}}}\n",
		"Mappings: {M: !Include missing.yaml}\nResources: {A: {Type: My::Own::Thing, Properties: {B: !FindInMap [M, a, b]}}}\n",
		"Resources: {A: {Type: My::Own::Thing, Properties: {B: !Sub [!IncludeText missing.txt, {}], C: !GetAtt [!Include x.yaml, D]}}}\n",
	} {
		unit, found := compiler.Compile(source.NewFile("template.yaml", "template.yaml", template), compiler.Options{})
		for _, d := range lint.Run([]lint.Source{{Unit: unit, Found: found}}, rules.All(), lint.Selection{}) {
			if d.Rule != "E0001" {
				t.Errorf("%s\n%s: %s", template, d.Rule, d.Message)
			}
		}
	}
}

// A null is reported once, whatever else a rule expects in its place. For the argument of a
// function its own rule does that.
func TestNullIsReportedOnce(t *testing.T) {
	for _, template := range []string{
		"AWSTemplateFormatVersion:\nDescription:\nMetadata:\nMappings:\nResources:\nOutputs:\n",
		"Mappings: {M: }\nResources: {A: }\n",
		"Mappings: {M: {a: }}\nResources: {A: {Type: , DependsOn: , Condition: , Properties: }}\n",
		"Mappings: {M: {a: {b: , c: [~]}}}\nResources: {A: {Type: My::Own::Thing, Properties: {B: {Ref: }, C: {Fn::Sub: }, D: {Fn::GetAtt: }}}}\n",
		"Resources: {A: {Type: My::Own::Thing, Properties: {C: {Fn::Sub: [~, {}]}, D: {Fn::GetAtt: [~, ~]}}}}\n",
		"Resources: {A: {Type: My::Own::Thing, Properties: {C: {Fn::Sub: ['${a}', {a: ~}]}, D: [{Fn::Sub: [x, {Ref: ~}]}]}}}\n",
	} {
		unit, found := compiler.Compile(source.NewFile("template.yaml", "template.yaml", template), compiler.Options{})
		at := map[source.Span]string{}
		for _, d := range lint.Run([]lint.Source{{Unit: unit, Found: found}}, rules.All(), lint.Selection{Ignore: []string{"W"}}) {
			if at[d.Span] != "" || d.Rule != "C006" && d.Rule != "E1019" {
				t.Errorf("%s\n%s after %q at %q: %s", template, d.Rule, at[d.Span], d.Span.Text(), d.Message)
			}
			at[d.Span] = d.Rule
		}
	}
}
