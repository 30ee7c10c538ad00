package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/interp"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func subTarget() *lint.Rule {
	return &lint.Rule{
		ID:       "E1019",
		Name:     "sub-target",
		Title:    "Fn::Sub names something that is not declared",
		Severity: diag.Error,
		Why: `CloudFormation replaces every ${Name} in the text of Fn::Sub and refuses the template when a name is not declared. ` +
			`In scripts the same form is a variable of the shell, and has to be kept from CloudFormation with ${!Name}.`,
		Help: "correct the name, or write `${!` to keep the text as it is",
		Bad: []lint.Example{
			{Name: "lists", Template: `Parameters:
  Zones: {Type: CommaDelimitedList}
  Subnets: {Type: "AWS::SSM::Parameter::Value<List<AWS::EC2::Subnet::Id>>"}
Conditions:
  Near: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: !If
        - Near
        - !Sub in-${Zones} # want
        - !Sub ["in-${Subnets}", {}] # want
      DisplayName: !Sub ${Balancer.SecurityGroups} # want
  Balancer:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    Properties: {Subnets: !Ref Subnets}
`},
			{Name: "a typing error in the middle of a text", Template: `Parameters:
  Stage:
    Type: String
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: !Sub |
        news-
        ${Stgae} # want
        ${AWS::Region}
`},
			{Name: "a variable of the shell", Template: `Resources:
  Web:
    Type: AWS::EC2::Instance
    Properties:
      UserData:
        Fn::Base64: !Sub |
          #!/bin/bash
          for host in a b; do ping ${host}; done # want
`},
			{Name: "an attribute of a parameter, and a broken form", Template: `Parameters:
  Bucket:
    Type: String
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: !Sub ${Bucket.Arn} # want
      DisplayName: !Sub ["${Name", {Name: x}] # want
      Tags: !Sub [] # want
`},
			{Name: "an output that a nested template does not have", Template: `Resources:
  Network:
    Type: AWS::CloudFormation::Stack
    Properties: {TemplateURL: network.yaml}
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      DisplayName: !Sub ${Network.Outputs.Vpc} ${Network.Outputs.Address}
      TopicName: !Sub our-${Network.Outputs.Adress} # want
`, Files: map[string]string{"network.yaml": `Resources:
  Vpc: {Type: AWS::EC2::VPC}
Outputs:
  Address: {Value: !GetAtt Vpc.CidrBlock}
  Vpc: {Value: !Ref Vpc}
`}},
		},
		Good: []lint.Example{
			{Name: "a list that is joined, and a part of one", Template: `Parameters:
  Zones: {Type: CommaDelimitedList}
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: !Sub
        - ${First}-${Zones}
        - Zones: !Join ["-", !Ref Zones]
          First: !Select [0, !Ref Zones]
`},
			{Name: "names, attributes, variables and text that stays", Template: `Parameters:
  Stage:
    Type: String
Resources:
  Bucket:
    Type: AWS::S3::Bucket
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: !Sub "${Stage}-${AWS::Region} $Stage $(date) ${!host}"
      DisplayName: !Sub
        - ${Bucket.Arn}/${Folder.Name}
        - Folder.Name: !Select [0, [a, b]]
`},
			{Name: "what AWS SAM makes", Template: `Transform: AWS::Serverless-2016-10-31
Resources:
  Hello:
    Type: AWS::Serverless::Function
    Properties: {Runtime: python3.13, Handler: hello.main, CodeUri: hello, AutoPublishAlias: live}
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      DisplayName: !Sub ${Hello.Alias} ${Hello.Version.Version}
`},
			{Name: "an identifier of a loop", Template: `Transform: AWS::LanguageExtensions
Resources:
  Fn::ForEach::Topics:
    - Name
    - [News, Alarms]
    - Topic${Name}:
        Type: AWS::SNS::Topic
        Properties:
          TopicName: !Sub our-${Name}
`},
		},
		Check: func(p *lint.Pass) {
			checkArguments(template.FnSub)(p)
			for call := range p.Template.Calls(template.FnSub) {
				if answersFor(p, call.Owner) && call.Loop == nil {
					checkSubText(p, call.Sub())
				}
			}
			eachFailing(p, template.BySub, func(t *targets, u *template.Use) {
				t.undeclared(u)
				t.early(u)
				t.attribute(u)
				t.list(u)
			})
			checkOutputs(p, template.FnSub)
			checkSubAttributes(p)
		},
	}
}

// checkSubText reports what is wrong between the braces.
func checkSubText(p *lint.Pass, s template.Sub) {
	_, problems := s.Parts()
	for _, problem := range problems {
		reportProblem(p, s, problem)
	}
}

func reportProblem(p *lint.Pass, s template.Sub, problem interp.Problem) {
	finding := p.AtSpan(s.Text, s.Text.TextSpan(problem.From, problem.To), "%s", problem.Message)
	if problem.Code != "" {
		finding.Severity(diag.Warning)
	}
	if problem.Help != "" {
		finding.Help("%s", problem.Help)
	}
}

// attribute says that a use wants an attribute of what has none.
func (t *targets) attribute(u *template.Use) {
	for name := range u.Names() {
		if u.Attr != "" && (t.Template.Parameter(name) != nil || template.IsPseudoParameter(name)) {
			t.AtSpan(u.Name.Node, u.Span(), "`%s` is a parameter, and only resources have attributes like `%s`", name, u.Attr)
		}
	}
}

// list says that a use names a list, of which Fn::Sub makes no text.
func (t *targets) list(u *template.Use) {
	name := u.Name.Text
	if u.Attr != "" {
		name += "." + u.Attr
	}
	if t.Template.Lists(u) {
		t.AtSpan(u.Name.Node, u.Span(), "`%s` is a list, and `Fn::Sub` puts only texts into a text", name).
			Help("make a text of the list: `Fn::Join` in a variable of `Fn::Sub`")
	}
}
