package template_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
)

// large is a template of so many queues with alarms, about 1.1 KB each.
func large(queues int) string {
	var b strings.Builder
	b.WriteString("Parameters:\n  Stage: {Type: String}\nResources:\n")
	for i := range queues {
		fmt.Fprintf(&b, `  Queue%[1]d:
    Type: AWS::SQS::Queue
    Properties:
      QueueName: {Fn::Sub: '${Stage}-${AWS::Region}-orders-%[1]d'}
      DelaySeconds: 5
      MessageRetentionPeriod: 345600
      VisibilityTimeout: {Fn::If: [Slow, 300, 30]}
      RedrivePolicy:
        deadLetterTargetArn: {Fn::GetAtt: [Dead%[1]d, Arn]}
        maxReceiveCount: 3
      Tags:
        - {Key: Name, Value: {Fn::Join: ['-', [{Ref: Stage}, orders, '%[1]d']]}}
        - {Key: Stage, Value: {Ref: Stage}}
  Dead%[1]d:
    Type: AWS::SQS::Queue
  Alarm%[1]d:
    Type: AWS::CloudWatch::Alarm
    DependsOn: Queue%[1]d
    Properties:
      AlarmDescription: The oldest message waits for longer than five minutes
      Namespace: AWS/SQS
      MetricName: ApproximateAgeOfOldestMessage
      Statistic: Maximum
      Period: 60
      EvaluationPeriods: 5
      Threshold: 300
      ComparisonOperator: GreaterThanThreshold
      Dimensions:
        - {Name: QueueName, Value: {Fn::GetAtt: Queue%[1]d.QueueName}}
`, i)
	}
	return b.String()
}

func read(b *testing.B, queues int) *syntax.Node {
	text := large(queues)
	doc, _ := syntax.ParseYAML(source.NewFile("large.yaml", "large.yaml", text))
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	b.ResetTimer()
	return doc.Root
}

func BenchmarkNew(b *testing.B) {
	root := read(b, 520)
	for b.Loop() {
		template.New(root)
	}
}

func BenchmarkGraph(b *testing.B) {
	root := read(b, 520)
	for b.Loop() {
		model, _ := template.New(root)
		model.Uses()
	}
}

// Ten times the template takes ten times the time.
func BenchmarkGraphOfThousands(b *testing.B) {
	root := read(b, 5200)
	for b.Loop() {
		model, _ := template.New(root)
		model.Uses()
	}
}
