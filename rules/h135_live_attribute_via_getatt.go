package rules

import (
	"slices"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/group"
	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func liveAttributeViaGetatt() *lint.Rule {
	return &lint.Rule{
		ID:       "H135",
		Name:     "live-attribute-via-getatt",
		Title:    "Fn::GetAtt does not give the number that runs",
		Severity: diag.Error,
		Why: `The number of instances or tasks that run is no attribute that CloudFormation gives. In the policies of a group, ` +
			`Fn::GetAtt of the group itself would be a circle; elsewhere it fails, or gives what the template says. The number has ` +
			`to be looked up before the deployment, and passed as a parameter.`,
		Help: "write `\"@Group.DesiredCapacity\"` in a source of cfnc, or pass the number as a parameter",
		Bad: []lint.Example{
			{Name: "the floor of an update", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingRollingUpdate:
        MaxBatchSize: 20
        MinInstancesInService: !GetAtt Web.DesiredCapacity # want
    Properties: {MinSize: 2, MaxSize: 20}
`},
			{Name: "other ways to write it, and other sizes", Template: `Conditions:
  Large: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    CreationPolicy:
      ResourceSignal:
        Count: !If [Large, !Sub "${Web.MinSize}", 2] # want
    UpdatePolicy:
      AutoScalingRollingUpdate:
        MinInstancesInService:
          Fn::GetAtt: [Web, MaxSize] # want
    Properties: {MinSize: 2, MaxSize: 20}
`},
			{Name: "tasks of a service", Template: `Resources:
  Service:
    Type: AWS::ECS::Service
    Properties: {DesiredCount: 2}
Outputs:
  Tasks:
    Value: !GetAtt Service.DesiredCount # want
`},
		},
		Good: []lint.Example{
			{Name: "looked up before the deployment", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy: {AutoScalingRollingUpdate: {MaxBatchSize: 20, MinInstancesInService: "@Web.DesiredCapacity"}}
    Properties: {MinSize: 2, MaxSize: 20}
`},
			{Name: "what the template says, somewhere else", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties: {MinSize: 2, MaxSize: 20}
Outputs:
  Most: {Value: !GetAtt Web.MaxSize}
`},
			{Name: "the size of another group, and other attributes", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties: {MinSize: 2, MaxSize: 20}
  Jobs:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy: {AutoScalingRollingUpdate: {MinInstancesInService: !GetAtt Web.MinSize}}
    Properties: {MinSize: 2, MaxSize: 20}
  Service:
    Type: AWS::ECS::Service
Outputs:
  Name: {Value: !Sub "${Service.Name}"}
`},
		},
		Check: func(p *lint.Pass) {
			if p.Template.Opaque() {
				return
			}
			for i := range p.Template.Uses() {
				if u := &p.Template.Uses()[i]; readsLiveNumber(p.Template, u) {
					reportLiveNumber(p, u)
				}
			}
		},
	}
}

// readsLiveNumber reports whether an attribute is wanted that only a running resource has.
func readsLiveNumber(t *template.Template, u *template.Use) bool {
	r := t.Resource(u.Name.Text)
	if r == nil || u.Loop != nil || u.Via != template.ByGetAtt && u.Via != template.BySub || t.Possible(u.When) == template.No {
		return false
	}
	policy := u.Owner.Resource == r && (u.Owner.Part == "UpdatePolicy" || u.Owner.Part == "CreationPolicy")
	switch r.Type {
	case group.Type:
		return policy && slices.Contains([]string{"DesiredCapacity", "MinSize", "MaxSize"}, u.Attr)
	case ecsService:
		return u.Attr == "DesiredCount"
	}
	return false
}

func reportLiveNumber(p *lint.Pass, u *template.Use) {
	r := p.Template.Resource(u.Name.Text)
	f := p.AtSpan(u.Name.Node, u.Span(), "`%s` of `%s` is no attribute that a deployment can read: only AWS knows how many run", u.Attr, r.ID)
	value, ok := liveValue(p.Unit, r, u.Attr)
	if at := readAsWhole(p.Template, u); ok && at.Node != nil && replaceable(p.Unit, at.Node) {
		f.Fix("look `"+u.Attr+"` up before each deployment", false, diag.Edit{Span: at.Node.Span(), Text: value.yaml})
	}
}

// readAsWhole returns the call that gives what a use reads, and nothing else.
func readAsWhole(t *template.Template, u *template.Use) (found template.Call) {
	for _, f := range []template.Function{template.FnGetAtt, template.FnSub} {
		for call := range t.Calls(f) {
			if r, attribute := t.Certain(call.Node); r != nil && r.ID == u.Name.Text && attribute == u.Attr && covers(call.Node.Span(), u.Span()) {
				return call.Call
			}
		}
	}
	return template.Call{}
}

// covers reports whether a span lies within another.
func covers(outer, inner source.Span) bool {
	return outer.File == inner.File && outer.Start <= inner.Start && inner.End <= outer.End
}
