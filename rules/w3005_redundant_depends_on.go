package rules

import (
	"slices"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func redundantDependsOn() *lint.Rule {
	return &lint.Rule{
		ID:       "W3005",
		Name:     "redundant-depends-on",
		Title:    "DependsOn repeats what a reference says",
		Severity: diag.Warning,
		Why: `CloudFormation makes a resource after all that it refers to with Ref, Fn::GetAtt or Fn::Sub. An entry of DependsOn for ` +
			`one of these changes nothing now, and keeps the order when the reference is long gone.`,
		Help: "remove the entry from `DependsOn`",
		Bad: []lint.Example{
			{Name: "references of every kind", Template: `Resources:
  Topic:
    Type: AWS::SNS::Topic
  Key:
    Type: AWS::KMS::Key
    Properties: {KeyPolicy: {Statement: []}}
  Role:
    Type: AWS::IAM::Role
    Properties: {AssumeRolePolicyDocument: {Statement: []}}
  Subscription:
    Type: AWS::SNS::Subscription
    DependsOn: Topic # want
    Properties:
      Protocol: sqs
      TopicArn: !Ref Topic
  Queue:
    Type: AWS::SQS::Queue
    DependsOn:
      - Topic
      - Key # want
      - Role # want
    Properties:
      KmsMasterKeyId: !GetAtt Key.Arn
      QueueName: !Sub orders-${Role}
`},
			{Name: "in JSON", Template: `{"Resources": {
  "Topic": {"Type": "AWS::SNS::Topic"},
  "Subscription": {
    "Type": "AWS::SNS::Subscription",
    "DependsOn": [
      "Topic" // want
    ],
    "Properties": {"Protocol": "sqs", "TopicArn": {"Ref": "Topic"}}
  }
}}
`},
			{Name: "in a source of a macro", Template: `Transform: Ours
Resources:
  Topic:
    Type: AWS::SNS::Topic
  Subscription:
    Type: AWS::SNS::Subscription
    DependsOn: Topic # want
    Properties: {Protocol: sqs, TopicArn: !Ref Topic}
`},
			{Name: "the condition of the resource decides for the branch", Template: `Parameters:
  Stage: {Type: String}
Conditions:
  Production: !Equals [!Ref Stage, prod]
Resources:
  Topic:
    Type: AWS::SNS::Topic
  Queue:
    Type: AWS::SQS::Queue
    Condition: Production
    DependsOn: [Topic] # want
    Properties:
      QueueName: !If [Production, !GetAtt Topic.TopicName, orders]
`},
		},
		Good: []lint.Example{
			{Name: "resources that are not referred to", Template: `Resources:
  Gateway:
    Type: AWS::EC2::InternetGateway
  Attachment:
    Type: AWS::EC2::VPCGatewayAttachment
    Properties: {VpcId: vpc-12345678, InternetGatewayId: !Ref Gateway}
  Route:
    Type: AWS::EC2::Route
    DependsOn: Attachment
    Properties: {RouteTableId: rtb-12345678, DestinationCidrBlock: 0.0.0.0/0, GatewayId: !Ref Gateway}
`},
			{Name: "a reference that counts in one case only", Template: `Parameters:
  Stage: {Type: String}
Conditions:
  Production: !Equals [!Ref Stage, prod]
Resources:
  Topic:
    Type: AWS::SNS::Topic
  Queue:
    Type: AWS::SQS::Queue
    DependsOn: Topic
    Properties:
      QueueName: !If [Production, !GetAtt Topic.TopicName, orders]
`},
		},
		Check: func(p *lint.Pass) {
			var list []template.Dependency // of one resource
			for d := range p.Template.Dependencies() {
				if len(list) > 0 && list[0].From != d.From {
					checkRedundant(p, list)
					list = list[:0]
				}
				list = append(list, d)
			}
			checkRedundant(p, list)
		},
	}
}

// checkRedundant looks at all dependencies of one resource.
func checkRedundant(p *lint.Pass, list []template.Dependency) {
	var redundant, reasons []template.Dependency
	for _, d := range list {
		if d.Use.Via != template.ByDependsOn {
			continue
		}
		if i := slices.IndexFunc(list, func(other template.Dependency) bool { return waits(p.Template, d, other) }); i >= 0 {
			redundant, reasons = append(redundant, d), append(reasons, list[i])
		}
	}
	for i, d := range redundant {
		reportRedundant(p, d, reasons[i].Use, len(redundant))
	}
}

// waits reports whether a reference makes CloudFormation wait for the same resource as an entry
// of DependsOn, whenever the resource is made.
func waits(t *template.Template, entry, other template.Dependency) bool {
	return other.To == entry.To && other.Use.Via != template.ByDependsOn &&
		t.Implies(entry.Use.When, other.Use.When) == template.Yes
}

// reportRedundant offers to remove the entry. An unknown macro may remove the reference.
func reportRedundant(p *lint.Pass, d template.Dependency, use *template.Use, redundant int) {
	finding := p.At(d.Use.Name.Node, "`%s` already depends on `%s`, because it refers to it", d.From.ID, d.To.ID).
		NoteSpan(use.Span(), "refers to it here")
	if p.Template.Opaque() {
		finding.Certainty(diag.May)
	}
	if title, edit, ok := removeEntry(p.Template, d, redundant); ok {
		finding.Fix(title, !p.Template.Opaque(), edit)
	}
}

// removeEntry takes an entry out, or the attribute where all entries are redundant.
func removeEntry(t *template.Template, d template.Dependency, redundant int) (title string, edit diag.Edit, ok bool) {
	entry, body, value := d.Use.Name.Node, d.From.Body, d.From.At("DependsOn")
	switch {
	case !untouched(t.Root.Get("Resources")) || !untouched(body) || !untouched(value):
		return "", diag.Edit{}, false
	case value == entry || value.Len() == redundant:
		edit, ok = removeKey(body, "DependsOn")
		return "remove `DependsOn`", edit, ok
	}
	edit, ok = removeItem(value, slices.Index(value.Kids(), entry))
	return "remove `" + d.To.ID + "` from `DependsOn`", edit, ok
}
