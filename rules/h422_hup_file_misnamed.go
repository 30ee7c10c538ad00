package rules

import (
	"github.com/cfnc/cfnc/compiler/boot"
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/lint"
)

func hupFileMisnamed() *lint.Rule {
	return &lint.Rule{
		ID:       "H422",
		Name:     "hup-file-misnamed",
		Title:    "Cfn-hup does not look for its file at this path",
		Severity: diag.Error,
		Why: `Cfn-hup reads /etc/cfn/cfn-hup.conf, /etc/cfn/hooks.conf and the files *.conf in /etc/cfn/hooks.d, on Windows the same ` +
			`below \cfn of the drive of the system. A file of any other name is never read, and nothing says so.`,
		Help: "write the file to the path that cfn-hup reads",
		Bad: []lint.Example{
			{Name: "names with slips", Template: `Resources:
  Web:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Init:
        config:
          files:
            /etc/cfn/cfn_hup.conf: {content: "[main]\nstack=web\n"} # want
            /etc/cfn/hook.d/reload.conf: {content: "[reload]\ntriggers=post.update\n"} # want
            c:\cfn\cfnhup.conf: {content: "[main]\nstack=web\n"} # want
            /etc/cfn-hup.conf: {source: "https://host/cfn-hup.conf"} # want
`},
			{Name: "in one branch", Template: `Conditions:
  Old: !Equals [!Ref AWS::Region, us-east-1]
Resources:
  Web:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Init:
        config:
          files: !If
            - Old
            - /etc/cfn/hooks.d/reload: {content: "[reload]\ntriggers=post.update\n"} # want
            - !Ref AWS::NoValue
`},
		},
		Good: []lint.Example{
			{Name: "the paths that cfn-hup reads", Template: `Resources:
  Web:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Init:
        config:
          files:
            /etc/cfn/cfn-hup.conf: {content: "[main]\nstack=web\n"}
            /etc/cfn/hooks.d/reload.conf: {content: "[reload]\ntriggers=post.update\n"}
            C:\cfn\hooks.d\reload.conf: {content: "[reload]\ntriggers=post.update\n"}
`},
			{Name: "files of others", Template: `Resources:
  Web:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Init:
        config:
          files:
            /lib/systemd/system/cfn-hup.service: {content: "[Service]\nExecStart=/opt/aws/bin/cfn-hup\n"}
            /etc/httpd/conf.d/hooks.conf: {content: x}
`},
			{Name: "a path that a condition takes away", Template: `Conditions:
  Never: !Equals [a, b]
Resources:
  Web:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Init:
        config:
          files:
            /etc/cfn/cfn_hup.conf: !If [Never, {content: x}, !Ref AWS::NoValue]
`},
		},
		Check: func(p *lint.Pass) {
			var list []flaw
			eachInitFile(p, func(f *boot.File) {
				if path := boot.HupPathOf(f.Name); path.Kind == boot.HupMistake {
					list = append(list, inFile(f, "cfn-hup does not read `"+f.Name+"`, did you mean `"+path.Meant+"`?"))
				}
			})
			reportFlaws(p, list)
		},
	}
}

// eachInitFile calls visit for every file that cfn-init writes.
func eachInitFile(p *lint.Pass, visit func(*boot.File)) {
	for _, in := range p.Unit.Boot().Inits() {
		for _, c := range in.Configs {
			for _, f := range c.Files {
				visit(f)
			}
		}
	}
}
