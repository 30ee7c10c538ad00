package rules

import (
	"slices"
	"strings"

	"github.com/cfnc/cfnc/compiler/boot"
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func hupConfMalformed() *lint.Rule {
	return &lint.Rule{
		ID:       "H414",
		Name:     "hup-conf-malformed",
		Title:    "Cfn-hup cannot read its file",
		Severity: diag.Error,
		Why: `The files of cfn-hup are read as INI files: the name of a section stands on a line of its own, and so does every ` +
			`setting. What follows the name on its line is ignored without a word. Then the daemon starts without a stack or a hook, ` +
			`or not at all, and updates of the metadata never arrive. It happens where a conversion of Fn::Join has lost the line ` +
			`breaks.`,
		Help: "write the file as a block, one line for each setting: `content: !Sub |`",
		Bad: []lint.Example{
			{Name: "all in one line", Template: `Resources:
  Web:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Init:
        config:
          files:
            /etc/cfn/cfn-hup.conf:
              content: !Join ["", ["[main] ", "stack=", !Ref AWS::StackId, " region=", !Ref AWS::Region]] # want
            /etc/cfn/hooks.d/reload.conf:
              content: !Sub "[reload] triggers=post.update path=Resources.Web.Metadata action=/bin/true runas=root" # want
`},
			{Name: "no section, and no stack", Template: `Resources:
  Web:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Init:
        config:
          files:
            /etc/cfn/cfn-hup.conf: {content: !Sub "region=${AWS::Region}\n"} # want
            c:\cfn\cfn-hup.conf: {content: !Sub "[main]\nregion=${AWS::Region}\n"} # want
`},
			{Name: "settings that are missing and an event that there is not", Template: `Parameters:
  Event: {Type: String, AllowedValues: [post.change]}
Resources:
  Web:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Init:
        config:
          files:
            /etc/cfn/hooks.d/a.conf:
              content:
                Fn::Join:
                  - "\n"
                  - - "[a]" # want
                    - triggers=post.update
                    - path=Resources.Web.Metadata
                    - action=/bin/true
            /etc/cfn/hooks.d/b.conf:
              content: !Sub |
                [b]
                triggers=post.add,${Event} # want
                path=Resources.Web.Metadata
                action=/bin/true
                runas=root
            /etc/cfn/hooks.d/c.conf:
              content: !Sub |
                [c]
                triggers=post.update
                path=Resource.Web.Metadata # want
                action=/bin/true
                runas=root
`},
		},
		Good: []lint.Example{
			{Name: "a line for each", Template: `Resources:
  Web:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Init:
        config:
          files:
            /etc/cfn/cfn-hup.conf:
              content: !Sub |
                [main]
                stack=${AWS::StackId}
                region=${AWS::Region}
                # every minute
                interval=1
            /etc/cfn/hooks.d/reload.conf:
              content: !Join
                - "\n"
                - - "[reload]"
                  - triggers = post.add, post.update
                  - path = Resources.Web.Metadata
                  - action = /bin/true
                  - runas = root
`},
			{Name: "on Windows nobody is named", Template: `Resources:
  Web:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Init:
        config:
          files:
            c:\cfn\hooks.d\reload.conf:
              content: "[reload]\r\ntriggers=post.update\r\npath=Resources.Web.Metadata\r\naction=cfn-init.exe -r Web\r\n"
`},
			{Name: "what only the deployment knows", Template: `Parameters:
  Conf: {Type: String}
  Settings: {Type: String}
  Event: {Type: String}
Resources:
  Web:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Init:
        config:
          files:
            /etc/cfn/cfn-hup.conf: {content: !Ref Conf}
            /etc/cfn/hooks.d/a.conf: {source: "https://host/a.conf"}
            /etc/cfn/hooks.d/b.conf: {content: !Sub "[b]\n${Settings}\n"}
            /etc/cfn/hooks.d/c.conf: {content: !Sub "[c]\ntriggers=${Event}\npath=Resources.Web.Metadata\naction=/bin/true\nrunas=root"}
`},
		},
		Check: func(p *lint.Pass) {
			var list []flaw
			for _, f := range p.Unit.Boot().Hup() {
				list = append(list, hupFlaws(f)...)
			}
			reportFlaws(p, list)
		},
	}
}

// hupFlaws says what keeps cfn-hup from reading a file.
func hupFlaws(f *boot.HupFile) (list []flaw) {
	switch {
	case f.Malformed():
		return []flaw{withBlock(malformed(f), f)}
	case f.Unknown():
		return nil
	case len(f.Hooks) == 0:
		return lacking(f, f.Main, "stack")
	}
	for _, h := range f.Hooks {
		list = append(list, hookFlaws(h)...)
	}
	return list
}

// malformed says where a file stops being one of sections and settings.
func malformed(f *boot.HupFile) flaw {
	for _, s := range f.INI.Sections {
		if s.Rest.From < s.Rest.To {
			return inHup(f, s.At, "`["+s.Name+"]` does not stand on a line of its own, so that cfn-hup ignores what follows it there")
		}
	}
	if len(f.INI.Stray) > 0 {
		return inHup(f, f.INI.Stray[0], "this line is no setting of a section, so that cfn-hup cannot read the file")
	}
	message := "the file has no section `[main]`, so that cfn-hup does not start"
	if len(f.Hooks) > 0 {
		message = "the file has no section with the name of a hook, so that there is none"
	}
	whole := inHup(f, boot.Range{To: len(f.Text.String())}, message)
	if whole.node == nil {
		whole.node, whole.at = f.File.Content.Key, f.File.Content.Key.Span()
	}
	return whole
}

// lacking says which settings a section lacks.
func lacking(f *boot.HupFile, s boot.Settings, keys ...string) (list []flaw) {
	for _, key := range keys {
		if value, set := s.Get(key); !set || value.String() == "" {
			list = append(list, inHup(f, s.Section.At, "the section `["+s.Section.Name+"]` has no `"+key+"`, which cfn-hup wants"))
		}
	}
	return list
}

func hookFlaws(h *boot.Hook) (list []flaw) {
	wanted := []string{"triggers", "path", "action", "runas"}
	if h.File.Path.Windows {
		wanted = wanted[:3]
	}
	list = lacking(h.File, h.Settings, wanted...)
	value, _ := h.Get("triggers")
	if events, known := h.Triggers(); known {
		for _, event := range events {
			if !slices.Contains([]string{"post.add", "post.update", "post.remove"}, event) {
				list = append(list, atHook(h, value, "`"+event+"` is no event of cfn-hup, expected `post.add`, `post.update` or `post.remove`"))
			}
		}
	}
	path, _ := h.Get("path")
	if text, known := path.Literal(); known && text != "" && !strings.HasPrefix(text, "Resources.") {
		list = append(list, atHook(h, path, "`"+text+"` is no path, expected `Resources.<logical ID>.Metadata`"))
	}
	return list
}

func atHook(h *boot.Hook, value template.Text, message string) flaw {
	return atText(h.File.File.Config.Init.Resource, value, message)
}
