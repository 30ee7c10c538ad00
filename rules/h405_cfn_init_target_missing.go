package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/lint"
)

func cfnInitTargetMissing() *lint.Rule {
	return &lint.Rule{
		ID:       "H405",
		Name:     "cfn-init-target-missing",
		Title:    "A call of cfn-init names a resource that the template does not have",
		Severity: diag.Error,
		Why: `The helper asks CloudFormation for the metadata of a resource by its logical ID, in upper and lower case as written. If the stack ` +
			`has no such resource, it stops with an error and installs nothing. That happens when a launch configuration ` +
			`becomes a launch template and its ID changes, but not the script.`,
		Help: "give `--resource` the logical ID of the resource that has the metadata `AWS::CloudFormation::Init`",
		Bad: []lint.Example{
			{Name: "the ID of a resource that was renamed", Template: `Resources:
  LaunchTemplate:
    Type: AWS::EC2::LaunchTemplate
    Metadata:
      AWS::CloudFormation::Init: {config: {}}
    Properties:
      LaunchTemplateData:
        UserData:
          Fn::Base64: !Sub |
            #!/bin/bash
            /opt/aws/bin/cfn-init -v --stack ${AWS::StackName} --resource LaunchConfig --region ${AWS::Region} # want
`},
			{Name: "in a list of pieces, in both branches", Template: `Conditions:
  Large: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Server:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Init: {config: {}}
    Properties:
      UserData:
        Fn::Base64:
          Fn::Join:
            - ""
            - - !If [Large, "#!/bin/bash\n", "#!/bin/sh\n"]
              - "cfn-init -s "
              - !Ref AWS::StackId
              - " -r server --region eu-west-1\n" # want
`},
		},
		Good: []lint.Example{
			{Name: "the resource with the metadata", Template: `Resources:
  Server:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Init: {config: {}}
    Properties:
      UserData:
        Fn::Base64: !Sub |
          #!/bin/bash
          cfn-init -v --stack ${AWS::StackName} --resource Server --region ${AWS::Region}
          # cfn-init -v --stack ${AWS::StackName} --resource Old --region ${AWS::Region}
`},
			{Name: "another stack, and a target that only the deployment knows", Template: `Parameters:
  Target: {Type: String}
Resources:
  Server:
    Type: AWS::EC2::Instance
    Properties:
      UserData:
        Fn::Base64: !Sub |
          #!/bin/bash
          cfn-init --stack shared --resource Base --region ${AWS::Region}
          cfn-init --stack ${AWS::StackName} --resource ${Target} --region ${AWS::Region}
`},
			{Name: "resources that a macro may add", Template: `Transform: OurMacro
Resources:
  Server:
    Type: AWS::EC2::Instance
    Properties:
      UserData: !Base64
        Fn::Sub: "#!/bin/bash\ncfn-init --stack ${AWS::StackName} --resource Base --region ${AWS::Region}\n"
`},
		},
		Check: func(p *lint.Pass) {
			var list []flaw
			for _, call := range initCalls(p) {
				if call.Target == nil && call.Program.Hook == nil && !p.Template.MayDeclareMore() && !p.Template.Generated(call.ID) {
					list = append(list, about(call.Call, call.Resource(), "the stack has no resource `"+call.ID+"`, so cfn-init fails and installs nothing"+nearestOf(call.ID, resourceIDs(p.Template))))
				}
			}
			reportFlaws(p, list)
		},
	}
}
