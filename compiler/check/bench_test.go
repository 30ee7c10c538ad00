package check_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/cfnc/cfnc/compiler"
	"github.com/cfnc/cfnc/compiler/check"
	"github.com/cfnc/cfnc/compiler/source"
)

// large is a template of 476 resources and about 550 KB: functions with long code, their roles,
// queues and alarms.
func large() string {
	var b strings.Builder
	b.WriteString("Parameters: {Stage: {Type: String}}\nConditions: {Slow: !Equals [!Ref Stage, prod]}\nResources:\n")
	for i := range 119 {
		fmt.Fprintf(&b, `  Queue%[1]d:
    Type: AWS::SQS::Queue
    Properties:
      QueueName: !Sub '${Stage}-orders-%[1]d'
      DelaySeconds: 5
      VisibilityTimeout: !If [Slow, 300, 30]
      RedrivePolicy: {deadLetterTargetArn: !Sub 'arn:aws:sqs:${AWS::Region}:${AWS::AccountId}:dead', maxReceiveCount: 3}
      Tags: [{Key: Name, Value: !Ref Stage}, {Key: Stage, Value: !Ref Stage}]
  Role%[1]d:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement: [{Effect: Allow, Principal: {Service: lambda.amazonaws.com}, Action: "sts:AssumeRole"}]
  Function%[1]d:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: python3.13
      Handler: index.main
      Role: !GetAtt Role%[1]d.Arn
      Timeout: !If [Slow, 60, 10]
      Environment: {Variables: {QUEUE: !Ref Queue%[1]d, STAGE: !Ref Stage}}
      Code:
        ZipFile: |
%[2]s
  Alarm%[1]d:
    Type: AWS::CloudWatch::Alarm
    Properties:
      Namespace: AWS/SQS
      MetricName: ApproximateAgeOfOldestMessage
      Statistic: Maximum
      Period: 60
      EvaluationPeriods: 5
      Threshold: 300
      ComparisonOperator: GreaterThanThreshold
      Dimensions: [{Name: QueueName, Value: !GetAtt Queue%[1]d.QueueName}]
`, i, strings.Repeat("          print('a line of the code of the function, again and again')\n", 45))
	}
	return b.String()
}

func BenchmarkResources(b *testing.B) {
	text := large()
	unit, problems := compiler.Compile(source.NewFile("large.yaml", "large.yaml", text), compiler.Options{})
	if len(problems) > 0 {
		b.Fatal(problems)
	}
	unit.Template.Uses()
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		if found := check.Resources(unit.Template); len(found) > 0 {
			b.Fatal(found)
		}
	}
}
