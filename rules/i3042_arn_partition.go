package rules

import (
	"strings"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func arnPartition() *lint.Rule {
	return &lint.Rule{
		ID:       "I3042",
		Name:     "arn-partition",
		Title:    "An ARN made with Fn::Sub has a fixed partition",
		Severity: diag.Info,
		Why: `In the regions of China and of the government of the United States ARNs begin with another partition than aws, so ` +
			`the ARN names nothing there. The text is put together with Fn::Sub anyway, and the partition is one more name in it.`,
		Help: "write `${AWS::Partition}` for the partition",
		Bad: []lint.Example{{Name: "the partition of most regions", Template: `Resources:
  Policy:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument:
        Version: "2012-10-17"
        Statement:
          - Effect: Allow
            Action: sqs:SendMessage
            Resource: !Sub arn:aws:sqs:${AWS::Region}:${AWS::AccountId}:orders # want
          - Effect: Allow
            Action: sqs:SendMessage
            Resource:
              Fn::Sub: "arn:aws-cn:sqs:*:${AWS::AccountId}:*" # want
`}},
		Good: []lint.Example{{Name: "the partition of the stack, and no Fn::Sub", Template: `Resources:
  Policy:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      ManagedPolicyName: !Sub "arn:${AWS::StackName}"
      PolicyDocument:
        Version: "2012-10-17"
        Statement:
          - Effect: Allow
            Action: sqs:SendMessage
            Resource: !Sub arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:orders
          - Effect: Allow
            Action: sqs:SendMessage
            Resource: arn:aws:sqs:us-east-1:123456789012:orders
`}},
		Check: func(p *lint.Pass) {
			for call := range p.Template.Calls(template.FnSub) {
				if text := call.Sub().Text; resolves(call.Owner) {
					checkPartition(p, text)
				}
			}
		},
	}
}

func checkPartition(p *lint.Pass, n *syntax.Node) {
	const prefix = "arn:"
	text, isString := n.Str()
	rest, isARN := strings.CutPrefix(text, prefix)
	partition, _, _ := strings.Cut(rest, ":")
	if !isString || !isARN || !isPartition(partition) {
		return
	}
	at := n.TextSpan(len(prefix), len(prefix)+len(partition))
	finding := p.AtSpan(n, at, "the ARN has the fixed partition `%s`, expected `${AWS::Partition}`", partition)
	if at.Text() == partition && strings.Contains(text, "${") && n.Origin() == nil {
		finding.Fix("use the partition of the stack", true, diag.Edit{Span: at, Text: "${AWS::Partition}"})
	}
}

func isPartition(text string) bool {
	return text == "aws" || strings.HasPrefix(text, "aws-") && isAlphanumeric(text, "-")
}
