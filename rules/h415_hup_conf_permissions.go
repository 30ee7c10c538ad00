package rules

import (
	"strings"

	"github.com/cfnc/cfnc/compiler/boot"
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/lazy"
	"github.com/cfnc/cfnc/lint"
)

func hupConfPermissions() *lint.Rule {
	return &lint.Rule{
		ID:       "H415",
		Name:     "hup-conf-permissions",
		Title:    "Others than root can read or change what cfn-hup runs",
		Severity: diag.Warning,
		Why: `Cfn-hup runs the actions of its hooks as root, so whoever can change such a file owns the instance. Its configuration ` +
			`may name credentials. AWS's own samples give these files to root with the mode 000400.`,
		Help: "write `mode: \"000400\"`, `owner: root` and `group: root`",
		Bad: []lint.Example{
			{Name: "everybody may read", Template: `Resources:
  Web:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Init:
        config:
          files:
            /etc/cfn/cfn-hup.conf:
              content: !Sub "[main]\nstack=${AWS::StackId}\n"
              mode: "000644" # want
            /etc/cfn/hooks.d/reload.conf:
              content: "[reload]\n"
              mode: "000400"
              owner: ec2-user # want
            /etc/cfn/hooks.d/other.conf: # want
              content: "[reload]\n"
`},
			{Name: "by a parameter", Template: `Parameters:
  Mode: {Type: String, AllowedValues: ["000644"]}
Resources:
  Web:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Init:
        config:
          files:
            /etc/cfn/cfn-hup.conf:
              content: !Sub "[main]\nstack=${AWS::StackId}\n"
              mode: !Ref Mode # want
`},
		},
		Good: []lint.Example{
			{Name: "root alone", Template: `Resources:
  Web:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Init:
        config:
          files:
            /etc/cfn/cfn-hup.conf:
              content: !Sub "[main]\nstack=${AWS::StackId}\n"
              mode: "000400"
              owner: root
              group: root
`},
			{Name: "on Windows there are no modes", Template: `Resources:
  Web:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Init:
        config:
          files:
            c:\cfn\cfn-hup.conf: {content: !Sub "[main]\nstack=${AWS::StackId}\n"}
`},
			{Name: "a mode that only the deployment knows, and another file", Template: `Parameters:
  Mode: {Type: String}
Resources:
  Web:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Init:
        config:
          files:
            /etc/cfn/cfn-hup.conf: {content: "[main]\n", mode: !Ref Mode}
            /etc/motd: {content: hello, mode: "000644"}
`},
		},
		Check: func(p *lint.Pass) {
			var list []flaw
			eachInitFile(p, func(f *boot.File) {
				if path := boot.HupPathOf(f.Name); (path.Kind == boot.HupConf || path.Kind == boot.HupHooks) && !path.Windows {
					list = append(list, permissionFlaws(f)...)
				}
			})
			reportFlaws(p, list)
		},
	}
}

var sixOctal = lazy.Regexp(`^[0-7]{6}$`)

// permissionFlaws says how the mode, the owner and the group of a file of cfn-hup differ from
// those of AWS's samples. A mode that is none is the matter of another rule.
func permissionFlaws(f *boot.File) (list []flaw) {
	for _, x := range f.Mode.Texts {
		switch mode, known := x.Literal(); {
		case !known || !sixOctal().MatchString(mode) || mode == "000400":
		case strings.HasSuffix(mode, "00"):
			list = append(list, lesser(atText(f.Config.Init.Resource, x, "the mode of this file of cfn-hup is `"+mode+"`, expected `000400`")))
		default:
			list = append(list, atText(f.Config.Init.Resource, x, "with the mode `"+mode+"` not only root gets at what cfn-hup runs, expected `000400`"))
		}
	}
	for _, value := range []boot.Value{f.Owner, f.Group} {
		for _, x := range value.Texts {
			if name, known := x.Literal(); known && name != "root" && name != "0" {
				list = append(list, atText(f.Config.Init.Resource, x, "`"+name+"` gets at what cfn-hup runs as root, expected `root`"))
			}
		}
	}
	if f.Mode.Key == nil && !f.Open {
		list = append(list, lesser(inFile(f, "without a `mode` everybody can read this file of cfn-hup, expected `000400`")))
	}
	return list
}

// lesser makes a flaw information.
func lesser(f flaw) flaw {
	f.dress = func(found *lint.Finding) { found.Severity(diag.Info) }
	return f
}
