package rules

import (
	"github.com/cfnc/cfnc/compiler/boot"
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/group"
	"github.com/cfnc/cfnc/compiler/script"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func signalBeforeBalancerHealthy() *lint.Rule {
	return &lint.Rule{
		ID:       "H604",
		Name:     "signal-before-lb-healthy",
		Title:    "An instance says that it is ready before the load balancer does",
		Severity: diag.Warning,
		Why: `CloudFormation goes by the signal alone: when it comes, the next old instances are terminated. It does not ask the load ` +
			`balancer, which may send requests to the new ones only minutes later, or never, since its health check fails. Then ` +
			`an update that went well leaves nobody to serve.`,
		Help: "before `cfn-signal`, wait until the load balancer finds the instance healthy (`aws elbv2 describe-target-health`)",
		Bad: []lint.Example{
			{Name: "a signal right after cfn-init", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingRollingUpdate: {WaitOnResourceSignals: true, PauseTime: PT15M}
    Properties:
      MinSize: 2
      MaxSize: 4
      LaunchTemplate: {LaunchTemplateId: !Ref Lt, Version: !GetAtt Lt.LatestVersionNumber}
      TargetGroupARNs: [arn]
  Lt:
    Type: AWS::EC2::LaunchTemplate
    Properties:
      LaunchTemplateData:
        UserData:
          Fn::Base64: !Sub |
            #!/bin/bash -x
            # describe-target-health would be better
            yum install -y httpd
            cfn-signal -e $? --stack ${AWS::StackName} --resource Web --region ${AWS::Region} # want
`},
			{Name: "in one branch, and it is asked too late", Template: `Conditions:
  Public: !Equals [!Ref AWS::StackName, public]
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingRollingUpdate: {WaitOnResourceSignals: true, PauseTime: PT15M}
    Properties:
      MinSize: 2
      MaxSize: 4
      LaunchConfigurationName: !Ref Lc
      TargetGroupARNs: !If [Public, [arn], []]
  Lc:
    Type: AWS::AutoScaling::LaunchConfiguration
    Properties:
      UserData:
        Fn::Base64:
          Fn::Join:
            - ""
            - - "#!/bin/bash\n"
              - "cfn-signal -e 0 --resource Web --stack " # want
              - !Ref AWS::StackName
              - "\naws elbv2 describe-target-health --target-group-arn arn\n"
`},
			{Name: "what else it runs is not to be seen", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingRollingUpdate: {WaitOnResourceSignals: true, PauseTime: PT15M}
    Properties: {MinSize: 2, MaxSize: 4, LaunchConfigurationName: !Ref Lc, TargetGroupARNs: [arn]}
  Lc:
    Type: AWS::AutoScaling::LaunchConfiguration
    Properties:
      UserData:
        Fn::Base64: !Sub |
          #!/bin/bash
          trap 'cfn-signal -e $? --stack ${AWS::StackName} --resource Web' EXIT # want
          /opt/app/start.sh
`},
		},
		Good: []lint.Example{
			{Name: "it waits for the load balancer", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingRollingUpdate: {WaitOnResourceSignals: true, PauseTime: PT15M}
    Properties:
      MinSize: 2
      MaxSize: 4
      LaunchConfigurationName: !Ref Lc
      TargetGroupARNs: [arn]
  Lc:
    Type: AWS::AutoScaling::LaunchConfiguration
    Properties:
      UserData:
        Fn::Base64: !Sub |
          #!/bin/bash
          until [ "$(aws elbv2 describe-target-health --target-group-arn arn --query State --output text)" = healthy ]; do sleep 5; done
          cfn-signal -e 0 --stack ${AWS::StackName} --resource Web
`},
			{Name: "it waits for the application, in a command of cfn-init", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingRollingUpdate: {WaitOnResourceSignals: true, PauseTime: PT15M}
    Properties:
      MinSize: 2
      MaxSize: 4
      LaunchConfigurationName: !Ref Lc
      TargetGroupARNs: [arn]
  Lc:
    Type: AWS::AutoScaling::LaunchConfiguration
    Metadata:
      AWS::CloudFormation::Init:
        config:
          commands:
            wait: {command: "until curl -fs http://localhost/health; do sleep 1; done"}
    Properties:
      UserData:
        Fn::Base64: !Sub |
          #!/bin/bash
          cfn-init --stack ${AWS::StackName} --resource Lc
          cfn-signal -e $? --stack ${AWS::StackName} --resource Web
`},
			{Name: "no load balancer, no wait, and a signal of failure", Template: `Resources:
  Jobs:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingRollingUpdate: {WaitOnResourceSignals: true, PauseTime: PT15M}
    Properties: {MinSize: 2, MaxSize: 4, LaunchConfigurationName: !Ref Lc}
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingRollingUpdate: {PauseTime: PT15M}
    Properties: {MinSize: 2, MaxSize: 4, LaunchConfigurationName: !Ref Lc, TargetGroupARNs: [arn]}
  Api:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingRollingUpdate: {WaitOnResourceSignals: true, PauseTime: PT15M}
    Properties: {MinSize: 2, MaxSize: 4, LaunchConfigurationName: !Ref Lc, TargetGroupARNs: [arn]}
  Lc:
    Type: AWS::AutoScaling::LaunchConfiguration
    Properties:
      UserData:
        Fn::Base64: !Sub |
          #!/bin/bash
          cfn-signal -e 0 --stack ${AWS::StackName} --resource Jobs
          cfn-signal -e 0 --stack ${AWS::StackName} --resource Web
          cfn-signal -e 1 --stack ${AWS::StackName} --resource Api
`},
		},
		Check: func(p *lint.Pass) {
			var list []flaw
			for _, s := range signals(p) {
				if g := groupOf(p, s.Target); g != nil && !saysFailure(s.Call) {
					list = append(list, earlySignal(p, g, s.Call))
				}
			}
			reportFlaws(p, list)
		},
	}
}

// groupOf returns the group that a resource is, or nil.
func groupOf(p *lint.Pass, r *template.Resource) *group.Group {
	for _, g := range p.Unit.GroupsNaming(r) {
		if g.Resource == r {
			return g
		}
	}
	return nil
}

func earlySignal(p *lint.Pass, g *group.Group, call *boot.Call) flaw {
	early := atCall(call, "the next old instances stop when this signal comes, whether the load balancer already sends requests to this one or not")
	early.holds = func(c *template.Case) template.Answer {
		if !c.Exists(g.Resource) || call.Script.Language != script.Shell {
			return template.No
		}
		return g.Balanced(c).And(awaitsReadiness(g, c)).And(template.Whether(!verified(p, g, c, call)))
	}
	early.dress = func(f *lint.Finding) {
		programs := p.Unit.Boot().ProgramsOf(call.Program.Resource)
		written := writtenBy(p, programs)
		for _, program := range programs {
			if runsUnseen(program, written) {
				f.Severity(diag.Info)
			}
		}
	}
	return early
}

// awaitsReadiness says whether old instances stop when new ones have sent their signals.
func awaitsReadiness(g *group.Group, c *template.Case) template.Answer {
	replaced := g.Replaces(c).And(c.Lacks(g.Body, "CreationPolicy", "ResourceSignal").Not())
	if g.Rolls(c) == nil {
		return replaced
	}
	return g.WaitsForSignals(c)
}

// verified reports whether the instances of a group ask for their health before a call, or may do
// so in a place that is not to be seen.
func verified(p *lint.Pass, g *group.Group, c *template.Case, call *boot.Call) bool {
	programs, all := launchedBy(p, g, c)
	for _, program := range programs {
		if asksBalancerFirst(program, call) {
			return true
		}
	}
	return !all
}
