package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/lint"
)

func signalToLaunchResource() *lint.Rule {
	return &lint.Rule{
		ID:       "H303",
		Name:     "signal-to-launch-resource",
		Title:    "A signal goes to the launch template instead of the group",
		Severity: diag.Error,
		Why: `The metadata for cfn-init often stands at a launch template, and so cfn-init is given its name. cfn-signal must be given the one ` +
			`that waits: the group or the instance. A launch template is complete long before, CloudFormation refuses the signal, and ` +
			`the group waits until its timeout.`,
		Help: "give `--resource` of `cfn-signal` the logical ID of the group",
		Bad: []lint.Example{
			{Name: "a launch template", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    CreationPolicy: {ResourceSignal: {Count: 2}}
    Properties: {MinSize: 2, MaxSize: 4, LaunchTemplate: {LaunchTemplateId: !Ref Launch, Version: "1"}}
  Launch:
    Type: AWS::EC2::LaunchTemplate
    Properties:
      LaunchTemplateData:
        UserData:
          Fn::Base64: !Sub |
            #!/bin/bash
            cfn-init --stack ${AWS::StackName} --resource Launch --region ${AWS::Region}
            cfn-signal -e $? --stack ${AWS::StackName} --resource Launch --region ${AWS::Region} # want
`},
			{Name: "a launch configuration, in both branches", Template: `Conditions:
  Large: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Launch:
    Type: AWS::AutoScaling::LaunchConfiguration
    Properties:
      UserData:
        Fn::Base64:
          Fn::Join:
            - ""
            - - "#!/bin/bash\nSIZE="
              - !If [Large, "8", "2"]
              - "\ncfn-signal -e $? --stack "
              - !Ref AWS::StackName
              - " --resource Launch --region eu-west-1" # want
`},
		},
		Good: []lint.Example{
			{Name: "the group", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    CreationPolicy: {ResourceSignal: {Count: 2}}
    Properties: {MinSize: 2, MaxSize: 4, LaunchTemplate: {LaunchTemplateId: !Ref Launch, Version: "1"}}
  Launch:
    Type: AWS::EC2::LaunchTemplate
    Properties:
      LaunchTemplateData:
        UserData:
          Fn::Base64: !Sub |
            #!/bin/bash
            cfn-init --stack ${AWS::StackName} --resource Launch --region ${AWS::Region}
            cfn-signal -e $? --stack ${AWS::StackName} --resource Web --region ${AWS::Region}
`},
			{Name: "another stack", Template: `Parameters:
  Stack: {Type: String}
Resources:
  Launch:
    Type: AWS::AutoScaling::LaunchConfiguration
    Properties:
      UserData: !Base64
        Fn::Sub: "#!/bin/bash\ncfn-signal -e $? --stack ${Stack} --resource Launch --region ${AWS::Region}\n"
`},
			{Name: "an instance that has the name of one", Template: `Resources:
  LaunchTemplate:
    Type: AWS::EC2::Instance
    CreationPolicy: {ResourceSignal: {}}
    Properties:
      UserData: !Base64
        Fn::Sub: "#!/bin/bash\ncfn-signal -e $? --stack ${AWS::StackName} --resource LaunchTemplate --region ${AWS::Region}\n"
`},
		},
		Check: func(p *lint.Pass) {
			var list []flaw
			for _, s := range signals(p) {
				if s.Target != nil && isLaunchResource(s.Target) {
					list = append(list, about(s.Call, s.Resource(), "`"+s.ID+"` is `"+s.Target.Type+"`, which waits for no signal: only the group that it is for can wait"))
				}
			}
			reportFlaws(p, list)
		},
	}
}
