package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/group"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func instanceRefreshIgnoresCfnSignal() *lint.Rule {
	return &lint.Rule{
		ID:       "H126",
		Name:     "instance-refresh-ignores-cfn-signal",
		Title:    "An instance refresh does not wait for cfn-signal",
		Severity: diag.Warning,
		Why: `Auto Scaling does an instance refresh by itself, and knows nothing of signals to CloudFormation: a new instance counts ` +
			`when its health checks and its warm-up say so, whether its software has started or not. Signals go on to count for ` +
			`the creation of the group. What holds an instance until it is ready is a lifecycle hook.`,
		Help: "add a hook for `autoscaling:EC2_INSTANCE_LAUNCHING` to `LifecycleHookSpecificationList`, and let the instance complete it beside its signal",
		Bad: []lint.Example{
			{Name: "a signal, and no hook", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    CreationPolicy: {ResourceSignal: {Count: 2, Timeout: PT15M}}
    UpdatePolicy:
      AutoScalingInstanceRefresh: # want
        Strategy: Rolling
    Properties:
      MinSize: 2
      MaxSize: 4
      LifecycleHookSpecificationList: []
      LaunchTemplate: {LaunchTemplateId: !Ref Instance, Version: !GetAtt Instance.LatestVersionNumber}
  Instance:
    Type: AWS::EC2::LaunchTemplate
    Properties:
      LaunchTemplateData:
        UserData:
          Fn::Base64: !Sub |
            #!/bin/bash
            install-everything
            cfn-signal -e $? --stack ${AWS::StackName} --resource Web --region ${AWS::Region}
`},
			{Name: "a mixed group, a signal by cfn-init, a hook at the end", Template: `Conditions:
  Modern: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingInstanceRefresh: !If [Modern, {Strategy: Rolling}, !Ref AWS::NoValue] # want
    Properties:
      MinSize: 2
      MaxSize: 4
      MixedInstancesPolicy:
        LaunchTemplate:
          LaunchTemplateSpecification: {LaunchTemplateId: !Ref Instance, Version: !GetAtt Instance.LatestVersionNumber}
  Leaving:
    Type: AWS::AutoScaling::LifecycleHook
    Properties: {AutoScalingGroupName: !Ref Web, LifecycleTransition: "autoscaling:EC2_INSTANCE_TERMINATING"}
  Instance:
    Type: AWS::EC2::LaunchTemplate
    Metadata:
      AWS::CloudFormation::Init:
        config:
          commands:
            done: {command: !Sub "cfn-signal -e 0 --stack ${AWS::StackId} --resource Web --region ${AWS::Region}"}
    Properties: {LaunchTemplateData: {ImageId: ami-0123456789abcdef0}}
`},
		},
		Good: []lint.Example{
			{Name: "a hook", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    CreationPolicy: {ResourceSignal: {Count: 2, Timeout: PT15M}}
    UpdatePolicy: {AutoScalingInstanceRefresh: {Strategy: Rolling}}
    Properties:
      MinSize: 2
      MaxSize: 4
      LifecycleHookSpecificationList: [{LifecycleHookName: ready, LifecycleTransition: "autoscaling:EC2_INSTANCE_LAUNCHING"}]
      LaunchTemplate: {LaunchTemplateId: !Ref Instance, Version: !GetAtt Instance.LatestVersionNumber}
  Instance:
    Type: AWS::EC2::LaunchTemplate
    Properties:
      LaunchTemplateData:
        UserData: {"Fn::Base64": !Sub "#!/bin/bash\ncfn-signal --stack ${AWS::StackName} --resource Web --region ${AWS::Region}\n"}
`},
			{Name: "a rolling update waits for the signal", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy: {AutoScalingRollingUpdate: {WaitOnResourceSignals: true, PauseTime: PT15M}}
    Properties: {MinSize: 2, MaxSize: 4, LaunchConfigurationName: !Ref Instance}
  Instance:
    Type: AWS::AutoScaling::LaunchConfiguration
    Properties:
      UserData: {"Fn::Base64": !Sub "#!/bin/bash\ncfn-signal --stack ${AWS::StackName} --resource Web --region ${AWS::Region}\n"}
`},
			{Name: "a signal to another resource", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy: {AutoScalingInstanceRefresh: {Strategy: Rolling}}
    Properties:
      MinSize: 2
      MaxSize: 4
      LaunchTemplate: {LaunchTemplateId: !Ref Instance, Version: !GetAtt Instance.LatestVersionNumber}
  Ready:
    Type: AWS::CloudFormation::WaitCondition
    CreationPolicy: {ResourceSignal: {Count: 1}}
  Instance:
    Type: AWS::EC2::LaunchTemplate
    Properties:
      LaunchTemplateData:
        UserData: {"Fn::Base64": !Sub "#!/bin/bash\ncfn-signal --stack ${AWS::StackName} --resource Ready --region ${AWS::Region}\n"}
`},
		},
		Check: func(p *lint.Pass) {
			all := signals(p)
			for _, g := range p.Unit.Groups() {
				checkRefreshSignals(p, g, all)
			}
		},
	}
}

func checkRefreshSignals(p *lint.Pass, g *group.Group, all []signal) {
	v := g.Judge(func(c *template.Case) template.Answer {
		refreshes := template.Whether(g.Policy(c, group.Refresh) != nil && signalOf(g, c, all) != nil)
		return refreshes.And(g.Replaces(c).Not()).And(g.Holds(c, group.Launching).Not())
	})
	if v.Holds() {
		p.At(g.PolicyKey(v.Case, group.Refresh), "a refresh does not wait for the signals that new instances send, and no lifecycle hook holds them until they are ready").
			NoteSpan(signalOf(g, v.Case, all).Span(), "the signal").Under(v)
	}
}

// signalOf returns a signal that the instances of a group send to it in the case, or nil.
func signalOf(g *group.Group, c *template.Case, all []signal) *signal {
	for _, launch := range g.Launches(c) {
		for i, s := range all {
			if launch.Resource != nil && s.Program.Resource == launch.Resource && s.Target == g.Resource && c.In(s.When()) == template.Yes {
				return &all[i]
			}
		}
	}
	return nil
}
