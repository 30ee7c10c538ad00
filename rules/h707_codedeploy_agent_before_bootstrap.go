package rules

import (
	"slices"
	"strings"

	"github.com/cfnc/cfnc/compiler/boot"
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/script"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func agentBeforeBootstrap() *lint.Rule {
	return &lint.Rule{
		ID:       "H707",
		Name:     "codedeploy-agent-before-bootstrap",
		Title:    "The CodeDeploy agent starts before the instance is set up",
		Severity: diag.Warning,
		Why: `As soon as the agent runs, CodeDeploy deploys to a new instance of a group. What the bootstrap does after that runs beside ` +
			`the deployment: a script of the revision needs a package that is not installed yet, and the deployment fails on new ` +
			`instances, now and then.`,
		Help: "install and start the agent in the last step",
		Bad: []lint.Example{
			{Name: "the first of the configs", Template: `Resources:
  Lc:
    Type: AWS::AutoScaling::LaunchConfiguration
    Metadata:
      AWS::CloudFormation::Init:
        configSets:
          default:
            - agent # want
            - app
        agent:
          services: {sysvinit: {codedeploy-agent: {enabled: true, ensureRunning: true}}}
        app:
          packages: {yum: {httpd: []}}
    Properties:
      UserData:
        Fn::Base64: !Sub |
          #!/bin/bash
          cfn-init --stack ${AWS::StackName} --resource Lc
`},
			{Name: "before cfn-init, and before a package", Template: `Resources:
  Lc:
    Type: AWS::AutoScaling::LaunchConfiguration
    Properties:
      UserData:
        Fn::Base64: !Sub |
          #!/bin/bash
          wget https://aws-codedeploy-${AWS::Region}.s3.${AWS::Region}.amazonaws.com/latest/install
          ./install auto # want
          cfn-init --stack ${AWS::StackName} --resource Lc
  Instance:
    Type: AWS::EC2::Instance
    Properties:
      UserData:
        Fn::Base64:
          Fn::Join: ["", ["#!/bin/bash\n", "systemctl start codedeploy-agent\n", "yum -y install httpd\n"]] # want
`},
		},
		Good: []lint.Example{
			{Name: "the last of the configs", Template: `Resources:
  Lc:
    Type: AWS::AutoScaling::LaunchConfiguration
    Metadata:
      AWS::CloudFormation::Init:
        configSets: {default: [app, agent]}
        agent:
          commands: {start: {command: service codedeploy-agent start}}
        app:
          packages: {yum: {httpd: []}}
    Properties:
      UserData:
        Fn::Base64: !Sub |
          #!/bin/bash
          cfn-init --stack ${AWS::StackName} --resource Lc
`},
			{Name: "after cfn-init, and stopped before", Template: `Resources:
  Lc:
    Type: AWS::AutoScaling::LaunchConfiguration
    Properties:
      UserData:
        Fn::Base64: !Sub |
          #!/bin/bash
          systemctl stop codedeploy-agent
          yum install -y ruby wget
          cfn-init --stack ${AWS::StackName} --resource Lc
          wget https://aws-codedeploy-${AWS::Region}.s3.${AWS::Region}.amazonaws.com/latest/install
          ./install auto
          cfn-signal -e $? --stack ${AWS::StackName} --resource Web
`},
			{Name: "configs that are not in one set, and an order that is not known", Template: `Parameters:
  First: {Type: String}
Resources:
  Lc:
    Type: AWS::AutoScaling::LaunchConfiguration
    Metadata:
      AWS::CloudFormation::Init:
        configSets: {deploy: [agent], setup: [app], any: [!Ref First, app]}
        agent:
          services: {systemd: {codedeploy-agent: {ensureRunning: true}}}
        app:
          packages: {yum: {httpd: []}}
    Properties:
      UserData:
        Fn::Base64: !Sub |
          #!/bin/bash
          cfn-init --stack ${AWS::StackName} --resource Lc -c setup,deploy
`},
		},
		Check: func(p *lint.Pass) {
			var list []flaw
			for _, program := range p.Unit.Boot().Programs() {
				if program.UserData != nil {
					list = append(list, earlyAgents(program)...)
				}
			}
			for _, in := range p.Unit.Boot().Inits() {
				for _, set := range in.Sets {
					list = append(list, earlyAgentSteps(in, set)...)
				}
			}
			reportFlaws(p, list)
		},
	}
}

const agentFirst = "a deployment may begin as soon as the agent runs, before %s has done its work"

// earlyAgents finds commands of user data that start the agent before others that set the
// instance up.
func earlyAgents(program *boot.Program) (list []flaw) {
	for _, s := range program.Scripts {
		for i, c := range s.Order {
			if !startsAgent(program, c) {
				continue
			}
			after := slices.IndexFunc(s.Order[i+1:], func(c *script.Command) bool { return setsUp(program, c) })
			if after >= 0 {
				at, later := c.Span, s.Order[i+1+after]
				list = append(list, flaw{
					resource: program.Resource, node: program.Text.Node(at.From), at: program.Text.Span(at.From, at.To), when: program.When(),
					message: strings.Replace(agentFirst, "%s", "`"+later.Name+"`", 1),
				})
			}
		}
	}
	return list
}

// startsAgent reports whether a command starts the agent, or installs it, which starts it.
func startsAgent(program *boot.Program, c *script.Command) bool {
	words := make([]string, len(c.Words))
	for i, w := range c.Words {
		words[i] = w.Text
	}
	named := slices.ContainsFunc(words, func(w string) bool { return strings.Contains(w, "codedeploy-agent") })
	starts := slices.ContainsFunc(words, func(w string) bool { return w == "start" || w == "restart" || w == "install" || w == "--now" })
	if named && starts && !c.Is("echo", "aws", "s3") {
		return true
	}
	return c.Is("install") && c.Word(1).Text == "auto" && strings.Contains(program.Text.String(), "codedeploy")
}

// setsUp reports whether a command installs something other than the agent.
func setsUp(program *boot.Program, c *script.Command) bool {
	if startsAgent(program, c) || c.Trap() != nil {
		return false
	}
	installs := c.Is("yum", "dnf", "apt-get", "apt", "zypper") && c.Subcommand("install") || c.Is("amazon-linux-extras") && c.Subcommand("install")
	return installs || c.Is(string(boot.CfnInit))
}

// earlyAgentSteps finds steps of a set of configs that start the agent before others.
func earlyAgentSteps(in *boot.Init, set *boot.ConfigSet) (list []flaw) {
	if set.Open {
		return nil
	}
	for i, step := range set.Steps {
		if !anyConfig(in, step, runsAgent) {
			continue
		}
		for _, later := range set.Steps[i+1:] {
			if anyConfig(in, later, func(c *boot.Config) bool { return !runsAgent(c) && hasWork(c) }) {
				list = append(list, flaw{
					resource: in.Resource, node: step.Node(), at: step.Node().Span(), when: set.When.And(step.Text.When).And(later.Text.When),
					message: strings.Replace(agentFirst, "%s", "the config `"+later.Config+"`", 1),
				})
				break
			}
		}
	}
	return list
}

func anyConfig(in *boot.Init, step boot.Step, is func(*boot.Config) bool) bool {
	return step.Config != "" && slices.ContainsFunc(in.Config(step.Config), is)
}

// runsAgent reports whether a config starts the agent.
func runsAgent(c *boot.Config) bool {
	for _, s := range c.Services {
		if s.Name == "codedeploy-agent" && !s.EnsureRunning.Is("false") {
			return true
		}
	}
	return slices.ContainsFunc(c.Commands, func(command *boot.Command) bool {
		return slices.ContainsFunc(command.Line.Texts, func(x template.Text) bool {
			text := x.String()
			return strings.Contains(text, "install auto") || strings.Contains(text, "codedeploy-agent") && strings.Contains(text, "start")
		})
	})
}

// hasWork reports whether a config does something beside the files and the service of cfn-hup.
func hasWork(c *boot.Config) bool {
	others := func(s *boot.Service) bool { return s.Name != string(boot.CfnHup) }
	files := func(f *boot.File) bool { return boot.HupPathOf(f.Name).Kind == boot.NoHup }
	return len(c.Packages) > 0 || len(c.Sources) > 0 || len(c.Commands) > 0 || slices.ContainsFunc(c.Services, others) || slices.ContainsFunc(c.Files, files)
}
