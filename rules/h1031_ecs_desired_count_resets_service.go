package rules

import (
	"strings"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func ecsDesiredCountResetsService() *lint.Rule {
	return &lint.Rule{
		ID:       "H1031",
		Name:     "ecs-desired-count-resets-service",
		Title:    "A fixed capacity undoes what Application Auto Scaling has done",
		Severity: diag.Warning,
		Why: `CloudFormation sends the capacity that the template says when it updates the resource, whatever Auto Scaling has made ` +
			`of it by then: a service that has grown from 2 tasks to 10 loses 8 of them under full load. A service without ` +
			`DesiredCount keeps the number of tasks that it has.`,
		Help: "take the value that the resource has at the time, as in `@Service.DesiredCount`, or leave it out where that is possible",
		Bad: []lint.Example{
			{Name: "a service with a scalable target", Template: `Resources:
  Cluster: {Type: AWS::ECS::Cluster}
  Service:
    Type: AWS::ECS::Service
    Properties:
      Cluster: !Ref Cluster
      TaskDefinition: web:1
      DesiredCount: 2 # want
  Target:
    Type: AWS::ApplicationAutoScaling::ScalableTarget
    Properties:
      ServiceNamespace: ecs
      ScalableDimension: ecs:service:DesiredCount
      ResourceId: !Sub "service/${Cluster}/${Service.Name}"
      MinCapacity: 2
      MaxCapacity: 20
`},
			{Name: "by a name, by parts of an ARN, and in one branch", Template: `Parameters:
  Name: {Type: String}
Conditions:
  Large: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Named:
    Type: AWS::ECS::Service
    Properties:
      Cluster: arn:aws:ecs:eu-west-1:123456789012:cluster/prod
      ServiceName: !Sub "${Name}-web"
      TaskDefinition: web:1
      DesiredCount: 3 # want
  Branched:
    Type: AWS::ECS::Service
    Properties:
      Cluster: prod
      TaskDefinition: web:1
      DesiredCount: !If [Large, 4, !Ref AWS::NoValue] # want
  NamedTarget:
    Type: AWS::ApplicationAutoScaling::ScalableTarget
    Properties:
      {ScalableDimension: ecs:service:DesiredCount, ResourceId: !Join [/, [service, prod, !Sub "${Name}-web"]], MinCapacity: 2, MaxCapacity: 20}
  Listed:
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: web:1
      DesiredCount: 4 # want
  ListedTarget:
    Type: AWS::ApplicationAutoScaling::ScalableTarget
    Properties: {ScalableDimension: "ecs:service:DesiredCount", ResourceId: !Select [5, !Split [":", !Ref Listed]], MinCapacity: 2, MaxCapacity: 20}
  BranchedTarget:
    Type: AWS::ApplicationAutoScaling::ScalableTarget
    Properties:
      ScalableDimension: ecs:service:DesiredCount
      ResourceId: !Join [/, [service, prod, !Select [2, !Split [/, !Ref Branched]]]]
      MinCapacity: 2
      MaxCapacity: 20
`},
			{Name: "other capacities", Template: `Resources:
  Table:
    Type: AWS::DynamoDB::Table
    Properties:
      KeySchema: [{AttributeName: Id, KeyType: HASH}]
      AttributeDefinitions: [{AttributeName: Id, AttributeType: S}]
      ProvisionedThroughput:
        ReadCapacityUnits: 5
        WriteCapacityUnits: 5 # want
      GlobalSecondaryIndexes:
        - IndexName: ById
          KeySchema: [{AttributeName: Id, KeyType: HASH}]
          Projection: {ProjectionType: ALL}
          ProvisionedThroughput:
            ReadCapacityUnits: 5 # want
            WriteCapacityUnits: 5
  TableWrites:
    Type: AWS::ApplicationAutoScaling::ScalableTarget
    Properties: {ScalableDimension: "dynamodb:table:WriteCapacityUnits", ResourceId: !Sub "table/${Table}", MinCapacity: 5, MaxCapacity: 50}
  IndexReads:
    Type: AWS::ApplicationAutoScaling::ScalableTarget
    Properties: {ScalableDimension: "dynamodb:index:ReadCapacityUnits", ResourceId: !Join [/, [table, !Ref Table, index/ById]], MinCapacity: 5, MaxCapacity: 50}
  Live:
    Type: AWS::Lambda::Alias
    Properties:
      FunctionName: hello
      FunctionVersion: "1"
      Name: live
      ProvisionedConcurrencyConfig:
        ProvisionedConcurrentExecutions: 5 # want
  Concurrency:
    Type: AWS::ApplicationAutoScaling::ScalableTarget
    Properties: {ScalableDimension: "lambda:function:ProvisionedConcurrency", ResourceId: "function:hello:live", MinCapacity: 5, MaxCapacity: 50}
`},
		},
		Good: []lint.Example{
			{Name: "a service that keeps its number", Template: `Resources:
  Service:
    Type: AWS::ECS::Service
    Properties: {Cluster: prod, TaskDefinition: "web:1"}
  Target:
    Type: AWS::ApplicationAutoScaling::ScalableTarget
    Properties: {ScalableDimension: "ecs:service:DesiredCount", ResourceId: !Sub "service/prod/${Service.Name}", MinCapacity: 2, MaxCapacity: 20}
`},
			{Name: "the number that runs at the time", Template: `Resources:
  Service:
    Type: AWS::ECS::Service
    Properties: {Cluster: prod, TaskDefinition: "web:1", DesiredCount: "@Service.DesiredCount"}
  Target:
    Type: AWS::ApplicationAutoScaling::ScalableTarget
    Properties: {ScalableDimension: "ecs:service:DesiredCount", ResourceId: !Sub "service/prod/${Service.Name}", MinCapacity: 2, MaxCapacity: 20}
`},
			{Name: "a target of another service, in another cluster, and of another capacity", Template: `Parameters:
  Scaled: {Type: String}
Resources:
  Service:
    Type: AWS::ECS::Service
    Properties: {Cluster: prod, ServiceName: web, TaskDefinition: "web:1", DesiredCount: 2}
  Other:
    Type: AWS::ECS::Service
    Properties: {Cluster: prod, ServiceName: api, TaskDefinition: "api:1"}
  OtherTarget:
    Type: AWS::ApplicationAutoScaling::ScalableTarget
    Properties: {ScalableDimension: "ecs:service:DesiredCount", ResourceId: !Sub "service/prod/${Other.Name}", MinCapacity: 2, MaxCapacity: 20}
  TestTarget:
    Type: AWS::ApplicationAutoScaling::ScalableTarget
    Properties: {ScalableDimension: "ecs:service:DesiredCount", ResourceId: service/test/web, MinCapacity: 2, MaxCapacity: 20}
  SomeTarget:
    Type: AWS::ApplicationAutoScaling::ScalableTarget
    Properties: {ScalableDimension: "ecs:service:DesiredCount", ResourceId: !Sub "service/prod/${Scaled}", MinCapacity: 2, MaxCapacity: 20}
  Table:
    Type: AWS::DynamoDB::Table
    Properties:
      KeySchema: [{AttributeName: Id, KeyType: HASH}]
      AttributeDefinitions: [{AttributeName: Id, AttributeType: S}]
      ProvisionedThroughput: {ReadCapacityUnits: 5, WriteCapacityUnits: 5}
  IndexTarget:
    Type: AWS::ApplicationAutoScaling::ScalableTarget
    Properties: {ScalableDimension: "dynamodb:index:ReadCapacityUnits", ResourceId: !Sub "table/${Table}/index/ById", MinCapacity: 5, MaxCapacity: 50}
`},
			{Name: "fixed where nothing scales", Template: `Conditions:
  Scaled: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Service:
    Type: AWS::ECS::Service
    Properties: {Cluster: prod, TaskDefinition: "web:1", DesiredCount: !If [Scaled, !Ref "AWS::NoValue", 2]}
  Target:
    Type: AWS::ApplicationAutoScaling::ScalableTarget
    Condition: Scaled
    Properties: {ScalableDimension: "ecs:service:DesiredCount", ResourceId: !Sub "service/prod/${Service.Name}", MinCapacity: 2, MaxCapacity: 20}
`},
		},
		Check: func(p *lint.Pass) {
			for target := range written(p.Template, "AWS::ApplicationAutoScaling::ScalableTarget") {
				for _, k := range capacities {
					for r := range written(p.Template, k.owner) {
						checkScaled(p, target, r, k)
					}
				}
			}
		},
	}
}

func checkScaled(p *lint.Pass, target, r *template.Resource, k capacity) {
	path := strings.Split(k.path, ".")
	v := p.Template.Judge(r.When(), func(c *template.Case) template.Answer {
		holder, scales := k.scales(c, target, r)
		value := c.At(holder, path...)
		if scales == template.No || value == nil || isLive(p, value) {
			return template.No
		}
		return scales
	})
	if !v.Holds() {
		return
	}
	holder, _ := k.scales(v.Case, target, r)
	last := len(path) - 1
	inner := v.Case.At(holder, path[:last]...)
	f := p.At(inner.Key(path[last]), "an update sets `%s` back to this, whatever `%s` has been scaled to", path[last], r.ID).
		Note(target.Key, "this changes the capacity while the stack runs").Under(v)
	if edit, ok := removeKey(inner, path[last]); ok && k.optional {
		f.Fix("remove `"+path[last]+"`", false, edit)
	}
}

// isLive reports whether a value is looked up just before the deployment.
func isLive(p *lint.Pass, n *syntax.Node) bool {
	return p.Template.Parameter(template.CallTo(template.FnRef, n).Argument.Text()).Live()
}
