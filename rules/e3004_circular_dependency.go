package rules

import (
	"slices"
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
  Web: # want
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: web servers
      SecurityGroupIngress:
        - {IpProtocol: tcp, FromPort: 80, ToPort: 80, SourceSecurityGroupId: !GetAtt Balancer.GroupId}
  Balancer:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: load balancer
      SecurityGroupEgress:
        - {IpProtocol: tcp, FromPort: 80, ToPort: 80, DestinationSecurityGroupId: !GetAtt Web.GroupId}
`},
			{Name: "a circle through DependsOn, and a resource that names itself", Template: `Resources:
  Bucket: # want
    Type: AWS::S3::Bucket
    DependsOn: Policy
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
  A: # want
    Type: AWS::SSM::Parameter
    Properties: {Type: String, Value: !Sub "${B}"}
  B: # want
    Type: AWS::SSM::Parameter
    Properties: {Type: !Ref A, Value: !Ref C}
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

// reportCycle reports a circle at the logical ID of its first resource, for any of the references
// may be the one to take out. A resource that depends on itself has one reference only.
func reportCycle(p *lint.Pass, c template.Cycle) {
	if len(c) == 1 {
		sure(p.AtSpan(c[0].Use.Name.Node, c[0].Use.Span(), "`%s` depends on itself", c[0].From.ID), c)
		return
	}
	first := 0
	for i, d := range c {
		if d.From.Key.Span().Start < c[first].From.Key.Span().Start {
			first = i
		}
	}
	c = slices.Concat(c[first:], c[:first])
	finding := sure(p.At(c[0].From.Key, "%s", circle(c)), c)
	for _, d := range c {
		finding.NoteSpan(d.Use.Span(), "`%s` depends on `%s`", d.From.ID, d.To.ID)
	}
}

// sure says whether a circle is there in every deployment.
func sure(f *lint.Finding, c template.Cycle) *lint.Finding {
	if c.When() != nil {
		f.Certainty(diag.May)
	}
	return f
}

// maxShown is how many resources of a circle a message names.
const maxShown = 6

func circle(c template.Cycle) string {
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
