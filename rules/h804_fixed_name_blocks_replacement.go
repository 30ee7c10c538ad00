package rules

import (
	"slices"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
	"github.com/cfnc/cfnc/schema"
)

func fixedNameBlocksReplacement() *lint.Rule {
	return &lint.Rule{
		ID:       "H804",
		Name:     "fixed-name-blocks-replacement",
		Title:    "A fixed name keeps CloudFormation from replacing a resource",
		Severity: diag.Warning,
		Why: `Some properties cannot be changed in place: CloudFormation makes a new resource, moves all references to it and ` +
			`deletes the old one at the end. Both exist for a while, and two cannot have one name, so the update fails. It does so ` +
			`on the day on which such a change is needed, and then the name has to be changed wherever somebody relies on it.`,
		Help: "remove the name and pass `!Ref` or `!GetAtt` of the resource to where it is needed, or change the name with every replacement",
		Bad: []lint.Example{
			{Name: "a target group, a role and a database", Template: `Resources:
  Targets:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties:
      Name: web # want
      Port: 80
      Protocol: HTTP
      VpcId: vpc-0123456789abcdef0
  Role:
    Type: AWS::IAM::Role
    Properties:
      RoleName: web # want
      AssumeRolePolicyDocument:
        Version: "2012-10-17"
        Statement: [{Effect: Allow, Principal: {Service: ec2.amazonaws.com}, Action: "sts:AssumeRole"}]
  Orders:
    Type: AWS::DynamoDB::Table
    UpdateReplacePolicy: Retain
    DeletionPolicy: Retain
    Properties:
      TableName: orders # want
      BillingMode: PAY_PER_REQUEST
      AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
      KeySchema: [{AttributeName: id, KeyType: HASH}]
`},
			{Name: "the name of the stack, a name in one branch, and by default", Template: `Parameters:
  Name: {Type: String, Default: cache}
Conditions:
  Home: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Access:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: access to the web servers
      GroupName: !Sub "${AWS::StackName}-web" # want
      VpcId: vpc-0123456789abcdef0
  Balancer:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    Properties:
      Name: !If [Home, web, !Ref AWS::NoValue] # want
      Subnets: [subnet-0123456789abcdef0, subnet-0123456789abcdef1]
  Cache:
    Type: AWS::ElastiCache::CacheCluster
    UpdateReplacePolicy: Snapshot
    DeletionPolicy: Snapshot
    Properties:
      ClusterName: !Ref Name # want
      CacheNodeType: cache.t4g.micro
      Engine: redis
      NumCacheNodes: 1
`},
		},
		Good: []lint.Example{
			{Name: "names that CloudFormation makes", Template: `Resources:
  Targets:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties: {Port: 80, Protocol: HTTP, VpcId: vpc-0123456789abcdef0, Name: !Ref AWS::NoValue}
`},
			{Name: "nothing but the name replaces them", Template: `Resources:
  Invoices:
    Type: AWS::S3::Bucket
    DeletionPolicy: Retain
    UpdateReplacePolicy: Retain
    Properties: {BucketName: invoices-of-example}
  Log:
    Type: AWS::Logs::LogGroup
    DeletionPolicy: Delete
    UpdateReplacePolicy: Delete
    Properties: {LogGroupName: /web/access, RetentionInDays: 30}
  Alarm:
    Type: AWS::CloudWatch::Alarm
    Properties: {AlarmName: web, MetricName: Errors, Namespace: Web, ComparisonOperator: GreaterThanThreshold, EvaluationPeriods: 1, Period: 60, Statistic: Sum, Threshold: 1}
  Repository:
    Type: AWS::KMS::Alias
    Properties: {AliasName: alias/web, TargetKeyId: 12345678-1234-1234-1234-123456789012}
`},
			{Name: "the new one has another name", Template: `Parameters:
  Port: {Type: Number, Default: 80}
  Release: {Type: String}
Resources:
  Targets:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties: {Name: !Sub "web-${Port}", Port: !Ref Port, Protocol: HTTP, VpcId: vpc-0123456789abcdef0}
  More:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties: {Name: !Sub "web-${Release}", Port: 80, Protocol: HTTP, VpcId: vpc-0123456789abcdef0}
  Jobs:
    Type: AWS::SQS::Queue
    DeletionPolicy: Delete
    UpdateReplacePolicy: Delete
    Properties: {QueueName: jobs.fifo, FifoQueue: true}
`},
		},
		Check: func(p *lint.Pass) {
			for _, r := range p.Template.Resources {
				if property, replacing := physicalName(r.Type); property != "" {
					checkPhysicalName(p, r, property, replacing)
				}
			}
		},
	}
}

func checkPhysicalName(p *lint.Pass, r *template.Resource, property string, replacing []string) {
	changes, set := chosen(r, replacing)
	f := reportFixedName(p, r, property, "a change of "+oneOf(changes)+" makes a new `%s`, and fails: the old one has this name")
	if f == nil {
		return
	}
	v := p.Template.Judge(r.When(), func(c *template.Case) template.Answer {
		return template.Whether(fixed(c, p.Template, r, r.Property(property)) == literal)
	})
	if !set || !v.Holds() {
		f.Severity(diag.Info)
	}
	if policy := r.At("UpdateReplacePolicy"); policy.Text() == "Retain" {
		f.Note(policy, "the old one stays, and keeps the name for good")
	}
	fixNamed(f, r, property)
}

// chosen are those of the properties that replace a resource which it has, or of those that may
// replace it, as the key of a table. If nothing is set that could be changed, they are all that
// could be added one day.
func chosen(r *template.Resource, replacing []string) (changes []string, set bool) {
	known, _ := schema.Lookup(r.Type)
	for _, names := range [][]string{replacing, known.MayReplace().Slice()} {
		changes = slices.DeleteFunc(slices.Clone(names), func(name string) bool { return r.Property().Key(name) == nil })
		if len(changes) > 0 {
			return changes, true
		}
	}
	return replacing, false
}
