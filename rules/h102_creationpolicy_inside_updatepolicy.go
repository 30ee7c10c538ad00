package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/group"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func creationpolicyInsideUpdatepolicy() *lint.Rule {
	return &lint.Rule{
		ID:       "H102",
		Name:     "creationpolicy-inside-updatepolicy",
		Title:    "A CreationPolicy stands inside the UpdatePolicy",
		Severity: diag.Error,
		Why: `CreationPolicy is an attribute of the resource, beside UpdatePolicy. An example in AWS's own documents had it inside, ` +
			`and was copied often. There CloudFormation does not read it: no signal is waited for, and a replacing update deletes ` +
			`the old group before the new one works.`,
		Help: "move `CreationPolicy` up, beside `UpdatePolicy`",
		Bad: []lint.Example{
			{Name: "a level too deep", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingReplacingUpdate:
        WillReplace: true
      CreationPolicy: # want
        ResourceSignal:
          Count: 2
    Properties: {MinSize: 2, MaxSize: 4}
`},
			{Name: "in one branch", Template: `Conditions:
  Large: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy: !If
      - Large
      - AutoScalingReplacingUpdate: {WillReplace: true}
        CreationPolicy: {ResourceSignal: {Count: 2}} # want
      - !Ref AWS::NoValue
    Properties: {MinSize: 2, MaxSize: 4}
`},
		},
		Good: []lint.Example{
			{Name: "beside the other attribute", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    CreationPolicy: {ResourceSignal: {Count: 2}}
    UpdatePolicy:
      AutoScalingReplacingUpdate: {WillReplace: true}
    Properties: {MinSize: 2, MaxSize: 4}
`},
			{Name: "a branch that is never taken", Template: `Conditions:
  Never: !Equals [a, b]
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy: !If [Never, {CreationPolicy: {}}, !Ref AWS::NoValue]
    Properties: {MinSize: 2, MaxSize: 4}
`},
		},
		Check: func(p *lint.Pass) {
			for _, g := range p.Unit.Groups() {
				for _, policies := range p.Template.Branches(g.At("UpdatePolicy"), g.When()) {
					if key := policies.Key("CreationPolicy"); key != nil {
						reportMisplaced(p, g, policies, key)
					}
				}
			}
		},
	}
}

// misplacedCreation reports whether a key of an update policy is one that H102 reports.
func misplacedCreation(r *template.Resource, name *syntax.Node) bool {
	return name.Text() == "CreationPolicy" && r.Type == group.Type
}

func reportMisplaced(p *lint.Pass, g *group.Group, policies, key *syntax.Node) {
	f := p.At(key, "CloudFormation does not read a `CreationPolicy` here: new instances of `%s` are waited for by nobody", g.ID)
	if g.At("CreationPolicy") != nil || policies != g.At("UpdatePolicy") {
		return
	}
	cut, ok := removeKey(policies, "CreationPolicy")
	value := policies.Get("CreationPolicy")
	if put, fits := insertPair(g.Body, "CreationPolicy", inFlow(value)); ok && fits && inPlace(value) {
		f.Fix("move `CreationPolicy` beside `UpdatePolicy`", true, put, cut)
	}
}
