package exprrule_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/cfnc/cfnc/compiler"
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/lint"
	"github.com/cfnc/cfnc/lint/exprrule"
	"github.com/cfnc/cfnc/lint/strict"
)

// ruleFile is a file with one rule about groups, and more keys for it.
func ruleFile(more string) string {
	return "rules:\n- id: X001\n  name: of-ours\n  title: A rule of ours\n  why: It must be so.\n  select: {type: 'AWS::AutoScaling::AutoScalingGroup'}\n" + more
}

func load(t *testing.T, text string) []*lint.Rule {
	t.Helper()
	rules, mistakes := exprrule.Load(source.NewFile("rules.yaml", "rules.yaml", text), nil)
	if err := strict.Error(mistakes); err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	return rules
}

// found lists what rules find in a template as "line:column: severity message".
func found(rules []*lint.Rule, template string, s lint.Selection) []string {
	unit, problems := compiler.Compile(source.NewFile("web.yaml", "web.yaml", template), compiler.Options{})
	var list []string
	for _, d := range lint.Run([]lint.Source{{Unit: unit, Found: problems}}, rules, s) {
		start, _ := d.Span.Positions()
		list = append(list, fmt.Sprintf("%d:%d: %s %s", start.Line, start.Column, d.Severity, d.Message))
	}
	return list
}

const group = `Parameters:
  Any: {Type: String}
  Size: {Type: Number, AllowedValues: [1, 9]}
  Usual: {Type: String, Default: one}
Conditions:
  Live: !Equals [!Ref Any, live]
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    DeletionPolicy: Retain
    Properties:
      MinSize: "3"
      MaxSize: 3
      DesiredCapacity: !Ref Any
      Cooldown: !Ref Size
      CapacityRebalance: "true"
      HealthCheckType: !If [Live, ELB, EC2]
      PlacementGroup: !If [Live, !Ref AWS::NoValue, near]
      AutoScalingGroupName: !Ref Usual
      TargetGroupARNs: [one, !Ref Any, two]
      LoadBalancerNames: !Ref AWS::NoValue
      MetricsCollection: [{Granularity: 1Minute, Metrics: [1]}]
      LifecycleHookSpecificationList:
        - {LifecycleHookName: a, LifecycleTransition: x}
        - {LifecycleHookName: !Ref Any, LifecycleTransition: y}
      Tags:
        - {Key: Team, Value: web, PropagateAtLaunch: true}
        - {Key: Owner, Value: !Ref Any, PropagateAtLaunch: true}
`

// What a rule says of a group: "must" in all cases, "may" in some, "default" with the defaults of
// parameters, "" nothing.
func TestExpressions(t *testing.T) {
	tests := []struct{ when, want string }{
		{`true`, "must"},
		{`false`, ""},
		{`resource.id == "Web"`, "must"},
		{`resource.type startsWith "AWS::AutoScaling"`, "must"},
		{`resource.deletionPolicy == "Retain"`, "must"},
		{`resource.updateReplacePolicy == nil`, "must"},
		{`resource.metadata?.Owner?.Name == nil`, "must"},

		// Texts are numbers and booleans, and the other way round.
		{`resource.properties.MinSize == 3`, "must"},
		{`resource.properties.MinSize == "3"`, "must"},
		{`resource.properties.MetricsCollection == [{"Granularity": "1Minute", "Metrics": ["1"]}]`, "must"},
		{`resource.properties.MetricsCollection[0].Metrics != ["1"]`, ""},
		{`resource.properties.MetricsCollection != resource.properties.MetricsCollection`, ""},
		{`resource.properties.MaxSize == "3"`, "must"},
		{`resource.properties.MaxSize != resource.properties.MinSize`, ""},
		{`resource.properties.MinSize + 1 > 3 and -resource.properties.MinSize < 0`, "must"},
		{`resource.properties.CapacityRebalance`, "must"},
		{`not resource.properties.CapacityRebalance`, ""},
		{`resource.properties.CapacityRebalance == true`, "must"},
		{`resource.properties["MinSize"] in [3, 4]`, "must"},
		{`resource.properties.MinSize in ["3"]`, "must"},
		{`resource.properties.MinSize not in ["3"]`, ""},

		// What is left out is nil.
		{`resource.properties.Missing == nil`, "must"},
		{`resource.properties.Missing.Below["x"][0] == nil`, "must"},
		{`resource.properties.LoadBalancerNames == nil`, "must"},
		{`resource.properties.Missing == false`, ""},
		{`not resource.properties.Missing`, "must"},
		{`resource.properties.Missing != "x"`, "must"},
		{`resource.properties.Missing matches "x"`, ""},
		{`resource.properties.Missing > 3`, ""},
		{`(resource.properties.Missing ?? "x") == "x"`, "must"},
		{`len(resource.properties.Missing) == 0`, "must"},
		{`"Missing" not in resource.properties`, "must"},
		{`"LoadBalancerNames" in resource.properties`, ""},
		{`"MinSize" in resource.properties`, "must"},

		// What is not known is there, and silences whatever reads it.
		{`resource.properties.DesiredCapacity != nil`, "must"},
		{`resource.properties.DesiredCapacity == nil`, ""},
		{`resource.properties.DesiredCapacity == 3`, ""},
		{`resource.properties.DesiredCapacity != 3`, ""},
		{`not (resource.properties.DesiredCapacity == 3)`, ""},
		{`resource.properties.DesiredCapacity.Below == nil`, ""},
		{`known(resource.properties.DesiredCapacity)`, ""},
		{`not known(resource.properties.DesiredCapacity)`, "must"},
		{`not known(resource.properties.DesiredCapacity.Below.That)`, "must"},
		{`known(resource.properties.MinSize)`, "must"},
		{`known(resource.properties.DesiredCapacity) and resource.properties.DesiredCapacity != 3`, ""},
		{`resource.properties.TargetGroupARNs == ["one"]`, ""},
		{`"three" not in resource.properties.TargetGroupARNs`, ""},
		{`"two" in resource.properties.TargetGroupARNs`, "must"},
		{`len(resource.properties.TargetGroupARNs) == 3`, "must"},

		// Cases.
		{`resource.properties.Cooldown == 9`, "may"},
		{`resource.properties.Cooldown >= 1`, "must"},
		{`resource.properties.HealthCheckType == "EC2"`, "may"},
		{`resource.properties.HealthCheckType in ["EC2", "ELB"]`, "must"},
		{`resource.properties.PlacementGroup == nil`, "may"},
		{`resource.properties.PlacementGroup == nil and resource.properties.HealthCheckType == "EC2"`, ""},
		{`resource.properties.AutoScalingGroupName == "one"`, "default"},

		// Lists.
		{`any(resource.properties.LifecycleHookSpecificationList, .LifecycleTransition == "y")`, "must"},
		{`any(resource.properties.LifecycleHookSpecificationList, .LifecycleHookName == "a")`, "must"},
		{`all(resource.properties.LifecycleHookSpecificationList, .LifecycleHookName != "b")`, ""},
		{`any(resource.properties.LifecycleHookSpecificationList, not known(.LifecycleHookName))`, "must"},
		{`count(resource.properties.LifecycleHookSpecificationList, .LifecycleTransition != nil) == 2`, "must"},
		{`filter(resource.properties.LifecycleHookSpecificationList, .LifecycleTransition == "x")[0].LifecycleHookName == "a"`, "must"},
		{`find(resource.properties.LifecycleHookSpecificationList, .LifecycleTransition == "x").LifecycleHookName == "a"`, "must"},
		{`len(filter(resource.properties.LifecycleHookSpecificationList, .LifecycleTransition == "x")) == 1`, "must"},
		{`"x" in map(resource.properties.LifecycleHookSpecificationList, .LifecycleTransition)`, "must"},
		{`resource.properties.LifecycleHookSpecificationList[-1].LifecycleTransition == "y"`, "must"},
		{`last(resource.properties.LifecycleHookSpecificationList).LifecycleTransition == "y"`, "must"},
		{`any(resource.properties.TargetGroupARNs, # == "one")`, "must"},
		{`any(["Team", "Cost"], # not in resource.tags)`, "must"},
		{`resource.properties.LifecycleHookSpecificationList | any(.LifecycleTransition == "y")`, "must"},
		{`let list = resource.properties.MinSize; list == 3`, "must"},
		{`"MinSize" in keys(resource.properties)`, "must"},
		{`"LoadBalancerNames" in keys(resource.properties)`, ""},

		// Tags.
		{`resource.taggable`, "must"},
		{`resource.tags.Team == "web"`, "must"},
		{`resource.tags.Owner != nil`, "must"},
		{`resource.tags.Cost == nil`, "must"},
		{`"Cost" in resource.tags`, ""},
		{`len(resource.tags) == 2`, "must"},
		{`upper(resource.tags.Team) == "WEB"`, "must"},
		{`"we" + "b" == resource.tags.Team and resource.tags.Team + "!" == "web!"`, "must"},
		{`split(resource.id, "e")[0] == "W" and string(resource.properties.MaxSize) == "3"`, "must"},

		// A kind that does not fit says nothing.
		{`resource.properties.Tags == "x"`, ""},
		{`resource.properties.HealthCheckType > 3`, ""},
		{`resource.properties.MinSize.Below == nil`, ""},
	}
	for _, test := range tests {
		rules := load(t, ruleFile("  message: m\n  when: |-\n    "+test.when+"\n"))
		want := map[string]string{"": "", "must": "8:3: warning m", "may": "8:3: info m, where", "default": "8:3: info m, with the defaults of the parameters"}[test.want]
		got := strings.Join(found(rules, group, lint.Selection{}), "\n")
		if !strings.HasPrefix(got, want) || (got == "") != (want == "") {
			t.Errorf("%s: found %q, want %q", test.when, got, want)
		}
	}
}

// What a macro, a loop or a reference in a text may bring is not known.
func TestSilence(t *testing.T) {
	tests := []struct{ when, template string }{
		{`resource.properties.Missing == nil`, "Transform: Own\n" + group},
		{`resource.properties.MinSize != 4`, "Resources:\n  Web:\n    Type: AWS::AutoScaling::AutoScalingGroup\n    Properties: {MinSize: '{{resolve:ssm:size}}'}\n"},
		{`resource.properties.Missing == nil`, "Resources:\n  Web:\n    Type: AWS::AutoScaling::AutoScalingGroup\n    Properties: {Fn::Transform: {Name: Own}, MinSize: 1}\n"},
		{`resource.properties.Missing == nil`, "Resources:\n  Web:\n    Type: AWS::AutoScaling::AutoScalingGroup\n    Properties: {Fn::Transform: {Name: Own}}\n"},
		{`resource.properties.MinSize == 1`, "Conditions: {Never: !Equals [a, b]}\nResources:\n  Web:\n    Condition: Never\n    Type: AWS::AutoScaling::AutoScalingGroup\n    Properties: {MinSize: 1}\n"},
		{`resource.properties.AutoScalingGroupName != "web"`, "Transform: AWS::LanguageExtensions\nResources:\n  Fn::ForEach::All:\n    - Name\n    - [web]\n    - Web${Name}:\n        Type: AWS::AutoScaling::AutoScalingGroup\n        Properties: {AutoScalingGroupName: '${Name}'}\n"},
		{`true`, "Resources:\n  Web: {Type: AWS::SNS::Topic}\n  Odd: 7\n"},
	}
	for _, test := range tests {
		rules := load(t, ruleFile("  message: m\n  when: |-\n    "+test.when+"\n"))
		if got := found(rules, test.template, lint.Selection{}); got != nil {
			t.Errorf("%s: found %q in\n%s", test.when, got, test.template)
		}
	}
}

func TestPlaces(t *testing.T) {
	tests := []struct{ more, want string }{
		{"at: properties.MinSize", "12:16"},
		{"at: properties.Tags", "26:7"},
		{"at: tags", "26:7"},
		{"at: properties.Tags.1.Value", "28:31"},
		{"at: properties.HealthCheckType", "17:40"},
		{"at: properties.Missing", "8:3"},
		{"at: properties.Missing.Below", "8:3"},
		{"at: properties.Tags.0.Missing", "27:11"},
		{"at: properties", "11:5"},
		{"at: deletionPolicy", "10:21"},
		{"at: creationPolicy", "8:3"},
		{"at: 'properties.${options.name}'", "12:16"},
	}
	for _, test := range tests {
		text := ruleFile("  message: m\n  when: resource.properties.HealthCheckType == 'EC2'\n  options: {name: {default: MinSize, doc: x}}\n  " + test.more + "\n")
		if got := found(load(t, text), group, lint.Selection{}); len(got) != 1 || !strings.HasPrefix(got[0], test.want+": ") {
			t.Errorf("%s: found %q, want it at %s", test.more, got, test.want)
		}
	}
}

func TestEach(t *testing.T) {
	const template = `Conditions:
  Live: !Equals [!Ref AWS::Region, x]
Resources:
  Access:
    Type: AWS::EC2::SecurityGroup
    Properties:
      SecurityGroupIngress:
        - {CidrIp: 10.0.0.0/8, FromPort: 22}
        - {CidrIp: 0.0.0.0/0, FromPort: 22}
        - !If [Live, {CidrIp: 0.0.0.0/0, FromPort: 23}, !Ref AWS::NoValue]
        - {CidrIp: !Ref Any, FromPort: 22}
`
	text := "rules:\n- id: X001\n  name: of-ours\n  title: t\n  why: w\n  severity: error\n  select: {type: [AWS::S3::*, AWS::EC2::*], each: properties.SecurityGroupIngress}\n" +
		"  when: item.CidrIp == '0.0.0.0/0'\n  at: item.CidrIp\n  message: 'port ${item.FromPort} of `${resource.id}` is open to ${[item.CidrIp, item.Missing]}'\n"
	want := []string{"9:20: error port 22 of `Access` is open to 0.0.0.0/0, nothing", "10:31: error port 23 of `Access` is open to 0.0.0.0/0, nothing"}
	if got := found(load(t, text), template, lint.Selection{}); fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("found %q, want %q", got, want)
	}
}

func TestOptions(t *testing.T) {
	text := ruleFile("  message: 'needs ${options.tags} and ${options.size}'\n  options:\n    tags: {doc: the tags, default: [Team, Cost]}\n    size: {doc: how many, default: 3}\n" +
		"    name: {doc: a name, default: '', choices: ['', x]}\n    loud: {doc: l, default: false}\n" +
		"  when: any(options.tags, {# not in resource.tags}) and resource.properties.MinSize == options.size and options.name == \"\" and not options.loud\n")
	rules := load(t, text)
	if got := found(rules, group, lint.Selection{}); fmt.Sprint(got) != "[8:3: warning needs Team, Cost and 3]" {
		t.Errorf("found %q", got)
	}
	set := lint.Selection{Options: lint.Options{"X001": {"tags": lint.Texts("Team")}}}
	if got := found(rules, group, set); got != nil {
		t.Errorf("with other options found %q", got)
	}
}

// Whatever an expression does, it ends soon, and says where it was stopped.
func TestHostileExpressions(t *testing.T) {
	list := "[" + strings.Repeat("1,", 999) + "1]"
	template := strings.Replace(group, "[one, !Ref Any, two]", list, 1)
	const all = "resource.properties.TargetGroupARNs"
	tests := []struct{ name, when, want string }{
		{"nested any over a thousand", "any(" + all + ", any(" + all + ", any(" + all + ", # == 2)))", "9:128: error the expression was stopped: it looks at more values than it may"},
		{"nested map over a range", "len(map(1..900, map(1..900, map(1..900, 1)))) > 0", "9:45: error the expression was stopped: it looks"},
		{"many large texts", "len(map(1..100000, '" + strings.Repeat("x", 60_000) + "' + resource.id)) > 0", "9:60027: error the expression was stopped: it looks"},
		{"many large texts, in upper case", "len(map(1..100000, upper('" + strings.Repeat("x", 60_000) + "'))) > 0", "9:24: error the expression was stopped: it looks"},
		{"a large range", "len(1..1000000000) > 0", "9:10: error the expression was stopped: it needs more memory"},
	}
	for _, test := range tests {
		begun := time.Now()
		got := found(load(t, ruleFile("  message: m\n  when: |-\n    "+test.when+"\n")), template, lint.Selection{})
		if len(got) != 1 || !strings.HasPrefix(got[0], test.want) {
			t.Errorf("%s: found %q, want %q", test.name, got, test.want)
		}
		if took := time.Since(begun); took > 2*time.Second {
			t.Errorf("%s: took %v", test.name, took)
		}
	}
	for name, when := range map[string]string{
		"a million parentheses": strings.Repeat("(", 1_000_000) + "true" + strings.Repeat(")", 1_000_000),
		"a huge text":           `"` + strings.Repeat("x", 1<<20) + `" == resource.id`,
		"many parentheses":      strings.Repeat("(", 30_000) + strings.Repeat(")", 30_000),
		"many negations":        strings.Repeat("not ", 15_000) + "true",
	} {
		begun := time.Now()
		_, mistakes := exprrule.Load(source.NewFile("r", "r", ruleFile("  message: m\n  when: '"+when+"'\n")), nil)
		if len(mistakes) != 1 || len(mistakes[0].Message) > 300 || mistakes[0].Severity != diag.Error {
			t.Errorf("%s: the mistakes are %.300v", name, mistakes)
		}
		if took := time.Since(begun); took > 2*time.Second {
			t.Errorf("%s: took %v", name, took)
		}
	}
}
