package rules

import (
	"strings"
	"unicode/utf8"

	"github.com/cfnc/cfnc/compiler/boot"
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func userDataNotBase64() *lint.Rule {
	return &lint.Rule{
		ID:       "H502",
		Name:     "userdata-not-base64",
		Title:    "User data is not encoded in Base64",
		Severity: diag.Error,
		Why: `CloudFormation hands user data on as it is, and EC2 takes it in Base64 only: it refuses a plain script when the ` +
			`instance or the launch template is made. What cfnc builds is encoded, where text stands in the place itself; what a ` +
			`mapping or a parameter gives is not.`,
		Help: "write `Fn::Base64` around the text",
		Bad: []lint.Example{
			{Name: "a plain script, and one from a mapping", Template: `Mappings:
  Scripts:
    eu-west-1: {Start: "#!/bin/bash\necho hello\n"}
Resources:
  Web:
    Type: AWS::EC2::Instance
    Properties:
      UserData: "#!/bin/bash" # want
  Other:
    Type: AWS::EC2::LaunchTemplate
    Properties:
      LaunchTemplateData:
        UserData: !FindInMap [Scripts, eu-west-1, Start] # want
`},
			{Name: "a value of a parameter, in JSON, which cfnc does not encode", Template: `{
  "Parameters": {"Script": {"Type": "String", "AllowedValues": ["#!/bin/bash\ntrue\n"]}},
  "Resources": {
    "Web": {
      "Type": "AWS::AutoScaling::LaunchConfiguration",
      "Properties": {
        "UserData": {"Ref": "Script"} // want
      }
    }
  }
}
`},
		},
		Good: []lint.Example{
			{Name: "encoded, and written in Base64", Template: `Resources:
  Web:
    Type: AWS::EC2::Instance
    Properties:
      UserData: !Base64 "#!/bin/bash"
  Other:
    Type: AWS::EC2::Instance
    Properties:
      UserData: IyEvYmluL2Jhc2gKZWNobyBoZWxsbwo=
`},
			{Name: "what only the deployment knows", Template: `Parameters:
  Script: {Type: String}
Resources:
  Web:
    Type: AWS::EC2::Instance
    Properties:
      UserData: !Ref Script
  Other:
    Type: AWS::EC2::Instance
    Properties:
      UserData: !ImportValue script
`},
			{Name: "a text in the language of cfnc, which encodes it", Template: `Resources:
  Web:
    Type: AWS::EC2::Instance
    Properties:
      UserData: |
        #!/bin/bash
        echo @AWS::Region
`},
		},
		Check: func(p *lint.Pass) {
			var list []flaw
			for _, u := range p.Unit.Boot().UserData() {
				for _, x := range u.Texts {
					if comesPlain(x) {
						list = append(list, flaw{resource: u.Resource, node: u.Key, at: u.Key.Span(), when: x.When, message: "EC2 refuses this user data, because it is not encoded in Base64"})
					}
				}
			}
			reportFlaws(p, append(list, encodedByCfnc(p)...))
		},
	}
}

// comesPlain reports whether user data comes to EC2 without being encoded.
func comesPlain(x boot.UserText) bool {
	first, size := utf8.DecodeRuneInString(x.String())
	return x.Encoding == boot.Unencoded && size > 0 && !template.IsHole(first)
}

// encodedByCfnc finds user data that is plain as it is written, in a template with nothing else
// that only cfnc knows: it may be one that goes to CloudFormation as it is.
func encodedByCfnc(p *lint.Pass) (list []flaw) {
	if docs := p.Unit.Documents; len(docs) != 1 || strings.Contains(docs[0].File.Text(), "@") {
		return nil
	}
	for call := range p.Template.Calls(template.FnBase64) {
		if r := call.Owner.Resource; r != nil && !isWritten(call.Call) {
			list = append(list, lesser(flaw{resource: r, node: call.Argument, at: call.Argument.Span(), when: call.When,
				message: "only in what cfnc builds is this user data encoded: EC2 refuses it as it stands here, because it is not in Base64"}))
		}
	}
	return list
}
