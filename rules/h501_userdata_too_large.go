package rules

import (
	"strings"

	"github.com/cfnc/cfnc/compiler/boot"
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/lint"
)

// EC2 takes at most 16 KB of user data, counted before it is encoded with Base64. From
// muchUserData on, the next change may be one too many.
const (
	maxUserData  = 16384
	muchUserData = 15000
)

func userDataTooLarge() *lint.Rule {
	return &lint.Rule{
		ID:       "H501",
		Name:     "userdata-too-large",
		Title:    "User data is larger than EC2 takes",
		Severity: diag.Error,
		Why: `EC2 refuses user data of more than 16,384 bytes, counted before the encoding with Base64. CloudFormation learns ` +
			`that when it makes the instance or the launch template, so the update fails half-way and rolls back. What Ref and ` +
			`other functions put into the text is counted with the least that it can be.`,
		Help: "keep a short script that calls `cfn-init`, and move the rest to `AWS::CloudFormation::Init` or to S3",
		Made: userDataExamples,
		Check: func(p *lint.Pass) {
			for _, u := range p.Unit.Boot().UserData() {
				reportLength(p, u)
			}
		},
	}
}

func userDataExamples() (bad, good []lint.Example) {
	bad = []lint.Example{
		{Name: "a script of 20 KB", Template: `Resources:
  Web:
    Type: AWS::EC2::Instance
    Properties:
      UserData: "@file://setup.sh" # want
`, Files: map[string]string{"setup.sh": scriptOf(20000)}},
		{Name: "a script that is nearly too large with every allowed value", Template: `Parameters:
  Stage:
    Type: String
    AllowedValues: [prod, test]
Resources:
  Web:
    Type: AWS::EC2::LaunchTemplate
    Properties:
      LaunchTemplateData:
        UserData: # want
          Fn::Base64: "@file://setup.sh"
`, Files: map[string]string{"setup.sh": scriptOf(14996) + "@Stage\n"}},
		{Name: "a script that is too large with what is put into it", Template: `Parameters:
  Host: {Type: String}
Resources:
  Web:
    Type: AWS::EC2::LaunchTemplate
    Properties:
      LaunchTemplateData:
        UserData: # want
          Fn::Base64: "@file://setup.sh"
`, Files: map[string]string{"setup.sh": scriptOf(14000) + strings.Repeat("@Host ", 200) + "\n"}},
		{Name: "one branch is too large", Template: `Conditions:
  Large: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Web:
    Type: AWS::AutoScaling::LaunchConfiguration
    Properties:
      UserData: # want
        Fn::Base64:
          Fn::Join:
            - "\n"
            - - "#!/bin/bash"
              - !If [Large, "@file://setup.sh", "true"]
`, Files: map[string]string{"setup.sh": scriptOf(20000)}},
	}
	good = []lint.Example{
		{Name: "a short script", Template: `Resources:
  Web:
    Type: AWS::EC2::Instance
    Properties:
      UserData: |
        #!/bin/bash
        /opt/aws/bin/cfn-init --stack @AWS::StackName --resource Web --region @AWS::Region
`},
		{Name: "a parameter of unknown length", Template: `Parameters:
  Script:
    Type: String
Resources:
  Web:
    Type: AWS::EC2::Instance
    Properties:
      UserData:
        Fn::Base64: !Sub "#!/bin/bash\n${Script}"
`},
		{Name: "large text that is no user data", Template: `Resources:
  Web:
    Type: AWS::SSM::Parameter
    Properties:
      Type: String
      Value: "@file://setup.sh"
`, Files: map[string]string{"setup.sh": scriptOf(20000)}},
	}
	return bad, good
}

// scriptOf is a shell script of a length in bytes.
func scriptOf(length int) string {
	const line = "echo 0123456789 >> /var/log/setup.log\n"
	return strings.Repeat(line, length/len(line)+1)[:length]
}

func reportLength(p *lint.Pass, u *boot.UserData) {
	least, most := u.Least()
	switch {
	case least > maxUserData:
		p.At(u.Key, "user data has at least %d bytes, and EC2 refuses more than %d: no instance starts", least, maxUserData)
	case most > maxUserData:
		p.At(u.Key, "user data has at least %d bytes in one branch of `Fn::If`, and EC2 refuses more than %d: no instance starts", most, maxUserData).
			Severity(diag.Warning).Certainty(diag.May)
	case least > muchUserData:
		p.At(u.Key, "user data has at least %d bytes of the %d that EC2 takes", least, maxUserData).
			Severity(diag.Warning)
	case u.Typical() > maxUserData:
		p.At(u.Key, "user data will have about %d bytes with what is put into it, and EC2 takes %d", u.Typical(), maxUserData).
			Severity(diag.Warning)
	}
}
