package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func getAZsArguments() *lint.Rule {
	return &lint.Rule{
		ID:       "E1015",
		Name:     "get-azs-arguments",
		Title:    "Fn::GetAZs takes something other than a region",
		Severity: diag.Error,
		Why:      `CloudFormation evaluates Fn::GetAZs for one region, where an empty text stands for that of the stack. It refuses a list, a map or a null, and null is what a key of JSON or YAML without a value is.`,
		Help:     "give it the name of a region, an empty text or `!Ref AWS::Region`",
		Bad: []lint.Example{
			{Name: "a null, in the long form", Template: `Resources:
  Group:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties:
      AvailabilityZones:
        Fn::GetAZs: # want
      MinSize: 1
      MaxSize: 1
`},
			{Name: "a list, and a function that gives one", Template: `Resources:
  Group:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties:
      AvailabilityZones: !GetAZs [us-east-1] # want
      MinSize: 1
      MaxSize: 1
  Other:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties:
      AvailabilityZones: !If
        - Here
        - Fn::GetAZs: {Fn::Split: [",", "us-east-1,us-east-2"]} # want
        - !Split [",", !Join [",", !GetAZs us-east-1]]
      MinSize: 1
      MaxSize: 1
Conditions:
  Here: !Equals [!Ref AWS::Region, us-east-1]
`},
		},
		Good: []lint.Example{
			{Name: "a region, that of the stack, and a reference", Template: `Parameters:
  Where: {Type: String}
Resources:
  Group:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties:
      AvailabilityZones: !GetAZs
      MinSize: 1
      MaxSize: 1
Outputs:
  One:
    Value: !Select [0, !GetAZs ""]
  Two:
    Value: !Select [0, !GetAZs us-east-1]
  Three:
    Value:
      Fn::Select:
        - 0
        - Fn::GetAZs: !Ref Where
`},
		},
		Check: checkArguments(template.FnGetAZs),
	}
}
