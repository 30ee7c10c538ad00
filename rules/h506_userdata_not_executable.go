package rules

import (
	"strings"

	"github.com/cfnc/cfnc/compiler/boot"
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/lazy"
	"github.com/cfnc/cfnc/compiler/script"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func userDataNotExecutable() *lint.Rule {
	return &lint.Rule{
		ID:       "H506",
		Name:     "userdata-not-executable",
		Title:    "Nothing on the instance runs the user data",
		Severity: diag.Error,
		Why: `What boots an instance tells by the first bytes of the user data what to do with it: #!, #cloud-config and others for ` +
			`cloud-init, <powershell> for EC2Launch. Anything else is ignored with a line in a log, and the instance comes up empty. ` +
			`A line break before #! is enough.`,
		Help: "begin the text with `#!/bin/bash`, `#cloud-config` or `<powershell>`, without a blank before it",
		Bad: []lint.Example{
			{Name: "a line break before the mark, and no mark", Template: `Resources:
  Web:
    Type: AWS::EC2::Instance
    Properties:
      UserData: !Base64 "\n#!/bin/bash\necho hello\n" # want
  Other:
    Type: AWS::EC2::Instance
    Properties:
      UserData:
        Fn::Base64:
          Fn::Join:
            - "\n"
            - - yum -y install nginx # want
              - !Sub echo ${AWS::Region}
`},
			{Name: "in one branch, and a script for Linux on Windows", Template: `Conditions:
  Prod: !Equals [!Ref AWS::StackName, prod]
Resources:
  Web:
    Type: AWS::EC2::LaunchTemplate
    Properties:
      LaunchTemplateData:
        UserData:
          Fn::Base64: !If
            - Prod
            - " #!/bin/sh\ntrue\n" # want
            - "#!/bin/sh\ntrue\n"
  Windows:
    Type: AWS::EC2::Instance
    Properties:
      ImageId: "{{resolve:ssm:/aws/service/ami-windows-latest/Windows_Server-2022-English-Full-Base}}"
      UserData: !Base64 "#!/bin/bash\ntrue\n" # want
`},
		},
		Good: []lint.Example{
			{Name: "an empty text before the mark", Template: `Resources:
  Web:
    Type: AWS::EC2::Instance
    Properties:
      UserData:
        Fn::Base64:
          Fn::Join: ["", ["", "#!/bin/bash\n", "echo hello\n"]]
`},
			{Name: "other forms", Template: `Resources:
  A: {Type: AWS::EC2::Instance, Properties: {UserData: !Base64 "#cloud-config\npackages: [nginx]\n"}}
  B: {Type: AWS::EC2::Instance, Properties: {UserData: !Base64 "<powershell>\nGet-Date\n</powershell>\n"}}
  C: {Type: AWS::EC2::Instance, Properties: {UserData: !Base64 "[settings.kubernetes]\ncluster-name = 'a'\n"}}
  D: {Type: AWS::EC2::Instance, Properties: {UserData: !Base64 "{\"ignition\": {\"version\": \"3.0.0\"}}"}}
  E: {Type: AWS::EC2::Instance, Properties: {UserData: !Base64 "---\napiVersion: node.eks.aws/v1alpha1\n"}}
  F: {Type: AWS::EC2::Instance, Properties: {UserData: !Base64 "type=gateway\nbootstrap=yes\n"}}
  G: {Type: AWS::EC2::Instance, Properties: {UserData: !Base64 "\n#cloud-config\npackages: [nginx]\n"}}
  H: {Type: AWS::EC2::Instance, Properties: {UserData: !Base64 ""}}
`},
			{Name: "a beginning that only the deployment knows", Template: `Parameters:
  Head: {Type: String}
Resources:
  Web:
    Type: AWS::EC2::Instance
    Properties:
      UserData:
        Fn::Base64: !Sub |
          ${Head}
          echo hello
`},
		},
		Check: func(p *lint.Pass) {
			var list []flaw
			for _, u := range p.Unit.Boot().UserData() {
				for _, x := range u.Texts {
					if f, ok := unexecutable(p, u, x); ok {
						list = append(list, f)
					}
				}
			}
			reportFlaws(p, list)
		},
	}
}

// unexecutable says why nothing runs user data. User data that is not encoded is the matter of
// another rule.
func unexecutable(p *lint.Pass, u *boot.UserData, x boot.UserText) (f flaw, ok bool) {
	if x.Encoding != boot.ByBase64 && x.Encoding != boot.Already {
		return flaw{}, false
	}
	head := script.HeadOf(x.Raw())
	switch {
	case head.Form == script.OtherForm && !isSettings(x.Raw()):
		return atHead(u, x, "nothing runs this user data: it does not begin with `#!`, `#cloud-config`, `<powershell>` or another mark"), true
	case head.Form == script.ShellScript && head.Blank > 0 && !head.Jinja:
		return atHead(u, x, "nothing runs this script, because it has blanks before `#!`"), true
	case head.Form == script.ShellScript:
		return mild(onImage(p, atHead(u, x, "nothing runs this script: the image is one of Windows, which wants `<powershell>`"), "windows")), true
	case head.Form == script.Windows:
		return mild(onImage(p, atHead(u, x, "nothing runs this script: the image is one of Linux, which wants `#!`"), "amazon-linux", "al2023", "ubuntu", "amzn2", "debian", "suse")), true
	}
	return flaw{}, false
}

// onImage makes a flaw one that is there only on some images.
func onImage(p *lint.Pass, f flaw, parts ...string) flaw {
	f.holds = func(c *template.Case) template.Answer { return imageIs(p, c, f.resource, parts...) }
	return f
}

// atHead is a flaw of the first line of user data that is no blank.
func atHead(u *boot.UserData, x boot.UserText, message string) flaw {
	m := remark{message: message}
	if text := x.String(); x.Encoding == boot.ByBase64 {
		m.at.From = len(text) - len(strings.TrimLeft(text, " \t\r\n\uFEFF"))
		line, _, _ := strings.Cut(text[m.at.From:], "\n")
		m.at.To = m.at.From + len(strings.TrimRight(line, "\r"))
	} else {
		m.at.To = len(text)
	}
	return inText(u.Resource, x.Text, m)
}

// setting is a line of the settings that firewalls and other appliances read from user data.
var setting = lazy.Regexp(`^[\w.-]+\s*=\s*\S*$`)

// isSettings reports whether a text has no other lines than settings and comments: what an
// appliance does with them is its own matter.
func isSettings(text string) bool {
	for line := range strings.SplitSeq(text, "\n") {
		line = strings.TrimSpace(line)
		if line != "" && !strings.HasPrefix(line, "#") && !strings.HasPrefix(line, ";") && !setting().MatchString(line) {
			return strings.HasPrefix(text, "---")
		}
	}
	return true
}
