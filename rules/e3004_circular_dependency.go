package rules

import (
	"strings"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func circularDependency() *lint.Rule {
	return &lint.Rule{
		ID:       "E3004",
		Name:     "circular-dependency",
		Title:    "Resources depend on each other in a circle",
		Severity: diag.Error,
		Why: `Every Ref, Fn::GetAtt, Fn::Sub and DependsOn makes CloudFormation wait for another resource. In a circle none can be made ` +
			`first, and CloudFormation refuses the template. A circle is often broken by a resource that only connects two others, ` +
			`as AWS::EC2::SecurityGroupIngress or AWS::Lambda::Permission.`,
		Help: "take one of the references out of the circle: remove it, write a name, or move it to a resource that connects the others",
		Bad: []lint.Example{
			{Name: "two security groups that let each other in", Template: `Resources:
  Web:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: web servers
      SecurityGroupIngress:
        - {IpProtocol: tcp, FromPort: 80, ToPort: 80, SourceSecurityGroupId: !GetAtt Balancer.GroupId} # want
  Balancer:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: load balancer
      SecurityGroupEgress:
        - {IpProtocol: tcp, FromPort: 80, ToPort: 80, DestinationSecurityGroupId: !GetAtt Web.GroupId}
`},
			{Name: "a circle through DependsOn, and a resource that names itself", Template: `Resources:
  Bucket:
    Type: AWS::S3::Bucket
    DependsOn: Policy # want
  Policy:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: !Ref Bucket
      PolicyDocument: {Statement: []}
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      DisplayName: !Sub "the topic ${Topic}" # want
`},
			{Name: "two circles that share a resource", Template: `Resources:
  A:
    Type: AWS::SSM::Parameter
    Properties: {Type: String, Value: !Sub "${B}"} # want
  B:
    Type: AWS::SSM::Parameter
    Properties: {Type: !Ref A, Value: !Ref C} # want
  C:
    Type: AWS::SSM::Parameter
    Properties: {Type: String, Value: !Ref D}
  D:
    Type: AWS::SSM::Parameter
    Properties: {Type: String, Value: !Ref B}
`},
		},
		Good: []lint.Example{
			{Name: "a third resource connects the two", Template: `Resources:
  Web:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: web servers
  Balancer:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: load balancer
      SecurityGroupEgress:
        - {IpProtocol: tcp, FromPort: 80, ToPort: 80, DestinationSecurityGroupId: !GetAtt Web.GroupId}
  In:
    Type: AWS::EC2::SecurityGroupIngress
    Properties: {GroupId: !Ref Web, IpProtocol: tcp, FromPort: 80, ToPort: 80, SourceSecurityGroupId: !Ref Balancer}
`},
			{Name: "one direction in each case", Template: `Parameters:
  Stage: {Type: String}
Conditions:
  Production: !Equals [!Ref Stage, prod]
Resources:
  A:
    Type: AWS::SSM::Parameter
    Properties: {Type: String, Value: !If [Production, !Ref B, x]}
  B:
    Type: AWS::SSM::Parameter
    Properties: {Type: String, Value: !If [Production, x, !Ref A]}
`},
			{Name: "what AWS SAM turns into resources of its own", Template: `Transform: AWS::Serverless-2016-10-31
Resources:
  Hello:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.13
      Handler: hello.main
      InlineCode: "def main(e, c): pass"
      Events:
        Call: {Type: Api, Properties: {RestApiId: !Ref Api, Path: /, Method: get}}
  Api:
    Type: AWS::Serverless::Api
    Properties:
      StageName: prod
      DefinitionBody: {paths: {/: {get: {x-amazon-apigateway-integration: {uri: !GetAtt Hello.Arn}}}}}
`},
		},
		Check: func(p *lint.Pass) {
			if p.Template.Opaque() {
				return
			}
			for _, cycle := range p.Template.Cycles() {
				reportCycle(p, cycle)
			}
		},
	}
}

// reportCycle reports a circle at a DependsOn, which is the easiest to remove, or at the first
// reference.
func reportCycle(p *lint.Pass, c template.Cycle) {
	first := 0
	for i, d := range c {
		if d.Use.Via == template.ByDependsOn {
			first = i
			break
		}
	}
	c = append(c[first:len(c):len(c)], c[:first]...)
	use := c[0].Use
	finding := p.AtSpan(use.Name.Node, use.Span(), "%s", circle(c))
	if c.When() != nil {
		finding.Certainty(diag.May)
	}
	for _, d := range c[1:] {
		finding.NoteSpan(d.Use.Span(), "`%s` depends on `%s`", d.From.ID, d.To.ID)
	}
}

// maxShown is how many resources of a circle a message names.
const maxShown = 6

func circle(c template.Cycle) string {
	if len(c) == 1 {
		return "`" + c[0].From.ID + "` depends on itself"
	}
	var b strings.Builder
	for i, d := range c {
		if i == maxShown {
			b.WriteString("… → ")
			break
		}
		b.WriteString("`" + d.From.ID + "` → ")
	}
	return "circular dependency: " + b.String() + "`" + c[0].From.ID + "`"
}
