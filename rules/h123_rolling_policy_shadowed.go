package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/group"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func rollingPolicyShadowed() *lint.Rule {
	return &lint.Rule{
		ID:       "H123",
		Name:     "rolling-policy-shadowed",
		Title:    "One of two update policies never runs",
		Severity: diag.Info,
		Why: `A replacing update takes precedence where WillReplace is true, and counts for nothing where it is false. A reader of ` +
			`the other policy believes in batches and floors that no update follows.`,
		Help: "remove the policy that does not run",
		Bad: []lint.Example{
			{Name: "the group is replaced, not rolled", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    CreationPolicy: {ResourceSignal: {Count: 2}}
    UpdatePolicy:
      AutoScalingReplacingUpdate:
        WillReplace: true
      AutoScalingRollingUpdate: # want
        MaxBatchSize: 2
    Properties: {MinSize: 2, MaxSize: 4}
`},
			{Name: "the group is rolled, not replaced", Template: `Parameters:
  Replace: {Type: String, AllowedValues: ["false"]}
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingReplacingUpdate: # want
        WillReplace: !Ref Replace
      AutoScalingRollingUpdate:
        MaxBatchSize: 2
    Properties: {MinSize: 2, MaxSize: 4}
`},
		},
		Good: []lint.Example{
			{Name: "one policy", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy: {AutoScalingRollingUpdate: {MaxBatchSize: 2}}
    Properties: {MinSize: 2, MaxSize: 4}
`},
			{Name: "a parameter decides between both", Template: `Parameters:
  Replace: {Type: String, AllowedValues: ["true", "false"], Default: "true"}
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    CreationPolicy: {ResourceSignal: {Count: 2}}
    UpdatePolicy:
      AutoScalingReplacingUpdate: {WillReplace: !Ref Replace}
      AutoScalingRollingUpdate: {MaxBatchSize: 2}
    Properties: {MinSize: 2, MaxSize: 4}
`},
			{Name: "each in its branch", Template: `Conditions:
  Blue: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    CreationPolicy: {ResourceSignal: {Count: 2}}
    UpdatePolicy:
      AutoScalingReplacingUpdate: !If [Blue, {WillReplace: true}, !Ref AWS::NoValue]
      AutoScalingRollingUpdate: !If [Blue, !Ref AWS::NoValue, {MaxBatchSize: 2}]
    Properties: {MinSize: 2, MaxSize: 4}
`},
		},
		Check: func(p *lint.Pass) {
			for _, g := range p.Unit.Groups() {
				checkShadowed(p, g, func(c *template.Case) template.Answer { return g.Replaces(c) }, group.Rolling,
					"this never runs: a replacing update takes precedence, since `WillReplace` is true")
				checkShadowed(p, g, func(c *template.Case) template.Answer { return g.Replaces(c).Not() }, group.Replacing,
					"this does nothing: updates replace instances by `AutoScalingRollingUpdate`, since `WillReplace` is false")
			}
		},
	}
}

// checkShadowed reports a policy that no deployment runs by. Where it depends, the author
// switches between both.
func checkShadowed(p *lint.Pass, g *group.Group, shadows func(*template.Case) template.Answer, policy, message string) {
	v := g.Judge(func(c *template.Case) template.Answer {
		both := template.Whether(g.Policy(c, group.Replacing) != nil && g.Policy(c, group.Rolling) != nil)
		return both.And(shadows(c))
	})
	if v.Holds() && v.Certainty == diag.Must {
		p.At(g.PolicyKey(v.Case, policy), "%s", message).
			Note(g.Policy(v.Case, group.Replacing).Key("WillReplace"), "this decides")
	}
}
