package exprrule_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/cfnc/cfnc/compiler"
	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/lint"
	"github.com/cfnc/cfnc/lint/exprrule"
)

// hundredRules is a file of a hundred rules, of which most are about types that the template
// has.
func hundredRules() string {
	var b strings.Builder
	b.WriteString("rules:\n")
	conditions := []string{
		"any(options.tags, {# not in resource.tags})", "resource.properties.TopicName == nil", "resource.properties.DelaySeconds > 900",
		"not (resource.properties.QueueName matches '^[a-z]+-[a-z]+$')", "any(resource.properties.SecurityGroupIngress, {.CidrIp == '0.0.0.0/0'})",
	}
	types := []string{"'*'", "AWS::SNS::Topic", "AWS::SQS::Queue", "AWS::SQS::*", "AWS::EC2::SecurityGroup"}
	for i := range 100 {
		fmt.Fprintf(&b, "- id: X%03d\n  name: rule-of-number-%d\n  title: A rule\n  why: It must be so.\n  select: {type: %s}\n  when: \"%s\"\n"+
			"  message: '`${resource.id}` is wrong'\n  options:\n    tags: {doc: the tags, default: [Team, Owner]}\n", i, i, types[i%5], conditions[i%5])
	}
	return b.String()
}

// lines300 is a template of 300 lines with 24 resources.
func lines300() string {
	var b strings.Builder
	b.WriteString("Resources:\n")
	for i := range 8 {
		fmt.Fprintf(&b, `  Topic%[1]d:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: topic-%[1]d
      DisplayName: News of team %[1]d
      KmsMasterKeyId: alias/aws/sns
      Tags:
        - Key: Team
          Value: web
        - Key: Owner
          Value: me
  Queue%[1]d:
    Type: AWS::SQS::Queue
    Properties:
      QueueName: queue-of-%[1]d
      DelaySeconds: %[1]d
      VisibilityTimeout: 30
      Tags:
        - Key: Team
          Value: web
        - Key: Owner
          Value: !Ref AWS::StackName
  Access%[1]d:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: access to service %[1]d
      Tags:
        - Key: Team
          Value: web
        - Key: Owner
          Value: me
      SecurityGroupIngress:
        - CidrIp: 10.0.0.0/8
          IpProtocol: tcp
          FromPort: 443
          ToPort: 443
        - CidrIp: 192.168.0.0/16
          IpProtocol: tcp
`, i)
	}
	return b.String()
}

// BenchmarkHundredRules is what a hundred rules of a user cost in a run: to load them, and to
// judge a template of 300 lines. The goal is 5 ms.
func BenchmarkHundredRules(b *testing.B) {
	text := hundredRules()
	unit, _ := compiler.Compile(source.NewFile("w", "w", lines300()), compiler.Options{})
	b.Run("load", func(b *testing.B) {
		for b.Loop() {
			exprrule.Load(source.NewFile("r", "r", text), nil)
		}
	})
	b.Run("judge", func(b *testing.B) {
		rules, mistakes := exprrule.Load(source.NewFile("r", "r", text), nil)
		if len(mistakes) > 0 {
			b.Fatal(mistakes)
		}
		for b.Loop() {
			lint.Run([]lint.Source{{Unit: unit}}, rules, lint.Selection{})
		}
	})
}
