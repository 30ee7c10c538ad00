package rules

import (
	"slices"

	"github.com/cfnc/cfnc/compiler/boot"
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/lint"
)

func helperWithoutRegion() *lint.Rule {
	return &lint.Rule{
		ID:       "H310",
		Name:     "helper-without-region",
		Title:    "A helper is not told the region, and takes us-east-1",
		Severity: diag.Warning,
		Why: `Without a region cfn-init, cfn-signal and cfn-hup speak to us-east-1, wherever the instance is. In any other region ` +
			`there is no such stack: nothing is installed, no signal arrives, and creation fails at its timeout.`,
		Help: "add `--region ${AWS::Region}` in `Fn::Sub`, or `region=${AWS::Region}` to the file of cfn-hup",
		Bad: []lint.Example{
			{Name: "calls without a region", Template: `Resources:
  Server:
    Type: AWS::EC2::Instance
    CreationPolicy: {ResourceSignal: {}}
    Properties:
      UserData:
        Fn::Base64: !Sub |
          #!/bin/bash
          cfn-init --stack ${AWS::StackName} --resource Server # want
          cfn-signal -e $? --stack ${AWS::StackName} --resource Server # want
`},
			{Name: "a file of cfn-hup, and a call in one branch", Template: `Conditions:
  Large: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Server:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Init:
        config:
          files:
            /etc/cfn/cfn-hup.conf:
              content:
                Fn::Join:
                  - ""
                  - - "[main]\n" # want
                    - !Sub "stack=${AWS::StackId}\n"
    Properties:
      UserData:
        Fn::Base64:
          Fn::Join:
            - ""
            - - "#!/bin/bash\ncfn-init -r Server -s " # want
              - !Ref AWS::StackName
              - !If [Large, " --region eu-west-1", ""]
`},
		},
		Good: []lint.Example{
			{Name: "with a region", Template: `Resources:
  Server:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Init:
        config:
          files:
            /etc/cfn/cfn-hup.conf:
              content: !Sub |
                [main]
                stack=${AWS::StackId}
                region=${AWS::Region}
    Properties:
      UserData:
        Fn::Base64: !Sub |
          #!/bin/bash
          cfn-init --stack ${AWS::StackName} --resource Server --region ${AWS::Region}
          cfn-signal -e $? --stack ${AWS::StackName} --resource Server --region=${AWS::Region}
`},
			{Name: "a wait condition, an endpoint, words that cannot be seen, and a version", Template: `Parameters:
  More: {Type: String}
Resources:
  Handle: {Type: "AWS::CloudFormation::WaitConditionHandle"}
  Server:
    Type: AWS::EC2::Instance
    Properties:
      UserData:
        Fn::Base64: !Sub |
          #!/bin/bash
          cfn-init --version
          cfn-signal -e $? "${Handle}"
          cfn-init --stack ${AWS::StackName} --resource Server --url https://cloudformation.eu-west-1.amazonaws.com
          cfn-init --stack ${AWS::StackName} --resource Server ${More}
`},
			{Name: "a template for us-east-1", Template: `Metadata: {cfn-lint: {config: {regions: [us-east-1]}}}
Resources:
  Server:
    Type: AWS::EC2::Instance
    CreationPolicy: {ResourceSignal: {}}
    Properties:
      UserData: !Base64
        Fn::Sub: "#!/bin/bash\ncfn-signal -e $? --stack ${AWS::StackName} --resource Server\n"
`},
		},
		Check: func(p *lint.Pass) {
			if !slices.Equal(p.Regions, []string{"us-east-1"}) {
				reportFlaws(p, append(callsWithoutRegion(p), filesWithoutRegion(p)...))
			}
		},
	}
}

func callsWithoutRegion(p *lint.Pass) (list []flaw) {
	for _, call := range p.Unit.Boot().Calls() {
		speaks := call.Tool == boot.CfnInit || call.Tool == boot.CfnSignal && !call.Handle().There()
		if speaks && call.Resource().There() && !call.Region().There() && !call.URL().There() && !call.Command.Open() {
			list = append(list, atCall(call, "without `--region`, "+string(call.Tool)+" speaks to us-east-1, where this stack may not be"))
		}
	}
	return list
}

// filesWithoutRegion looks into the files of cfn-hup that it can read.
func filesWithoutRegion(p *lint.Pass) (list []flaw) {
	for _, f := range p.Unit.Boot().Hup() {
		_, region := f.Main.Get("region")
		_, url := f.Main.Get("url")
		if s := f.Main.Section; s != nil && !region && !url && len(f.INI.Stray) == 0 && !f.Malformed() {
			list = append(list, flaw{
				resource: f.File.Config.Init.Resource, node: f.Text.Node(s.At.From), at: f.Text.Span(s.At.From, s.At.To), when: f.Text.When,
				message: "without `region`, cfn-hup speaks to us-east-1, where this stack may not be",
			})
		}
	}
	return list
}
