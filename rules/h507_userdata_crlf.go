package rules

import (
	"strings"

	"github.com/cfnc/cfnc/compiler/boot"
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/script"
	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func userDataCRLF() *lint.Rule {
	return &lint.Rule{
		ID:       "H507",
		Name:     "userdata-crlf",
		Title:    "A script for Linux has line breaks of Windows",
		Severity: diag.Warning,
		Why: `With a carriage return at the end of its first line the kernel looks for an interpreter of that name, "/bin/bash^M", ` +
			`and every word at the end of a line has one, too. Cloud-init mends scripts in user data, so there it is only untidy; ` +
			`cfn-init writes files and runs commands as they are.`,
		Help: "write `\\n` for `\\r\\n`",
		Bad: []lint.Example{
			{Name: "user data, a file and a command", Template: `Resources:
  Web:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Init:
        config:
          files:
            /opt/run.sh: {content: "#!/bin/bash\r\necho hello\r\n"} # want
          commands:
            a: {command: "echo hello\r\necho again"} # want
    Properties:
      UserData: !Base64 "#!/bin/bash\r\necho hello\r\n" # want
`},
			{Name: "between the items of a list", Template: `Resources:
  Web:
    Type: AWS::EC2::Instance
    Properties:
      UserData:
        Fn::Base64:
          Fn::Join:
            - "\r\n" # want
            - - "#!/bin/bash"
              - !Sub echo ${AWS::Region}
              - echo done
`},
		},
		Good: []lint.Example{
			{Name: "line feeds, and carriage returns that are meant", Template: `Resources:
  Web:
    Type: AWS::EC2::Instance
    Properties:
      UserData: !Base64 "#!/bin/bash\nprintf 'a\\r\\n' > /etc/a\n"
`},
			{Name: "on Windows", Template: `Resources:
  Web:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Init:
        config:
          files:
            c:\cfn\run.ps1: {content: "Get-Date\r\n"}
    Properties:
      UserData: !Base64 "<powershell>\r\nGet-Date\r\n</powershell>\r\n"
`},
			{Name: "a file that is no script, and a configuration", Template: `Parameters:
  Name: {Type: String}
Resources:
  Web:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Init:
        config:
          files:
            /etc/app.ini: {content: !Sub "[app]\r\nname=${Name}\r\n"}
    Properties:
      UserData: !Base64 "#cloud-config\r\npackages: [nginx]\r\n"
`},
		},
		Check: func(p *lint.Pass) {
			var list []flaw
			for _, u := range p.Unit.Boot().UserData() {
				for _, x := range u.Texts {
					if x.Encoding != boot.Already && isScriptText(x.Text) {
						list = append(list, untidyBreaks(u.Resource, x.Text)...)
					}
				}
			}
			eachInitFile(p, func(f *boot.File) {
				for _, x := range f.Content.Texts {
					if isScriptText(x) {
						list = append(list, carriageReturn(f.Config.Init.Resource, x)...)
					}
				}
			})
			for _, program := range p.Unit.Boot().Programs() {
				if program.Command != nil && len(program.Command.Line.Texts) > 0 {
					list = append(list, carriageReturn(program.Resource, program.Text)...)
				}
			}
			reportFlaws(p, list)
		},
	}
}

func isScriptText(x template.Text) bool {
	return script.HeadOf(x.String()).Form == script.ShellScript
}

func untidyBreaks(r *template.Resource, x template.Text) (list []flaw) {
	for _, f := range carriageReturn(r, x) {
		dress := f.dress
		f.dress = func(found *lint.Finding) {
			dress(found)
			found.Severity(diag.Info)
		}
		list = append(list, f)
	}
	return list
}

// carriageReturn is the flaw of the first line break of Windows in a text, with the edits that
// mend all of them.
func carriageReturn(r *template.Resource, x template.Text) []flaw {
	at := strings.Index(x.String(), "\r\n")
	if at < 0 {
		return nil
	}
	m := remark{message: "this line ends with a carriage return, which Linux takes for a part of its last word"}
	m.at.From, m.at.To = at, at+1
	f := inText(r, x, m)
	f.dress = func(found *lint.Finding) { found.Fix("write line feeds alone", true, withoutReturns(x)...) }
	return []flaw{f}
}

func withoutReturns(x template.Text) (edits []diag.Edit) {
	seen := map[source.Span]bool{}
	text := x.String()
	for at := strings.Index(text, "\r\n"); at >= 0; {
		if span := x.Span(at, at+1); !seen[span] {
			seen[span] = true
			edits = append(edits, diag.Edit{Span: span})
		}
		next := strings.Index(text[at+1:], "\r\n")
		if next < 0 {
			break
		}
		at += 1 + next
	}
	return edits
}
