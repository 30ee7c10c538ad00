package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func getStackOutputArguments() *lint.Rule {
	return &lint.Rule{
		ID:       "E1033",
		Name:     "get-stack-output-arguments",
		Title:    "Fn::GetStackOutput takes other than a stack and an output",
		Severity: diag.Error,
		Why:      `Fn::GetStackOutput wants the name of a stack and of one of its outputs, and takes the region of that stack and a role that may read it; nothing else.`,
		Help:     "write `StackName` and `OutputName`, and if wanted `Region` and `RoleArn`",
		Bad: []lint.Example{
			{Name: "no output, and a typing error", Template: `Resources:
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      QueueName: !GetStackOutput {StackName: network} # want
      KmsMasterKeyId:
        Fn::GetStackOutput:
          StackName: [network] # want
          OutputName: Key
          Regoin: us-east-1 # want
      Tags: !GetStackOutput network.Key # want
`},
		},
		Good: []lint.Example{
			{Name: "all of it", Template: `Resources:
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      QueueName: !GetStackOutput {StackName: network, OutputName: Name}
      KmsMasterKeyId:
        Fn::GetStackOutput:
          StackName: !Sub "${AWS::StackName}-network"
          OutputName: Key
          Region: us-east-1
          RoleArn: arn:aws:iam::123456789012:role/reader
`},
		},
		Check: checkArguments(template.FnGetStackOutput),
	}
}
