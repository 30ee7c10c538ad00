package group_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/cfnc/cfnc/compiler"
	"github.com/cfnc/cfnc/compiler/group"
	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/compiler/template"
)

// groupOf compiles resources beside the group Web, and returns it.
func groupOf(t *testing.T, text string) *group.Group {
	t.Helper()
	file := source.NewFile("template.yaml", "template.yaml", `Parameters:
  P: {Type: String}
  N: {Type: Number, MinValue: 2, MaxValue: 9}
Conditions:
  C: !Equals [!Ref P, x]
Resources:
`+text)
	unit, found := compiler.Compile(file, compiler.Options{})
	if len(found) > 0 {
		t.Fatalf("%v\n%s", found, text)
	}
	for _, g := range unit.Groups() {
		if g.ID == "Web" {
			return g
		}
	}
	t.Fatalf("no group in\n%s", text)
	return nil
}

// cases asks for a text in all cases, and returns what it is in each that is possible, with what
// was chosen.
func cases(g *group.Group, ask func(*template.Case) string) (all []string) {
	g.Judge(func(c *template.Case) template.Answer {
		answer := ask(c)
		if choices := c.Choices(); choices != "" {
			answer += ", " + choices
		}
		if !slices.Contains(all, answer) {
			all = append(all, answer)
		}
		return template.No
	})
	return all
}

func compare(t *testing.T, name string, got []string, want ...string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s:\ngot  %q\nwant %q", name, got, want)
	}
}

func TestGroups(t *testing.T) {
	unit, _ := compiler.Compile(source.NewFile("t.yaml", "t.yaml", `Resources:
  Web: {Type: AWS::AutoScaling::AutoScalingGroup}
  Text: AWS::AutoScaling::AutoScalingGroup
  Topic: {Type: AWS::SNS::Topic}
  Jobs: {Type: AWS::AutoScaling::AutoScalingGroup, Properties: {MinSize: 1}}
  Fn::ForEach::All:
    - Name
    - [A, B]
    - "Group${Name}": {Type: AWS::AutoScaling::AutoScalingGroup}
`), compiler.Options{})
	var ids []string
	for _, g := range unit.Groups() {
		ids = append(ids, g.ID)
	}
	compare(t, "groups", ids, "Web", "Jobs")
}

func TestSizes(t *testing.T) {
	for value, want := range map[string][]string{
		"4":                             {"4"},
		`"4"`:                           {"4"},
		"!Ref N":                        {"2 to 9"},
		"!Ref P":                        {"a number"},
		"!If [C, 4, 5]":                 {"4, `C` is true", "5, `C` is false"},
		"!If [C, 4, !Ref AWS::NoValue]": {"4, `C` is true", "absent, `C` is false"},
	} {
		g := groupOf(t, "  Web: {Type: AWS::AutoScaling::AutoScalingGroup, Properties: {MinSize: "+value+"}}\n")
		compare(t, value, cases(g, func(c *template.Case) string {
			if n := g.Size(c, "MinSize"); !n.Absent() {
				return n.String()
			}
			return "absent"
		}), want...)
	}
	g := groupOf(t, "  Web: {Type: AWS::AutoScaling::AutoScalingGroup, Properties: {MaxSize: 2}}\n")
	if c := anyCase(g); !g.Size(c, "MinSize").Absent() || !g.Size(c, "MaxSize").Is(2) {
		t.Error("a size that is left out is not absent")
	}
}

// anyCase returns a case of a group in which nothing is chosen yet.
func anyCase(g *group.Group) *template.Case {
	return g.Judge(func(*template.Case) template.Answer { return template.Yes }).Case
}

func TestScalers(t *testing.T) {
	const web = "  Web: {Type: AWS::AutoScaling::AutoScalingGroup, Properties: {MinSize: 1, MaxSize: 2, AutoScalingGroupName: !If [C, web, !Sub \"${AWS::StackName}-web\"]}}\n" +
		"  Jobs: {Type: AWS::AutoScaling::AutoScalingGroup, Properties: {MinSize: 1, MaxSize: 2}}\n"
	policy := func(name string) string {
		return "  S: {Type: AWS::AutoScaling::ScalingPolicy, Properties: {AutoScalingGroupName: " + name + "}}\n"
	}
	provider := func(scaling string) string {
		return "  S: {Type: AWS::ECS::CapacityProvider, Properties: {AutoScalingGroupProvider: {AutoScalingGroupArn: !Ref Web, ManagedScaling: " + scaling + "}}}\n"
	}
	predicts := func(rest string) string {
		return "  S: {Type: AWS::AutoScaling::ScalingPolicy, Properties: {AutoScalingGroupName: !Ref Web, PolicyType: PredictiveScaling" + rest + "}}\n"
	}
	for _, test := range []struct {
		name, text string
		want       []string
	}{
		{"Ref", policy("!Ref Web"), []string{"S"}},
		{"Sub", policy(`!Sub "${Web}"`), []string{"S"}},
		{"Join", policy(`!Join ["", [!Ref Web]]`), []string{"S"}},
		{"another group", policy("!Ref Jobs"), []string{"-"}},
		{"only the deployment knows", policy("!Ref P"), []string{"-"}},
		{"the name, where the group has it", policy("web"), []string{"S, `C` is true", "-, `C` is false"}},
		{"the same expression", policy(`!Sub "${AWS::StackName}-web"`), []string{"-, `C` is true", "S, `C` is false"}},
		{"in one branch", policy("!If [C, !Ref Web, !Ref Jobs]"), []string{"S, `C` is true", "-, `C` is false"}},
		{"under a condition", "  S: {Type: AWS::AutoScaling::ScheduledAction, Condition: C, Properties: {AutoScalingGroupName: !Ref Web}}\n",
			[]string{"S, `C` is true", "-, `C` is false"}},
		{"managed scaling", provider("{Status: ENABLED}"), []string{"S"}},
		{"managed scaling, turned off", provider("{Status: DISABLED}"), []string{"-"}},
		{"managed scaling, in one branch", provider("!If [C, {Status: ENABLED}, !Ref AWS::NoValue]"), []string{"S, `C` is true", "-, `C` is false"}},
		{"managed scaling, by status", provider("{Status: !If [C, ENABLED, DISABLED]}"), []string{"S, `C` is true", "-, `C` is false"}},
		{"a forecast", predicts(""), []string{"-"}},
		{"a forecast only", predicts(", PredictiveScalingConfiguration: {Mode: ForecastOnly}"), []string{"-"}},
		{"a forecast that scales", predicts(", PredictiveScalingConfiguration: {Mode: ForecastAndScale}"), []string{"S"}},
		{"a plan", "  S: {Type: AWS::AutoScalingPlans::ScalingPlan, Properties: {ScalingInstructions: [{ResourceId: !Sub \"autoScalingGroup/${Web}\"}]}}\n", []string{"S"}},
		{"a hook is none", "  S: {Type: AWS::AutoScaling::LifecycleHook, Properties: {AutoScalingGroupName: !Ref Web}}\n", []string{"-"}},
	} {
		g := groupOf(t, web+test.text)
		compare(t, test.name, cases(g, func(c *template.Case) string {
			if r := g.Scaler(c); r != nil {
				return r.ID
			}
			return "-"
		}), test.want...)
	}
}

func TestSchedulesAndDeployments(t *testing.T) {
	g := groupOf(t, `  Web: {Type: AWS::AutoScaling::AutoScalingGroup, Properties: {MinSize: 1}}
  Up: {Type: AWS::AutoScaling::ScheduledAction, Condition: C, Properties: {AutoScalingGroupName: !Ref Web}}
  Down: {Type: AWS::AutoScaling::ScheduledAction, Properties: {AutoScalingGroupName: !Ref Web}}
  Deploy: {Type: AWS::CodeDeploy::DeploymentGroup, Properties: {AutoScalingGroups: [!Ref P, !If [C, !Ref Web, !Ref AWS::NoValue]]}}
  Other: {Type: AWS::CodeDeploy::DeploymentGroup, Properties: {AutoScalingGroups: [!Ref P]}}
`)
	compare(t, "schedules", cases(g, func(c *template.Case) string { return g.Schedule(c).ID }), "Up, `C` is true", "Down, `C` is false")
	if len(g.Schedules) != 2 || len(g.Deployments) != 1 || g.Deployments[0].ID != "Deploy" {
		t.Errorf("schedules %d, deployments %d", len(g.Schedules), len(g.Deployments))
	}
}

func TestBalanced(t *testing.T) {
	for properties, want := range map[string]template.Answer{
		"MinSize: 1":                           template.No,
		"TargetGroupARNs: []":                  template.No,
		"TargetGroupARNs: [!Ref P]":            template.Yes,
		"LoadBalancerNames: [web]":             template.Yes,
		"TrafficSources: [{Identifier: x}]":    template.Yes,
		"TargetGroupARNs: [!Ref AWS::NoValue]": template.No,
		"TargetGroupARNs: !Ref AWS::NoValue":   template.No,
	} {
		g := groupOf(t, "  Web: {Type: AWS::AutoScaling::AutoScalingGroup, Properties: {"+properties+"}}\n")
		if got := g.Balanced(anyCase(g)); got != want {
			t.Errorf("%s: %d, want %d", properties, got, want)
		}
	}
}

func TestLaunches(t *testing.T) {
	const templates = `  Lt: {Type: AWS::EC2::LaunchTemplate, Properties: {LaunchTemplateData: {ImageId: ami-1}}}
  Small: {Type: AWS::EC2::LaunchTemplate, Properties: {LaunchTemplateData: {ImageId: ami-2}}}
  Lc: {Type: AWS::AutoScaling::LaunchConfiguration, Properties: {ImageId: !If [C, ami-3, ami-4]}}
  Named: {Type: AWS::EC2::LaunchTemplate, Properties: {LaunchTemplateName: !Sub "${AWS::StackName}-web", LaunchTemplateData: {ImageId: ami-5}}}
  Topic: {Type: AWS::SNS::Topic}
`
	for _, test := range []struct {
		name, properties string
		want             []string
	}{
		{"a launch template", "LaunchTemplate: {LaunchTemplateId: !Ref Lt, Version: 1}", []string{"LaunchTemplate Lt ami-1"}},
		{"by a name", `LaunchTemplate: {LaunchTemplateName: !Sub "${Lt}", Version: 1}`, []string{"LaunchTemplate Lt ami-1"}},
		{"by the name that it is given", `LaunchTemplate: {LaunchTemplateName: !Sub "${AWS::StackName}-web", Version: 1}`, []string{"LaunchTemplate Named ami-5"}},
		{"of another stack", "LaunchTemplate: {LaunchTemplateId: !Ref P, Version: 1}", []string{"LaunchTemplate -"}},
		{"no launch template", "LaunchConfigurationName: !Ref Topic", []string{"LaunchConfigurationName -"}},
		{"a launch configuration", "LaunchConfigurationName: !Ref Lc", []string{"LaunchConfigurationName Lc ami-3, `C` is true", "LaunchConfigurationName Lc ami-4, `C` is false"}},
		{"one or the other", "LaunchConfigurationName: !If [C, !Ref AWS::NoValue, x], LaunchTemplate: !If [C, {LaunchTemplateId: !Ref Lt}, !Ref AWS::NoValue]",
			[]string{"LaunchTemplate Lt ami-1, `C` is true", "LaunchConfigurationName -, `C` is false"}},
		{"a mixed group", "MixedInstancesPolicy: {LaunchTemplate: {LaunchTemplateSpecification: {LaunchTemplateId: !Ref Lt}, Overrides: [{InstanceType: t3.micro}, {LaunchTemplateSpecification: {LaunchTemplateId: !Ref Small}}]}}",
			[]string{"MixedInstancesPolicy Lt ami-1; MixedInstancesPolicy Small ami-2"}},
		{"a mixed group, by branch", "MixedInstancesPolicy: {LaunchTemplate: {LaunchTemplateSpecification: {LaunchTemplateId: !If [C, !Ref Lt, !Ref Small]}}}",
			[]string{"MixedInstancesPolicy Lt ami-1, `C` is true", "MixedInstancesPolicy Small ami-2, `C` is false"}},
		{"an instance", "InstanceId: i-1", []string{"InstanceId -"}},
		{"nothing", "MinSize: 1", []string{""}},
	} {
		g := groupOf(t, "  Web: {Type: AWS::AutoScaling::AutoScalingGroup, Properties: {"+test.properties+"}}\n"+templates)
		compare(t, test.name, cases(g, func(c *template.Case) string { return launches(g, c) }), test.want...)
	}
}

func launches(g *group.Group, c *template.Case) string {
	var all []string
	for _, l := range g.Launches(c) {
		if l.Key.Text() != l.Property {
			return "the key of " + l.Property + " is " + l.Key.Text()
		}
		words := []string{l.Property, "-"}
		if l.Resource != nil {
			words = []string{l.Property, l.Resource.ID, l.Data(c, "ImageId").Text()}
		}
		all = append(all, strings.Join(words, " "))
	}
	return strings.Join(all, "; ")
}

func TestHooks(t *testing.T) {
	for _, test := range []struct {
		name, list, resource string
		want                 []string
	}{
		{"none", "[]", "", []string{" all Holds 1"}},
		{"in the group", `[{LifecycleTransition: "autoscaling:EC2_INSTANCE_LAUNCHING"}]`, "", []string{"LAUNCHING all Holds 2"}},
		{"in the group, by branch", `[!If [C, {LifecycleTransition: "autoscaling:EC2_INSTANCE_LAUNCHING"}, !Ref AWS::NoValue]]`, "",
			[]string{"LAUNCHING all Holds 2, `C` is true", " all Holds 1, `C` is false"}},
		{"at the end", `[{LifecycleTransition: "autoscaling:EC2_INSTANCE_TERMINATING"}]`, "", []string{"TERMINATING all Holds 1"}},
		{"only the deployment knows", "[{LifecycleTransition: !Ref P}]", "", []string{"? all Holds 0"}},
		{"only the deployment knows which", "!Ref P", "", []string{"? Holds 0"}},
		{"beside the group", "[]", `AutoScalingGroupName: !Ref Web, LifecycleTransition: "autoscaling:EC2_INSTANCE_LAUNCHING"`, []string{"H LAUNCHING all Holds 2"}},
		{"beside another", "[]", `AutoScalingGroupName: !Ref P, LifecycleTransition: "autoscaling:EC2_INSTANCE_LAUNCHING"`, []string{" all Holds 1"}},
	} {
		text := "  Web: {Type: AWS::AutoScaling::AutoScalingGroup, Properties: {LifecycleHookSpecificationList: " + test.list + "}}\n"
		if test.resource != "" {
			text += "  H: {Type: AWS::AutoScaling::LifecycleHook, Properties: {" + test.resource + "}}\n"
		}
		g := groupOf(t, text)
		compare(t, test.name, cases(g, func(c *template.Case) string {
			return fmt.Sprintf("%s Holds %d", hooks(g, c), g.Holds(c, group.Launching))
		}), test.want...)
	}
}

func hooks(g *group.Group, c *template.Case) string {
	var words []string
	list, all := g.LifecycleHooks(c)
	for _, h := range list {
		if h.Resource != nil {
			words = append(words, h.Resource.ID)
		}
		_, transition, known := strings.Cut(h.Transition, "EC2_INSTANCE_")
		if !known {
			transition = "?"
		}
		words = append(words, transition)
	}
	if all {
		return strings.Join(words, " ") + " all"
	}
	return strings.Join(words, " ")
}

func TestUpdates(t *testing.T) {
	const rolling = "AutoScalingRollingUpdate: {MaxBatchSize: !If [C, 4, !Ref AWS::NoValue], WaitOnResourceSignals: true}"
	for _, test := range []struct {
		name, policies string
		want           []string
	}{
		{"none", "{}", []string{"-"}},
		{"rolling", "{" + rolling + "}", []string{"batch 4, floor 0, waits 2, `C` is true", "batch 1, floor 0, waits 2, `C` is false"}},
		{"replacing", "{" + rolling + ", AutoScalingReplacingUpdate: {WillReplace: true}}", []string{"-"}},
		{"maybe replacing", "{" + rolling + ", AutoScalingReplacingUpdate: {WillReplace: !Ref P}}", []string{"-"}},
		{"not replacing", `{AutoScalingRollingUpdate: {}, AutoScalingReplacingUpdate: {WillReplace: "false"}}`, []string{"batch 1, floor 0, waits 1"}},
		{"a refresh", "{" + rolling + ", AutoScalingInstanceRefresh: {Strategy: Rolling}}", []string{"-"}},
		{"by branch", "!If [C, {AutoScalingRollingUpdate: {MinInstancesInService: 3}}, !Ref AWS::NoValue]", []string{"batch 1, floor 3, waits 1, `C` is true", "-, `C` is false"}},
		{"a macro", "{AutoScalingRollingUpdate: {Fn::Transform: {Name: M}, MaxBatchSize: 2}}", []string{"batch 2, floor a number, waits 1"}},
		{"live, in a text", `{AutoScalingRollingUpdate: {MinInstancesInService: "@{Web.DesiredCapacity}"}}`, []string{"batch 1, live, waits 1"}},
		{"live", `{AutoScalingRollingUpdate: {MinInstancesInService: "@Web.DesiredCapacity"}}`, []string{"batch 1, live, waits 1"}},
	} {
		g := groupOf(t, "  Web: {Type: AWS::AutoScaling::AutoScalingGroup, UpdatePolicy: "+test.policies+"}\n")
		compare(t, test.name, cases(g, func(c *template.Case) string { return update(g, c) }), test.want...)
	}
}

func update(g *group.Group, c *template.Case) string {
	u, ok := g.Update(c)
	switch {
	case !ok:
		return "-"
	case u.LiveFloor:
		return fmt.Sprintf("batch %s, live, waits %d", u.Batch, g.WaitsForSignals(c))
	}
	return fmt.Sprintf("batch %s, floor %s, waits %d", u.Batch, u.Floor, g.WaitsForSignals(c))
}

func TestKeptSizesAndCreation(t *testing.T) {
	g := groupOf(t, `  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    CreationPolicy: {ResourceSignal: !If [C, {Count: 2}, !Ref AWS::NoValue]}
    UpdatePolicy: {AutoScalingScheduledAction: {IgnoreUnmodifiedGroupSizeProperties: !If [C, "true", false]}}
`)
	compare(t, "both", cases(g, func(c *template.Case) string {
		return fmt.Sprintf("%d %v", g.KeepsSizes(c), g.CreationSignal(c) != nil)
	}), "2 true, `C` is true", "1 false, `C` is false")
}
