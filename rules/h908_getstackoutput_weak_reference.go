package rules

import (
	"slices"
	"strings"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func getstackoutputWeakReference() *lint.Rule {
	return &lint.Rule{
		ID:       "H908",
		Name:     "getstackoutput-weak-reference",
		Title:    "Fn::GetStackOutput does not hold on to what it reads",
		Severity: diag.Error,
		Why: `CloudFormation reads the output when it creates or updates this stack, and never again: the other stack may change ` +
			`or delete it, and nothing here learns of that. An export is safer, but works in one account and region only. In a ` +
			`template that is deployed as it is, the short form !GetStackOutput must not hold other short forms.`,
		Help: "use `Fn::ImportValue` within one account and region; elsewhere, update this stack whenever the other one changes",
		Bad: []lint.Example{
			{Name: "a reference, and a short form in a short form", Template: `Parameters:
  Network: {Type: String}
Resources:
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      QueueName:
        Fn::GetStackOutput: # want
          StackName: network
          OutputName: Name
      KmsMasterKeyId: !GetStackOutput {StackName: !Ref Network, OutputName: Key} # want
`},
			{Name: "in one branch", Template: `Parameters:
  Network: {Type: String, Default: ""}
Conditions:
  HasNetwork: !Not [!Equals [!Ref Network, ""]]
Resources:
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      KmsMasterKeyId: !If
        - HasNetwork
        - Fn::GetStackOutput: {StackName: !Ref Network, OutputName: Key} # want
        - alias/aws/sqs
`},
		},
		Good: []lint.Example{
			{Name: "an export, which cannot change while it is in use", Template: `Parameters:
  Network: {Type: String}
Resources:
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      KmsMasterKeyId: !ImportValue {"Fn::Sub": "${Network}-Key"}
`},
			{Name: "an output of a nested stack", Template: `Resources:
  Network:
    Type: AWS::CloudFormation::Stack
    Properties: {TemplateURL: https://s3.amazonaws.com/templates/network.json}
  Queue:
    Type: AWS::SQS::Queue
    Properties: {KmsMasterKeyId: !GetAtt Network.Outputs.Key}
`},
		},
		Check: func(p *lint.Pass) {
			raw := !isSource(p.Unit)
			for site := range p.Template.Calls(template.FnGetStackOutput) {
				if raw && isShort(site.Call) && slices.ContainsFunc(site.Argument.Kids(), hasShort) {
					p.At(site.Key, "CloudFormation does not take short forms of functions within `!GetStackOutput`").
						Help("write `Fn::GetStackOutput:`, or deploy what `cfnc build` makes of the template")
					continue
				}
				p.At(site.Key, "the other stack may change or delete this output, and nothing here learns of it").Severity(diag.Info)
			}
		},
	}
}

// isShort reports whether a call was written in the short form, as !Ref.
func isShort(c template.Call) bool {
	return c.Key != nil && strings.HasPrefix(c.Key.Span().Text(), "!")
}

// hasShort reports whether a short form was written in a value.
func hasShort(n *syntax.Node) bool {
	return isShort(template.CallOf(n)) || slices.ContainsFunc(n.Kids(), hasShort)
}
