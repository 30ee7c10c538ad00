package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/group"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func replacingUpdateWithFixedGroupName() *lint.Rule {
	return &lint.Rule{
		ID:       "H122",
		Name:     "replacing-update-with-fixed-group-name",
		Title:    "A group that is to be replaced has a name of its own",
		Severity: diag.Error,
		Why: `With WillReplace CloudFormation makes the new group while the old one is still there. Two groups of an account and ` +
			`region cannot have one name, so each update that replaces the group fails as long as the name stays the same.`,
		Help: "remove `AutoScalingGroupName`: CloudFormation gives each group a name of its own, and `Ref` returns it",
		Bad: []lint.Example{
			{Name: "a name", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    CreationPolicy: {ResourceSignal: {Count: 2}}
    UpdatePolicy: {AutoScalingReplacingUpdate: {WillReplace: true}}
    Properties:
      AutoScalingGroupName: web # want
      MinSize: 2
      MaxSize: 4
`},
			{Name: "a name of the stack, and a replacement that may be", Template: `Parameters:
  Replace: {Type: String, AllowedValues: ["true", "false"]}
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    CreationPolicy: {ResourceSignal: {Count: 2}}
    UpdatePolicy: {AutoScalingReplacingUpdate: {WillReplace: !Ref Replace}}
    Properties:
      AutoScalingGroupName: !Sub "${AWS::StackName}-web" # want
      MinSize: 2
      MaxSize: 4
`},
		},
		Good: []lint.Example{
			{Name: "no name", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    CreationPolicy: {ResourceSignal: {Count: 2}}
    UpdatePolicy: {AutoScalingReplacingUpdate: {WillReplace: true}}
    Properties: {MinSize: 2, MaxSize: 4}
`},
			{Name: "a name in a group that stays", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy: {AutoScalingReplacingUpdate: {WillReplace: "false"}}
    Properties: {AutoScalingGroupName: web, MinSize: 2, MaxSize: 4}
`},
			{Name: "a name where the group stays", Template: `Conditions:
  Blue: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    CreationPolicy: {ResourceSignal: {Count: 2}}
    UpdatePolicy: {AutoScalingReplacingUpdate: {WillReplace: !If [Blue, true, false]}}
    Properties: {AutoScalingGroupName: !If [Blue, !Ref AWS::NoValue, web], MinSize: 2, MaxSize: 4}
`},
		},
		Check: func(p *lint.Pass) {
			for _, g := range p.Unit.Groups() {
				v := g.Judge(func(c *template.Case) template.Answer {
					return g.Replaces(c).And(present(c, g.Property(), groupName))
				})
				if v.Holds() {
					p.At(v.Case.At(g.Property(groupName)), "the new group cannot have this name while the old one exists, so each update that replaces it fails").
						Note(g.Policy(v.Case, group.Replacing).Key("WillReplace"), "updates replace the group").Under(v)
				}
			}
		},
	}
}

const groupName = "AutoScalingGroupName"
