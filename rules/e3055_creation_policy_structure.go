package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/lint"
)

func creationPolicyStructure() *lint.Rule {
	return &lint.Rule{
		ID:       "E3055",
		Name:     "creation-policy-structure",
		Title:    "A CreationPolicy says what CloudFormation does not know",
		Severity: diag.Error,
		Why: `Auto Scaling groups, wait conditions and AppStream fleets have a CreationPolicy of a fixed form. With a name that ` +
			`CloudFormation does not know the deployment fails, or waits for no signal, so that a stack is complete before its servers work.`,
		Help: "give the value that the documentation of `CreationPolicy` asks for",
		Bad: []lint.Example{{Name: "unknown names and a wrong value", Template: `Resources:
  Group:
    Type: AWS::AutoScaling::AutoScalingGroup
    CreationPolicy:
      ResourceSignals: {Count: 1} # want
      ResourceSignal:
        Count: all # want
        TimeOut: PT5M # want
    Properties: {MinSize: 1, MaxSize: 2}
  Condition:
    Type: AWS::CloudFormation::WaitCondition
    CreationPolicy:
      Signal: {Count: 1} # want
`}},
		Good: []lint.Example{{Name: "signals", Template: `Parameters:
  Servers: {Type: Number}
Resources:
  Group:
    Type: AWS::AutoScaling::AutoScalingGroup
    CreationPolicy:
      AutoScalingCreationPolicy: {MinSuccessfulInstancesPercent: 80}
      ResourceSignal: {Count: !Ref Servers, Timeout: PT10M}
    Properties: {MinSize: 1, MaxSize: 2}
  Server:
    Type: AWS::EC2::Instance
    CreationPolicy:
      ResourceSignal: {Timeout: PT10M}
`}},
		Check: func(p *lint.Pass) {
			if !p.Template.Opaque() {
				attribute(p, "CreationPolicy", checkedPolicy)
			}
		},
	}
}
