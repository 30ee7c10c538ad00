package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/group"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func creationpolicyUnsupported() *lint.Rule {
	return &lint.Rule{
		ID:       "H308",
		Name:     "creationpolicy-unsupported",
		Title:    "A CreationPolicy stands where CloudFormation does not know it",
		Severity: diag.Error,
		Why: `Only Auto Scaling groups, instances, wait conditions and fleets of AppStream have a CreationPolicy, and only groups ` +
			`have AutoScalingCreationPolicy in it. Elsewhere, or with names that CloudFormation does not know, it is refused or ` +
			`waits for nothing, and the stack is complete before its servers work.`,
		Help: "remove it, or move it to the group, the instance or a wait condition",
		Bad: []lint.Example{
			{Name: "a type that has none, and a launch template", Template: `Resources:
  Db:
    Type: AWS::RDS::DBInstance
    CreationPolicy: {ResourceSignal: {}} # want
  Launch:
    Type: AWS::EC2::LaunchTemplate
    CreationPolicy: # want
      ResourceSignal: {Count: 2}
`},
			{Name: "names that an instance does not know, in both branches", Template: `Conditions:
  Large: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Server:
    Type: AWS::EC2::Instance
    CreationPolicy:
      ResourceSignal: !If
        - Large
        - {TimeOut: PT10M} # want
        - {Count: 1}
      AutoScalingCreationPolicy: {MinSuccessfulInstancesPercent: 50} # want
  Condition:
    Type: AWS::CloudFormation::WaitCondition
    CreationPolicy:
      AutoScalingCreationPolicy: {MinSuccessfulInstancesPercent: 50} # want
      ResourceSignal: {Count: 2}
`},
		},
		Good: []lint.Example{
			{Name: "where it is known", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    CreationPolicy:
      AutoScalingCreationPolicy: {MinSuccessfulInstancesPercent: 50}
      ResourceSignal: {Count: 2}
    Properties: {MinSize: 2, MaxSize: 4}
  Server:
    Type: AWS::EC2::Instance
    CreationPolicy: {ResourceSignal: {Timeout: PT10M, Count: 1}}
  Condition:
    Type: AWS::CloudFormation::WaitCondition
    CreationPolicy: {ResourceSignal: {Count: 2}}
  Fleet:
    Type: AWS::AppStream::Fleet
    CreationPolicy: {StartFleet: true}
`},
			{Name: "a parameter, and AWS::NoValue", Template: `Parameters:
  Time: {Type: String}
Resources:
  Server:
    Type: AWS::EC2::Instance
    CreationPolicy: {ResourceSignal: {Timeout: !Ref Time}}
  Db:
    Type: AWS::RDS::DBInstance
    CreationPolicy: !Ref AWS::NoValue
`},
			{Name: "a type that is not known", Template: `Resources:
  Server:
    Type: My::Own::Server
    CreationPolicy: {ResourceSignal: {}}
`},
		},
		Check: func(p *lint.Pass) {
			if p.Template.Opaque() {
				return
			}
			for _, r := range p.Template.Resources {
				if key, value := r.Attribute("CreationPolicy"); key != nil && isAWS(r.Type) {
					checkUnsupported(p, r, key, value)
				}
			}
		},
	}
}

func checkUnsupported(p *lint.Pass, r *template.Resource, key, value *syntax.Node) {
	switch shape := creationPolicy(r.Type); {
	case template.Removed(value):
	case shape == nil:
		p.At(key, "resources of the type `%s` have no `CreationPolicy`", r.Type).Help("remove `CreationPolicy`")
	case r.Type == "AWS::EC2::Instance":
		shape.check(p, key, value, r.When())
	case r.Type != group.Type:
		for _, policy := range p.Template.Branches(value, r.When()) {
			if at := policy.Key("AutoScalingCreationPolicy"); at != nil && !template.Removed(policy.Get(at.Text())) {
				p.At(at, "resources of the type `%s` have no `%s`: it is for Auto Scaling groups", r.Type, at.Text())
			}
		}
	}
}
