package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func base64Arguments() *lint.Rule {
	return &lint.Rule{
		ID:       "E1021",
		Name:     "base64-arguments",
		Title:    "Fn::Base64 takes something other than a text",
		Severity: diag.Error,
		Why:      `CloudFormation refuses Fn::Base64 of anything but a text or a function that gives one. A mistake in that function counts here, because nothing can be encoded then.`,
		Help:     "give it a text",
		Bad: []lint.Example{
			{Name: "a map that is no function, and a list", Template: `Resources:
  Web:
    Type: AWS::EC2::Instance
    Properties:
      UserData:
        Fn::Base64:
          Fn::Sub:
            File: boot.sh # want
  Other:
    Type: AWS::EC2::Instance
    Properties:
      UserData:
        Fn::Base64: # want
  Third:
    Type: AWS::EC2::Instance
    Properties:
      UserData:
        Fn::Base64: !Split [",", "a,b"] # want
`},
		},
		Good: []lint.Example{
			{Name: "texts", Template: `Resources:
  Web:
    Type: AWS::EC2::Instance
    Properties:
      UserData: !Base64 |
        #!/bin/bash
  Other:
    Type: AWS::EC2::Instance
    Properties:
      UserData:
        Fn::Base64: !Join ["", ["#!/bin/bash\n", "echo ", !Ref AWS::Region]]
`},
		},
		Check: checkArguments(template.FnBase64),
	}
}
