package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/group"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func instanceRefreshWithRollingUpdate() *lint.Rule {
	return &lint.Rule{
		ID:       "H125",
		Name:     "instance-refresh-with-rolling-update",
		Title:    "An instance refresh and a rolling update exclude each other",
		Severity: diag.Error,
		Why: `Both policies replace the instances of a group, and CloudFormation takes one of them only. A template with both passes ` +
			`older checks, and its next update fails.`,
		Help: "keep one of the two policies",
		Bad: []lint.Example{
			{Name: "both", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingInstanceRefresh: # want
        Strategy: Rolling
      AutoScalingRollingUpdate:
        MinInstancesInService: 2
    Properties: {MinSize: 2, MaxSize: 4}
`},
			{Name: "both in one branch", Template: `Conditions:
  Careful: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingRollingUpdate: {MinInstancesInService: 2}
      AutoScalingInstanceRefresh: !If [Careful, {Strategy: Rolling}, !Ref AWS::NoValue] # want
    Properties: {MinSize: 2, MaxSize: 4}
`},
		},
		Good: []lint.Example{
			{Name: "one", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy: {AutoScalingInstanceRefresh: {Strategy: Rolling}}
    Properties: {MinSize: 2, MaxSize: 4}
`},
			{Name: "one or the other", Template: `Conditions:
  Careful: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingInstanceRefresh: !If [Careful, {Strategy: Rolling}, !Ref AWS::NoValue]
      AutoScalingRollingUpdate: !If [Careful, !Ref AWS::NoValue, {MinInstancesInService: 2}]
    Properties: {MinSize: 2, MaxSize: 4}
`},
			{Name: "beside schedules", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingInstanceRefresh: {Strategy: Rolling}
      AutoScalingScheduledAction: {IgnoreUnmodifiedGroupSizeProperties: true}
    Properties: {MinSize: 2, MaxSize: 4}
`},
		},
		Check: func(p *lint.Pass) {
			for _, g := range p.Unit.Groups() {
				v := g.Judge(func(c *template.Case) template.Answer {
					return template.Whether(g.Policy(c, group.Refresh) != nil && g.Policy(c, group.Rolling) != nil)
				})
				if v.Holds() {
					p.At(g.PolicyKey(v.Case, group.Refresh), "an update of the group fails: `%s` and `%s` cannot be used together", group.Refresh, group.Rolling).
						Note(g.PolicyKey(v.Case, group.Rolling), "the other policy").Under(v)
				}
			}
		},
	}
}
