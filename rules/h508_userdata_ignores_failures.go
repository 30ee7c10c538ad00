package rules

import (
	"slices"

	"github.com/cfnc/cfnc/compiler/boot"
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/group"
	"github.com/cfnc/cfnc/compiler/script"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func userDataIgnoresFailures() *lint.Rule {
	return &lint.Rule{
		ID:       "H508",
		Name:     "userdata-ignores-failures",
		Title:    "User data goes on when a command fails",
		Severity: diag.Warning,
		Why: `Without set -e a shell goes on with the next command whatever became of the last. The status of the script is that of ` +
			`its last command, and so is the signal: an instance without its software reports that it is ready. It weighs more ` +
			`where CloudFormation waits for that report.`,
		Help: "begin the script with `set -euo pipefail`, and send the signal from `trap '…' EXIT`",
		Bad: []lint.Example{
			{Name: "two commands that nobody looks after", Template: `Resources:
  Web:
    Type: AWS::EC2::Instance
    Properties:
      UserData:
        Fn::Base64: !Sub |
          #!/bin/bash # want
          dnf install -y nginx
          aws s3 cp s3://bucket/${AWS::Region}/app.conf /etc/nginx/conf.d/
          systemctl start nginx
`},
			{Name: "a group that waits for a signal", Template: `Resources:
  Asg:
    Type: AWS::AutoScaling::AutoScalingGroup
    CreationPolicy: {ResourceSignal: {Count: 1}}
    Properties:
      MinSize: 1
      MaxSize: 2
      LaunchTemplate: {LaunchTemplateId: !Ref Lt, Version: !GetAtt Lt.LatestVersionNumber}
  Lt:
    Type: AWS::EC2::LaunchTemplate
    Properties:
      LaunchTemplateData:
        UserData:
          Fn::Base64:
            Fn::Join:
              - "\n"
              - - "#!/bin/sh" # want
                - yum install -y httpd
                - yum install -y php
                - systemctl start httpd
                - !Sub cfn-signal -e $? --stack ${AWS::StackName} --resource Asg
`},
		},
		Good: []lint.Example{
			{Name: "a shell that stops", Template: `Resources:
  Web:
    Type: AWS::EC2::Instance
    Properties:
      UserData:
        Fn::Base64: !Sub |
          #!/bin/bash
          set -euo pipefail
          dnf install -y nginx
          aws s3 cp s3://bucket/${AWS::Region}/app.conf /etc/nginx/conf.d/
  Other:
    Type: AWS::EC2::Instance
    Properties:
      UserData: !Base64 "#!/bin/bash -xe\ndnf install -y nginx\ndnf install -y php\n"
`},
			{Name: "statuses that are looked at", Template: `Resources:
  Web:
    Type: AWS::EC2::Instance
    Properties:
      UserData:
        Fn::Base64: !Sub |
          #!/bin/bash
          dnf install -y nginx || exit 1
          if ! dnf install -y php; then shutdown now; fi
          cfn-init -s ${AWS::StackName} -r Web
          cfn-signal -e $? --stack ${AWS::StackName} --resource Web
          echo done
`},
			{Name: "no shell", Template: `Resources:
  Web:
    Type: AWS::EC2::Instance
    Properties:
      UserData: !Base64 "#cloud-config\nruncmd: [a, b, c]\n"
  Other:
    Type: AWS::EC2::Instance
    Properties:
      UserData: !Base64 "#!/usr/bin/python3\nimport os\nos.system('a')\nos.system('b')\n"
`},
		},
		Check: func(p *lint.Pass) {
			var list []flaw
			eachScript(p, func(program *boot.Program, s *script.Script) {
				if program.UserData != nil && program.Written == nil && s.From == script.Whole {
					list = append(list, ignoredFailures(p, program, s)...)
				}
			})
			reportFlaws(p, list)
		},
	}
}

func ignoredFailures(p *lint.Pass, program *boot.Program, s *script.Script) []flaw {
	if s.Language != script.Shell || s.Broken || slices.ContainsFunc(s.Commands, func(c *script.Command) bool { return c.ErrExit != script.Off }) {
		return nil
	}
	unchecked := slices.DeleteFunc(slices.Clone(s.Commands), func(c *script.Command) bool { return !unwatched(c) })
	if len(unchecked) < 2 {
		return nil
	}
	head := script.HeadOf(program.Text.String()[s.Span.From:s.Span.To])
	f := inProgram(program, remark{script.Span{From: s.Span.From + head.Mark.From, To: s.Span.From + head.Mark.To},
		"the script goes on when `" + unchecked[0].Name + "` or another of " + count(len(unchecked), "command") + " fails, and nobody learns of it"})
	if !awaited(p, program.Resource) {
		f = lesser(f)
	}
	return []flaw{f}
}

// unwatched reports whether the failure of a command is lost. Where it does no harm, or the
// command is only a part of another, that does not count.
func unwatched(c *script.Command) bool {
	return c.Name != "" && !c.Tested() && !c.StatusRead && c.Calls == nil && c.Within == nil && c.PipesTo == nil &&
		c.In(script.InSubstitution, script.InTrap, script.Background, script.LoopCondition) == nil && !isHarmless(c)
}

func isHarmless(c *script.Command) bool {
	return c.Is("echo", "printf", "export", "declare", "local", "readonly", "set", "unset", "shopt", "trap", "exit", "return", "true", "false", ":",
		"sleep", "logger", "exec", "test", "[", "[[", "((", "let", "date", "wait", "read", "shift", "break", "continue", "umask", "ulimit", "alias",
		"cfn-signal", "reboot", "shutdown")
}

// awaited reports whether CloudFormation waits for a signal of the instances of a resource.
func awaited(p *lint.Pass, r *template.Resource) bool {
	waits := func(c *template.Case) template.Answer { return awaitsSignals(c, r) }
	if p.Template.Judge(r.When(), waits).Holds() {
		return true
	}
	return slices.ContainsFunc(p.Unit.GroupsNaming(r), func(g *group.Group) bool {
		return g.Judge(func(c *template.Case) template.Answer {
			if !launchesFrom(g, c, r) {
				return template.No
			}
			return awaitsSignals(c, g.Resource)
		}).Holds()
	})
}
