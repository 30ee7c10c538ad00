package rules

import (
	"slices"
	"strings"

	"github.com/cfnc/cfnc/compiler/boot"
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/script"
	"github.com/cfnc/cfnc/lint"
)

func initCommandsNotIdempotent() *lint.Rule {
	return &lint.Rule{
		ID:       "H420",
		Name:     "init-commands-not-idempotent",
		Title:    "A command that cfn-hup runs again does more each time",
		Severity: diag.Info,
		Optional: true,
		Why: `A hook of cfn-hup runs cfn-init again whenever the metadata changes, with all commands of its configs. A command that ` +
			`appends to a file or makes what is there already does so each time, or fails, unless its test says that it is done.`,
		Help: "give the command a `test` that fails when it is done, or write it so that it can run twice",
		Bad: []lint.Example{
			{Name: "a line that is appended each time", Template: `Resources:
  Server:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Init:
        config:
          files:
            /etc/cfn/hooks.d/reload.conf:
              content: !Sub |
                [reload]
                triggers=post.update
                path=Resources.Server.Metadata.AWS::CloudFormation::Init
                action=cfn-init -s ${AWS::StackName} -r Server --region ${AWS::Region}
          commands:
            hosts:
              command: echo 10.0.0.1 db >> /etc/hosts # want
            user:
              command: [useradd, web] # want
`},
			{Name: "in one branch", Template: `Parameters:
  Name: {Type: String}
Conditions:
  Large: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Server:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Init:
        config:
          files:
            /etc/cfn/hooks.d/reload.conf:
              content: !Sub "[reload]\ntriggers=post.update\npath=Resources.Server.Metadata\naction=cfn-init -s ${AWS::StackName} -r Server --region ${AWS::Region}\n"
          commands:
            hosts:
              command: !If
                - Large
                - !Sub "echo ${Name} | tee -a /etc/hosts" # want
                - !Sub "echo ${Name} > /etc/name"
`},
		},
		Good: []lint.Example{
			{Name: "a test, and what can run twice", Template: `Resources:
  Server:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Init:
        config:
          files:
            /etc/cfn/hooks.d/reload.conf:
              content: !Sub |
                [reload]
                triggers=post.update
                path=Resources.Server.Metadata.AWS::CloudFormation::Init
                action=cfn-init -s ${AWS::StackName} -r Server --region ${AWS::Region}
          commands:
            hosts:
              command: echo 10.0.0.1 db >> /etc/hosts
              test: "! grep -q db /etc/hosts"
            dirs: {command: "mkdir -p /opt/app && ln -sf /opt/app /app && echo a > /etc/app"}
            start: {command: systemctl restart app}
`},
			{Name: "nothing runs it again", Template: `Resources:
  Server:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Init:
        config:
          commands:
            hosts: {command: echo 10.0.0.1 db >> /etc/hosts}
`},
			{Name: "another set runs again, and a test that may be there", Template: `Conditions:
  Large: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Server:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Init:
        configSets: {default: [install, reload], update: [reload]}
        install:
          files:
            /etc/cfn/hooks.d/reload.conf:
              content: !Sub "[reload]\ntriggers=post.update\npath=Resources.Server.Metadata\naction=cfn-init -s ${AWS::StackName} -r Server -c update --region ${AWS::Region}\n"
          commands:
            hosts: {command: echo 10.0.0.1 db >> /etc/hosts}
        reload:
          commands:
            more: {command: echo x >> /etc/x, test: !If [Large, test -f /etc/x, !Ref AWS::NoValue]}
`},
		},
		Check: func(p *lint.Pass) {
			var list []flaw
			for _, call := range initCalls(p) {
				if call.Program.Hook != nil && call.Target != nil {
					list = append(list, runAgain(p, call)...)
				}
			}
			reportFlaws(p, list)
		},
	}
}

// runAgain finds what the action of a hook runs again and should not.
func runAgain(p *lint.Pass, call initCall) (list []flaw) {
	names, known := call.Sets()
	if !known {
		return nil
	}
	for _, in := range p.Unit.Boot().InitsOf(call.Target) {
		runs, _ := in.Runs(names...)
		for _, program := range p.Unit.Boot().ProgramsOf(call.Target) {
			command := program.Command
			if command == nil || command.Test.There() || !slices.ContainsFunc(runs, func(r boot.Run) bool { return r.Config == command.Config }) {
				continue
			}
			for _, c := range program.Commands() {
				if doesMore(c) && c.In(conditional()...) == nil {
					list = append(list, flaw{
						resource: call.Target, node: program.Text.Node(c.Span.From), at: program.Text.Span(c.Span.From, c.Span.To), when: program.When(),
						message: "cfn-hup runs this again with each change of the metadata, and it does not ask whether it is done",
					})
				}
			}
		}
	}
	return list
}

// doesMore reports whether a command does something else when it runs a second time.
func doesMore(c *script.Command) bool {
	_, parents := c.Switch("m", "-p", "--parents")
	_, force := c.Switch("tS", "-f", "--force")
	_, appends := c.Switch("", "-a", "--append")
	switch c.Name {
	case "mkdir":
		return !parents
	case "ln":
		return !force
	case "tee":
		return appends
	case "useradd", "adduser", "groupadd", "addgroup", "mkfs", "mkfs.ext4", "mkfs.xfs":
		return true
	case "git":
		return c.Subcommand("clone")
	}
	return slices.ContainsFunc(c.Redirects, func(r *script.Redirect) bool {
		return strings.HasSuffix(r.Op, ">>") && !strings.Contains(r.Target.Text, "/log/") && !strings.HasSuffix(r.Target.Text, ".log")
	})
}
