package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func splitArguments() *lint.Rule {
	return &lint.Rule{
		ID:       "E1018",
		Name:     "split-arguments",
		Title:    "Fn::Split takes other than a delimiter and a text",
		Severity: diag.Error,
		Why:      `CloudFormation refuses Fn::Split unless it has a literal delimiter and a text, or a function that gives one. A list is split already.`,
		Help:     "write `!Split [delimiter, text]`",
		Bad: []lint.Example{
			{Name: "a list, and a delimiter that is no literal", Template: `Parameters:
  Names: {Type: CommaDelimitedList}
  Mark: {Type: String}
Resources:
  Group:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties:
      AvailabilityZones: !Split [",", !Ref Names] # want
      TargetGroupARNs: !Split [!Ref Mark, "a,b"] # want
      LoadBalancerNames: !Split [",", [a, b]] # want
      TerminationPolicies: !Split "a,b" # want
      MinSize: 1
      MaxSize: 1
`},
		},
		Good: []lint.Example{
			{Name: "texts", Template: `Parameters:
  Names: {Type: String}
Resources:
  Group:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties:
      AvailabilityZones: !Split [",", !Ref Names]
      TargetGroupARNs: !Split [",", !ImportValue arns]
      LoadBalancerNames: !Split ["", !Sub "${Names},b"]
      MinSize: 1
      MaxSize: 1
`},
		},
		Check: checkArguments(template.FnSplit),
	}
}
