package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func outputIsImport() *lint.Rule {
	return &lint.Rule{
		ID:       "W6001",
		Name:     "output-is-import",
		Title:    "An output passes on what another stack exports",
		Severity: diag.Warning,
		Why: `A stack that imports a value keeps the other one from changing its export. One that also passes the value on makes ` +
			`a chain: nobody sees any more where the value comes from, and no link of it can be changed.`,
		Help: "import the value where it is used, by the name of the first export",
		Bad: []lint.Example{{Name: "a value passed on", Template: `Resources:
  Topic:
    Type: AWS::SNS::Topic
Outputs:
  Network:
    Value: !ImportValue network # want
  Subnet:
    Value: !Sub
      - ${Network}-a
      - Network: !ImportValue network # want
`}},
		Good: []lint.Example{{Name: "a value used", Template: `Resources:
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: web
      VpcId: !ImportValue network
Outputs:
  Group:
    Value: !Ref Group
`}},
		Check: func(p *lint.Pass) {
			for site := range p.Template.Calls(template.FnImportValue) {
				if inOutputValue(site.Owner) {
					p.At(site.Node, "an output passes on what another stack exports")
				}
			}
		},
	}
}
