package template_test

import (
	"fmt"
	"strings"
	"testing"
)

func TestPhrases(t *testing.T) {
	model := parse(t, `
Conditions:
  C: {"Fn::Equals": [AWS::Region, "{{resolve:ssm:a}}"]}
Resources:
  A:
    Type: AWS::EC2::Instance
    Properties:
      Plain: text
      Name: ["${a}", {"Fn::Sub": ["${b}", {B: "${c}"}]}]
      UserData: {"Fn::Base64": "${d}"}
      More: {"Fn::If": [C, "${e}", {Deep: AWS::NoValue}]}
      Ref: {Ref: AWS::Region}
  Fn::ForEach::L:
    - X
    - [a]
    - R${X}: {Type: A::B::C, Properties: {N: "${f}"}}
Outputs:
  O: {Value: {"Fn::Join": ["${g}", [{"Fn::GetAtt": "${h}"}]]}}
`)
	var got []string
	for _, p := range model.Phrases() {
		flags := ""
		if p.Sub {
			flags += " sub"
		}
		if p.Encoded {
			flags += " encoded"
		}
		if p.Loop != nil {
			flags += " loop"
		}
		got = append(got, fmt.Sprintf("%s/%s/%s %s%s", p.Owner.Section, p.Owner.Name, strings.Join(p.Path, "/"), p.Node.Text(), flags))
	}
	want := `Resources/A/Properties/Name ${a}
Resources/A/Properties/Name ${b} sub
Resources/A/Properties/Name ${c}
Resources/A/Properties/UserData ${d} encoded
Resources/A/Properties/More ${e}
Resources/A/Properties/More/Deep AWS::NoValue
Resources/R${X}/Properties/N ${f} loop
Outputs/O/Value ${g}
Conditions/C/ AWS::Region
Conditions/C/ {{resolve:ssm:a}}`
	if strings.Join(got, "\n") != want {
		t.Errorf("the phrases are\n%s", strings.Join(got, "\n"))
	}
}
