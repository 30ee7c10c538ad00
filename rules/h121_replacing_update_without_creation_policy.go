package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/group"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func replacingUpdateWithoutCreationPolicy() *lint.Rule {
	return &lint.Rule{
		ID:       "H121",
		Name:     "replacing-update-without-creation-policy",
		Title:    "A replacing update waits for no signal",
		Severity: diag.Error,
		Why: `With WillReplace CloudFormation makes a new group beside the old one and deletes the old one when the new one ` +
			`is complete. Complete means that ResourceSignal of the CreationPolicy got its signals. Without it, complete means ` +
			`that the instances exist: the old group goes while the new instances boot, and also when they never work.`,
		Help: "add a `CreationPolicy` with a `ResourceSignal` whose `Count` is the number of instances, and let each send `cfn-signal` when it serves",
		Bad: []lint.Example{
			{Name: "no creation policy", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingReplacingUpdate:
        WillReplace: true # want
    Properties:
      MinSize: 2
      MaxSize: 4
`},
			{Name: "a creation policy in the wrong place", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingReplacingUpdate:
        WillReplace: "true" # want
      CreationPolicy:
        ResourceSignal:
          Count: 2
    Properties:
      MinSize: 2
      MaxSize: 4
`},
			{Name: "true in both branches, and a policy without signals", Template: `Conditions:
  Large: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    CreationPolicy:
      AutoScalingCreationPolicy:
        MinSuccessfulInstancesPercent: 80
    UpdatePolicy:
      AutoScalingReplacingUpdate:
        WillReplace: !If [Large, true, true] # want
    Properties:
      MinSize: 2
      MaxSize: 4
`},
			{Name: "a replacement that a parameter may ask for", Template: `Parameters:
  Replace:
    Type: String
    AllowedValues: ["true", "false"]
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingReplacingUpdate:
        WillReplace: !Ref Replace # want
    Properties:
      MinSize: 2
      MaxSize: 4
`},
		},
		Good: []lint.Example{
			{Name: "a creation policy that waits for signals", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    CreationPolicy:
      ResourceSignal:
        Count: 2
        Timeout: PT15M
    UpdatePolicy:
      AutoScalingReplacingUpdate:
        WillReplace: true
    Properties:
      MinSize: 2
      MaxSize: 4
`},
			{Name: "no replacement", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingReplacingUpdate:
        WillReplace: false
    Properties:
      MinSize: 2
      MaxSize: 4
`},
			{Name: "a replacement that only the deployment knows of", Template: `Parameters:
  Replace:
    Type: String
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingReplacingUpdate:
        WillReplace: !Ref Replace
    Properties:
      MinSize: 2
      MaxSize: 4
`},
		},
		Check: func(p *lint.Pass) {
			for _, g := range p.Unit.Groups() {
				verdict := g.Judge(func(c *template.Case) template.Answer {
					return g.Replaces(c).And(c.Lacks(g.Body, "CreationPolicy", "ResourceSignal"))
				})
				if verdict.Holds() {
					reportUnsignalled(p, g, verdict)
				}
			}
		},
	}
}

func reportUnsignalled(p *lint.Pass, g *group.Group, v template.Verdict) {
	finding := p.At(g.Policy(v.Case, group.Replacing).Get("WillReplace"),
		"the old instances are deleted as soon as the new ones exist, whether these work or not: no `ResourceSignal` of a `CreationPolicy` waits for them").Under(v)
	if misplaced := g.PolicyKey(v.Case, "CreationPolicy"); misplaced != nil {
		finding.Note(misplaced, "CloudFormation does not read it here: move it up, beside `UpdatePolicy`")
	}
}
