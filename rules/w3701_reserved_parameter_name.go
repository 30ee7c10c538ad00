package rules

import (
	"strings"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/interp"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func reservedParameterName() *lint.Rule {
	return &lint.Rule{
		ID:       "W3701",
		Name:     "reserved-parameter-name",
		Title:    "A parameter of Systems Manager has a name that AWS keeps for itself",
		Severity: diag.Warning,
		Why:      `Names that begin with aws or ssm, in upper or lower case and also after a slash, belong to AWS. Systems Manager refuses a parameter with such a name.`,
		Help:     "begin the name with something else",
		Bad: []lint.Example{{Name: "names of AWS", Template: `Parameters:
  Stage: {Type: String}
Resources:
  Image:
    Type: AWS::SSM::Parameter
    Properties: {Name: /aws/image, Type: String, Value: ami-0123456789abcdef0} # want
  Agent:
    Type: AWS::SSM::Parameter
    Properties:
      Name: !Sub /ssm/${Stage}/agent # want
      Type: String
      Value: "on"
  Account:
    Type: AWS::SSM::Parameter
    Properties:
      Name: awsAccount # want
      Type: String
      Value: main
`}},
		Good: []lint.Example{{Name: "names of our own", Template: `Parameters:
  Stage: {Type: String}
Resources:
  Image:
    Type: AWS::SSM::Parameter
    Properties: {Name: /images/aws, Type: String, Value: ami-0123456789abcdef0}
  Agent:
    Type: AWS::SSM::Parameter
    Properties: {Name: !Sub "${Stage}/ssm", Type: String, Value: "on"}
  Other:
    Type: AWS::SSM::Parameter
    Properties: {Name: !Ref Stage, Type: String, Value: "on"}
  Unnamed:
    Type: AWS::SSM::Parameter
    Properties: {Type: String, Value: /aws/x}
`}},
		Check: func(p *lint.Pass) {
			for parameter := range written(p.Template, "AWS::SSM::Parameter") {
				for name := range placesAt(p.Template, parameter, "Name") {
					start := strings.ToLower(strings.TrimPrefix(beginning(name.value), "/"))
					if strings.HasPrefix(start, "aws") || strings.HasPrefix(start, "ssm") {
						p.At(name.value, "names that begin with `%s` belong to AWS", start[:3])
					}
				}
			}
		},
	}
}

// beginning is what a value begins with in every deployment: all of a literal, and what stands
// before the first variable of Fn::Sub.
func beginning(n *syntax.Node) string {
	if isFixed(n) {
		return n.Text()
	}
	parts, _ := template.CallOf(n).Sub().Parts()
	if len(parts) == 0 || parts[0].Kind != interp.SubText {
		return ""
	}
	return parts[0].Text
}
