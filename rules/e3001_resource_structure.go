package rules

import (
	"slices"
	"strings"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func resourceStructure() *lint.Rule {
	return &lint.Rule{
		ID:       "E3001",
		Name:     "resource-structure",
		Title:    "A resource has no type, an unknown attribute or a wrong name",
		Severity: diag.Error,
		Why: `CloudFormation refuses a template with a resource that has no type, an attribute that it does not know, or a ` +
			`logical ID with other characters than letters and digits. An unknown attribute is often a property that ` +
			`stands one level too high.`,
		Help: "give the resource a `Type`, and put what configures it under `Properties`",
		Bad: []lint.Example{
			{Name: "no type", Template: `Resources:
  Topic: # want
    Properties:
      TopicName: news
`},
			{Name: "a property beside Properties", Template: `Resources:
  Topic:
    Type: AWS::SNS::Topic
    TopicName: news # want
`},
			{Name: "an attribute with a typing error", Template: `Resources:
  Group:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolcy: {} # want
    Properties: {MinSize: 1, MaxSize: 2}
`},
			{Name: "no map", Template: `Resources:
  Topic: AWS::SNS::Topic # want
  Queue:
    Type: SQS Queue # want
`},
			{Name: "properties that are no map", Template: `Conditions:
  Near: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Condition: Near
    Properties:
      - TopicName: news # want
  Bucket:
    Type: AWS::S3::Bucket
    Properties: logs # want
`},
			{Name: "an attribute that a macro does not seem to read", Template: `Transform: Count
Resources:
  Topic:
    Type: AWS::SNS::Topic
    TopicName: news # want
    Count: 3
`},
			{Name: "characters that CloudFormation refuses in a logical ID", Template: `Resources:
  news-topic: # want
    Type: AWS::SNS::Topic
`},
		},
		Good: []lint.Example{
			{Name: "a type and attributes", Template: `Resources:
  Topic:
    Type: AWS::SNS::Topic
    DeletionPolicy: Retain
    Properties:
      TopicName: news
  Check:
    Type: Custom::Our_Check@2-x
    Version: "1.0"
    Properties:
      ServiceToken: !Ref Topic
`},
			{Name: "an attribute that a macro reads", Template: `Transform: Count
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Count: 3
`},
			{Name: "resources that only a macro understands", Template: `Transform: Boto3
Resources:
  Readme:
    Type: Boto3::CodeCommit.put_file
    Mode: Create
  news-topic: topic called news
`},
			{Name: "types by a loop", Template: `Transform: AWS::LanguageExtensions
Resources:
  Fn::ForEach::Topics:
    - Name
    - [News, Alarms]
    - Topic${Name}:
        Type: AWS::SNS::Topic
`},
		},
		Check: func(p *lint.Pass) {
			for _, r := range p.Template.Resources {
				checkResource(p, r)
			}
		},
	}
}

func checkResource(p *lint.Pass, r *template.Resource) {
	if forMacro(p.Template, r) {
		return
	}
	if r.Loop == nil && !isAlphanumeric(r.ID, "") {
		f := p.At(r.Key, "`%s` cannot be a logical ID, which takes letters and digits only", r.ID).
			Help("rename the resource, here and where it is used")
		beforeMacro(p, f)
	}
	if r.Body.Is(syntax.Null, syntax.None) {
		return
	}
	if !r.Body.Is(syntax.Map) {
		p.At(r.Body, "the resource `%s` is %s, expected a map with `Type`", r.ID, kindOf(r.Body))
		return
	}
	checkType(p, r)
	checkPropertiesForm(p, r)
	if isServerless(r) && p.Template.HasTransform(template.Serverless) {
		return // which drops the attributes that it does not know
	}
	known := append(attributes(r), serverlessAttributes()...)
	for key := range r.Body.Pairs() {
		if name := key.Text(); !slices.Contains(known, name) && !strings.HasPrefix(name, "Fn::") && !p.Template.ForMacro(name) {
			f := p.At(key, "`%s` is no attribute of a resource%s", name, didYouMean(name, known)).
				Help("correct the name, or put it under `Properties` if it is a property")
			beforeMacro(p, f)
		}
	}
}

func checkType(p *lint.Pass, r *template.Resource) {
	key, value := r.Attribute("Type")
	switch {
	case key == nil && r.At("Fn::Transform") == nil:
		p.At(r.Key, "the resource `%s` has no `Type`", r.ID)
	case value.Is(syntax.Null, syntax.None):
	case !value.Is(syntax.String):
		p.At(value, "the type of `%s` is %s, expected a string", r.ID, kindOf(value))
	case !isTypeName(value.Text()):
		beforeMacro(p, p.At(value, "`%s` is no name of a resource type, expected one like `AWS::SNS::Topic`", value.Text()))
	}
}

// checkPropertiesForm wants a map of properties.
func checkPropertiesForm(p *lint.Pass, r *template.Resource) {
	if _, value := r.Attribute("Properties"); value != nil && !value.Is(syntax.Map, syntax.Null, syntax.None) {
		beforeMacro(p, p.At(value, "`Properties` is %s, expected a map", kindOf(value)))
	}
}

// isTypeName accepts two or more names with "::" between them. Those of custom resources may
// hold _, @ and - too.
func isTypeName(name string) bool {
	parts := strings.Split(name, "::")
	for _, part := range parts {
		if !isAlphanumeric(part, "_@-") {
			return false
		}
	}
	return len(parts) > 1
}

// attributes are the attributes that a resource may have.
func attributes(r *template.Resource) []string {
	names := template.Attributes()
	if strings.HasPrefix(r.Type, "Custom::") || r.Type == "AWS::CloudFormation::CustomResource" {
		names = append(names, "Version")
	}
	return names
}
