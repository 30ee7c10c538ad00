package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func importValueArguments() *lint.Rule {
	return &lint.Rule{
		ID:       "E1016",
		Name:     "import-value-arguments",
		Title:    "Fn::ImportValue takes something other than a name",
		Severity: diag.Error,
		Why:      `CloudFormation has to know the name of the export before it makes the first resource, so the name is a text that depends on no resource. An attribute of one is refused.`,
		Help:     "give it a text, or a function of parameters",
		Bad: []lint.Example{
			{Name: "a list, and an attribute", Template: `Resources:
  Topic:
    Type: AWS::SNS::Topic
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      QueueName:
        Fn::ImportValue: [orders] # want
      KmsMasterKeyId:
        Fn::ImportValue: !GetAtt Topic.TopicName # want
      Tags:
        Fn::ImportValue: !Join ["-", [!Ref Topic, a]] # want
`},
		},
		Good: []lint.Example{
			{Name: "a text, and functions of parameters", Template: `Parameters:
  Network: {Type: String}
Conditions:
  Here: !Equals [!Ref AWS::Region, us-east-1]
Resources:
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      QueueName: !ImportValue orders
      KmsMasterKeyId:
        Fn::ImportValue: !Sub "${Network}-key"
Outputs:
  Name:
    Value:
      Fn::ImportValue: !If [Here, a, !Join ["-", [!Ref Network, b]]]
`},
		},
		Check: func(p *lint.Pass) {
			checkArguments(template.FnImportValue)(p)
			for call := range p.Template.Calls(template.FnImportValue) {
				if resolves(call.Owner) && call.Loop == nil {
					checkEarly(p, call.Argument)
				}
			}
		},
	}
}

// checkEarly reports what in the name of an export refers to a resource.
func checkEarly(p *lint.Pass, n *syntax.Node) {
	call := template.CallOf(n)
	get, _ := call.GetAtt()
	switch {
	case call.Function == template.FnRef && p.Template.Resource(call.Argument.Text()) != nil:
		p.At(call.Argument, "`%s` is a resource, and the name of an export cannot depend on one", call.Argument.Text())
	case call.Function == template.FnGetAtt && get.Resource.Text != "":
		p.At(n, "the name of an export cannot depend on a resource as `%s`", get.Resource.Text)
	default:
		for _, kid := range n.Kids() {
			checkEarly(p, kid)
		}
	}
}
