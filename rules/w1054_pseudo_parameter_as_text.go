package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func pseudoParameterAsText() *lint.Rule {
	return &lint.Rule{
		ID:       "W1054",
		Name:     "pseudo-parameter-as-text",
		Title:    "The name of a pseudo parameter stands there as text",
		Severity: diag.Warning,
		Why: `Without Ref the name of a pseudo parameter is plain text: the property gets the text AWS::Region, and AWS::NoValue ` +
			`does not remove it.`,
		Help: "write `!Ref` before the name",
		Bad: []lint.Example{{Name: "a property and a condition", Template: `Conditions:
  Here: !Equals [AWS::Region, us-east-1] # want
Resources:
  Method:
    Type: AWS::ApiGateway::Method
    Properties:
      AuthorizerId: AWS::NoValue # want
      HttpMethod: !If [Here, GET, AWS::NoValue] # want
Outputs:
  Region:
    Value: !Join ["-", ["AWS::Region", a]] # want
`}},
		Good: []lint.Example{{Name: "references", Template: `Conditions:
  Here: !Equals [!Ref AWS::Region, us-east-1]
Resources:
  Method:
    Type: AWS::ApiGateway::Method
    Properties:
      AuthorizerId: !Ref AWS::NoValue
      HttpMethod: !If [Here, GET, !Ref "AWS::NoValue"]
      OperationName: !Sub ${AWS::Region}
`}},
		Check: func(p *lint.Pass) {
			phrases := p.Template.Phrases()
			for i := range phrases {
				if n := phrases[i].Node; template.IsPseudoParameter(n.Text()) && !p.Template.Opaque() {
					p.At(n, "`%s` is text here, expected `!Ref %s`", n.Text(), n.Text())
				}
			}
		},
	}
}
