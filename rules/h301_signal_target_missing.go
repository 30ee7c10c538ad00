package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/lint"
)

func signalTargetMissing() *lint.Rule {
	return &lint.Rule{
		ID:       "H301",
		Name:     "signal-target-missing",
		Title:    "A signal goes to a resource that the template does not have",
		Severity: diag.Error,
		Why: `A signal names a resource by its logical ID, in upper and lower case as written. CloudFormation refuses a signal to ` +
			`an ID that the stack does not have, so what waits for the signal waits until its timeout and then rolls back, often ` +
			`an hour after the instance was ready.`,
		Help: "give `--resource` the logical ID of the group or instance that waits for the signal",
		Bad: []lint.Example{
			{Name: "a misspelt logical ID", Template: `Resources:
  WebGroup:
    Type: AWS::AutoScaling::AutoScalingGroup
    CreationPolicy: {ResourceSignal: {Count: 2}}
    Properties: {MinSize: 2, MaxSize: 4, LaunchTemplate: {LaunchTemplateId: !Ref Launch, Version: !GetAtt Launch.LatestVersionNumber}}
  Launch:
    Type: AWS::EC2::LaunchTemplate
    Properties:
      LaunchTemplateData:
        UserData:
          Fn::Base64: !Sub |
            #!/bin/bash
            /opt/aws/bin/cfn-init --stack ${AWS::StackName} --resource Launch --region ${AWS::Region}
            /opt/aws/bin/cfn-signal -e $? --stack ${AWS::StackName} --resource WebGrp --region ${AWS::Region} # want
`},
			{Name: "a variable, a wrong case, and the AWS CLI", Template: `Resources:
  Server:
    Type: AWS::EC2::Instance
    CreationPolicy: {ResourceSignal: {Timeout: PT10M}}
    Properties:
      UserData:
        Fn::Base64:
          Fn::Join:
            - "\n"
            - - "#!/bin/bash"
              - TARGET=server
              - !Sub "cfn-signal -e $? --stack='${AWS::StackId}' --region eu-west-1 --resource $TARGET" # want
              - !Sub "aws cloudformation signal-resource --stack-name ${AWS::StackName} --logical-resource-id Srver --unique-id 1 --status SUCCESS" # want
`},
			{Name: "in one branch", Template: `Conditions:
  Large: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Server:
    Type: AWS::EC2::Instance
    CreationPolicy: {ResourceSignal: {Timeout: PT10M}}
    Properties:
      UserData: !If
        - Large
        - !Base64
          Fn::Sub: "#!/bin/bash\ncfn-signal -e $? --stack ${AWS::StackName} --resource Sever --region ${AWS::Region}\n" # want
        - !Ref AWS::NoValue
`},
		},
		Good: []lint.Example{
			{Name: "the logical ID of the group", Template: `Resources:
  WebGroup:
    Type: AWS::AutoScaling::AutoScalingGroup
    CreationPolicy: {ResourceSignal: {Count: 2}}
    Properties: {MinSize: 2, MaxSize: 4, LaunchConfigurationName: !Ref Launch}
  Launch:
    Type: AWS::AutoScaling::LaunchConfiguration
    Properties:
      UserData:
        Fn::Base64: !Sub |
          #!/bin/bash
          /opt/aws/bin/cfn-signal -e $? --stack ${AWS::StackName} --resource WebGroup --region ${AWS::Region}
          echo "sent cfn-signal --resource Other --stack ${AWS::StackName}"
          # cfn-signal --stack ${AWS::StackName} --resource Another
`},
			{Name: "another stack, and one that only the deployment knows", Template: `Parameters:
  Stack: {Type: String}
Resources:
  Server:
    Type: AWS::EC2::Instance
    Properties:
      UserData:
        Fn::Base64: !Sub |
          #!/bin/bash
          cfn-signal -e $? --stack network --resource Gateway --region ${AWS::Region}
          cfn-signal -e $? --stack ${Stack} --resource Gateway --region ${AWS::Region}
`},
			{Name: "a target that only the instance knows, and a reason", Template: `Parameters:
  Target: {Type: String}
Resources:
  Server:
    Type: AWS::EC2::Instance
    Properties:
      UserData:
        Fn::Base64: !Sub |
          #!/bin/bash
          cfn-signal -e $? -r Ready --stack ${AWS::StackName} --resource "$(cat /etc/resource)" --region ${AWS::Region}
          cfn-signal -e $? --stack ${AWS::StackName} --resource ${Target} --region ${AWS::Region}
          cfn-signal -e $? --id Boot -r Ready "${Handle}"
  Handle:
    Type: AWS::CloudFormation::WaitConditionHandle
`},
		},
		Check: func(p *lint.Pass) {
			var list []flaw
			for _, s := range signals(p) {
				if s.Target == nil && !p.Template.MayDeclareMore() && !p.Template.Generated(s.ID) {
					list = append(list, about(s.Call, s.Resource(), "the stack has no resource `"+s.ID+"`, so nothing gets this signal"+nearestOf(s.ID, resourceIDs(p.Template))))
				}
			}
			reportFlaws(p, list)
		},
	}
}
