package rules

import (
	"github.com/cfnc/cfnc/compiler/boot"
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func cfnInitTargetWithoutMetadata() *lint.Rule {
	return &lint.Rule{
		ID:       "H406",
		Name:     "cfn-init-target-without-metadata",
		Title:    "A call of cfn-init names a resource without metadata for it",
		Severity: diag.Error,
		Why: `What cfn-init does stands in the metadata AWS::CloudFormation::Init of the resource that it is told. It does not look ` +
			`elsewhere: told of the group, it does not see the metadata of the launch template, and fails.`,
		Help: "give `--resource` the logical ID of the resource that has the metadata",
		Bad: []lint.Example{
			{Name: "the group instead of the launch template", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties: {MinSize: 2, MaxSize: 4, LaunchTemplate: {LaunchTemplateId: !Ref Launch, Version: "1"}}
  Launch:
    Type: AWS::EC2::LaunchTemplate
    Metadata:
      AWS::CloudFormation::Init: {config: {}}
    Properties:
      LaunchTemplateData:
        UserData: !Base64
          Fn::Sub: "#!/bin/bash\ncfn-init --stack ${AWS::StackName} --resource Web --region ${AWS::Region}\n" # want
`},
			{Name: "metadata in one branch, and under another name", Template: `Conditions:
  Large: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Server:
    Type: AWS::EC2::Instance
    Metadata: !If [Large, {"AWS::CloudFormation::Init": {config: {}}}, !Ref AWS::NoValue]
    Properties:
      UserData: !Base64
        Fn::Sub: "#!/bin/bash\ncfn-init --stack ${AWS::StackName} --resource Server --region ${AWS::Region}\n" # want
  Other:
    Type: AWS::EC2::Instance
    Metadata: {"AWS::Cloudformation::Init": {config: {}}}
    Properties:
      UserData: !Base64
        Fn::Sub: "#!/bin/bash\ncfn-init --stack ${AWS::StackName} --resource Other --region ${AWS::Region}\n" # want
`},
		},
		Good: []lint.Example{
			{Name: "the launch template", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties: {MinSize: 2, MaxSize: 4, LaunchTemplate: {LaunchTemplateId: !Ref Launch, Version: "1"}}
  Launch:
    Type: AWS::EC2::LaunchTemplate
    Metadata:
      AWS::CloudFormation::Init: {config: {}}
    Properties:
      LaunchTemplateData:
        UserData: !Base64
          Fn::Sub: "#!/bin/bash\ncfn-init --stack ${AWS::StackName} --resource Launch --region ${AWS::Region}\n"
`},
			{Name: "the call goes with the metadata", Template: `Conditions:
  Large: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Server:
    Type: AWS::EC2::Instance
    Metadata: !If [Large, {"AWS::CloudFormation::Init": {config: {}}}, !Ref AWS::NoValue]
    Properties:
      UserData:
        Fn::Base64: !If
          - Large
          - !Sub "#!/bin/bash\ncfn-init --stack ${AWS::StackName} --resource Server --region ${AWS::Region}\n"
          - "#!/bin/bash"
`},
			{Name: "metadata that an included snippet may bring, and another stack", Template: `Resources:
  Server:
    Type: AWS::EC2::Instance
    Metadata: {"Fn::Transform": {Name: "AWS::Include", Parameters: {Location: "s3://bucket/init.yaml"}}}
    Properties:
      UserData:
        Fn::Base64: !Sub |
          #!/bin/bash
          cfn-init --stack ${AWS::StackName} --resource Server --region ${AWS::Region}
          cfn-init --stack base --resource Group --region ${AWS::Region}
  Group:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties: {MinSize: 2, MaxSize: 4}
`},
		},
		Check: func(p *lint.Pass) {
			var list []flaw
			for _, call := range initCalls(p) {
				if target := call.Target; target != nil && target.Loop == nil && call.Program.Hook == nil {
					f := about(call.Call, call.Resource(), "`"+call.ID+"` has no metadata `"+boot.InitKey+"`, so cfn-init fails and installs nothing")
					f.holds = func(c *template.Case) template.Answer {
						return template.Whether(c.Exists(target)).And(c.Lacks(target.Body, "Metadata", boot.InitKey))
					}
					list = append(list, f)
				}
			}
			reportFlaws(p, list)
		},
	}
}
