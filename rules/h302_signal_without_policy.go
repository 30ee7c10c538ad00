package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/group"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func signalWithoutPolicy() *lint.Rule {
	return &lint.Rule{
		ID:       "H302",
		Name:     "signal-without-policy",
		Title:    "Nothing waits for a signal",
		Severity: diag.Warning,
		Why: `CloudFormation waits for signals only where a CreationPolicy has a ResourceSignal, and when a group is rolled with ` +
			`WaitOnResourceSignals. Without them the resource counts as complete as soon as EC2 has it, and a deployment is ` +
			`green whose instances never came up.`,
		Help: "add a `CreationPolicy` with `ResourceSignal` to the resource, and `WaitOnResourceSignals: true` to a rolling update; or remove the signal",
		Bad: []lint.Example{
			{Name: "an instance without a creation policy", Template: `Resources:
  Server:
    Type: AWS::EC2::Instance
    Properties:
      UserData:
        Fn::Base64: !Sub |
          #!/bin/bash
          cfn-signal -e $? --stack ${AWS::StackName} --resource Server --region ${AWS::Region} # want
`},
			{Name: "a group that waits in neither branch", Template: `Conditions:
  Careful: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingRollingUpdate:
        WaitOnResourceSignals: !If [Careful, "false", !Ref AWS::NoValue]
    Properties: {MinSize: 2, MaxSize: 4, LaunchConfigurationName: !Ref Launch}
  Launch:
    Type: AWS::AutoScaling::LaunchConfiguration
    Properties:
      UserData: !Base64
        Fn::Sub: "#!/bin/bash\ncfn-signal -e $? --stack ${AWS::StackName} --resource Web --region ${AWS::Region}\n" # want
`},
		},
		Good: []lint.Example{
			{Name: "a creation policy", Template: `Resources:
  Server:
    Type: AWS::EC2::Instance
    CreationPolicy: {ResourceSignal: {Timeout: PT15M}}
    Properties:
      UserData:
        Fn::Base64: !Sub |
          #!/bin/bash
          cfn-signal -e $? --stack ${AWS::StackName} --resource Server --region ${AWS::Region}
`},
			{Name: "a rolling update waits, or may", Template: `Parameters:
  Wait: {Type: String, AllowedValues: ["true", "false"], Default: "false"}
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy: {AutoScalingRollingUpdate: {WaitOnResourceSignals: true}}
    Properties: {MinSize: 2, MaxSize: 4}
  Jobs:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy: {AutoScalingRollingUpdate: {WaitOnResourceSignals: !Ref Wait}}
    Properties: {MinSize: 2, MaxSize: 4}
  Launch:
    Type: AWS::AutoScaling::LaunchConfiguration
    Properties:
      UserData: !Base64
        Fn::Sub: |
          #!/bin/bash
          cfn-signal -e $? --stack ${AWS::StackName} --resource Web --region ${AWS::Region}
          cfn-signal -e $? --stack ${AWS::StackName} --resource Jobs --region ${AWS::Region}
`},
			{Name: "a creation policy in one branch", Template: `Conditions:
  Careful: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Server:
    Type: AWS::EC2::Instance
    CreationPolicy: !If [Careful, {ResourceSignal: {Timeout: PT15M}}, !Ref AWS::NoValue]
    Properties:
      UserData:
        Fn::Base64: !Sub "#!/bin/bash\ncfn-signal -e $? --stack ${AWS::StackName} --resource Server --region ${AWS::Region}\n"
`},
		},
		Check: func(p *lint.Pass) {
			var list []flaw
			for _, s := range signals(p) {
				if !isWaitedFor(p, s) {
					m := about(s.Call, s.Resource(), "nothing waits for this signal: `"+s.ID+"` has "+lackingPolicy(s.Target))
					m.dress = func(f *lint.Finding) { f.Note(s.Target.Key, "the resource that the signal is for") }
					list = append(list, m)
				}
			}
			reportFlaws(p, list)
		},
	}
}

// isWaitedFor reports whether something may wait for a signal, or other rules speak of it.
func isWaitedFor(p *lint.Pass, s signal) bool {
	if s.Target == nil || s.Target.Loop != nil || isLaunchResource(s.Target) || !isAWS(s.Target.Type) {
		return true
	}
	v := p.Template.Judge(s.When().And(s.Target.When()), func(c *template.Case) template.Answer {
		return c.Lacks(s.Target.Body, "CreationPolicy").And(awaitsSignals(c, s.Target).Not())
	})
	return !v.Holds() || v.Certainty != diag.Must
}

func lackingPolicy(r *template.Resource) string {
	if r.Type == group.Type {
		return "neither a `CreationPolicy` nor `WaitOnResourceSignals`"
	}
	return "no `CreationPolicy`"
}
