package rules

import (
	"strings"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

const (
	queueType       = "AWS::SQS::Queue"
	functionType    = "AWS::Lambda::Function"
	eventSourceType = "AWS::Lambda::EventSourceMapping"
)

// queues returns the rules for queues and what goes with them: dead-letter queues, and functions
// that read from queues.
func queues() []*lint.Rule {
	return []*lint.Rule{
		{
			ID: "E3502", Name: "dead-letter-queue-kind", Title: "A queue and its dead-letter queue are of different kinds", Severity: diag.Error,
			Why:  "The dead-letter queue of a FIFO queue is a FIFO queue, and that of a standard queue a standard queue: Amazon SQS refuses any other.",
			Help: "set `FifoQueue` of both queues to the same",
			Bad: []lint.Example{{Name: "a standard queue takes what a FIFO queue gives up, and the other way round", Template: `Conditions:
  Ireland: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Jobs:
    Type: AWS::SQS::Queue
    Properties:
      FifoQueue: true
      RedrivePolicy:
        deadLetterTargetArn: !GetAtt Failed.Arn # want
        maxReceiveCount: 5
  Failed:
    Type: AWS::SQS::Queue
  Orders:
    Type: AWS::SQS::Queue
    Properties:
      RedrivePolicy:
        deadLetterTargetArn: !Sub "${Lost.Arn}" # want
        maxReceiveCount: 5
  Lost:
    Type: AWS::SQS::Queue
    Properties:
      FifoQueue: !If [Ireland, "true", !Ref AWS::NoValue]
`}},
			Good: []lint.Example{{Name: "queues of the same kind", Template: `Parameters:
  Fifo: {Type: String, AllowedValues: ["true", "false"]}
Conditions:
  Ireland: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Jobs:
    Type: AWS::SQS::Queue
    Properties:
      FifoQueue: !If [Ireland, true, !Ref AWS::NoValue]
      RedrivePolicy:
        deadLetterTargetArn: !GetAtt Failed.Arn
        maxReceiveCount: 5
  Failed:
    Type: AWS::SQS::Queue
    Properties:
      FifoQueue: !If [Ireland, true, !Ref AWS::NoValue]
  Orders:
    Type: AWS::SQS::Queue
    Properties:
      RedrivePolicy:
        deadLetterTargetArn: !GetAtt Lost.Arn
        maxReceiveCount: 5
  Lost:
    Type: AWS::SQS::Queue
    Properties:
      FifoQueue: !Ref Fifo
`}},
			Check: checkDeadLetterQueues,
		},
		{
			ID: "E3505", Name: "visibility-timeout-below-timeout", Title: "A message shows up again while a function still works on it", Severity: diag.Error,
			Why: "AWS Lambda refuses to read from a queue whose visibility timeout is less than the timeout of the function: the message would be given out " +
				"again before the function has ended. The timeouts are 30 and 3 seconds where they are not set; AWS advises six times that of the function.",
			Help: "set `VisibilityTimeout` of the queue to at least the `Timeout` of the function",
			Bad: []lint.Example{{Name: "the function may take longer than the queue waits", Template: `Conditions:
  Large: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Jobs:
    Type: AWS::SQS::Queue
  Orders:
    Type: AWS::SQS::Queue
    Properties:
      VisibilityTimeout: !If [Large, 300, 60] # want
  Work:
    Type: AWS::Lambda::Function
    Properties:
      Role: arn:aws:iam::123456789012:role/work
      Code: {S3Bucket: code-of-work, S3Key: work.zip}
      Runtime: python3.13
      Handler: work.main
      Timeout: 120 # want
  FromJobs:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      EventSourceArn: !GetAtt Jobs.Arn
      FunctionName: !Ref Work
  FromOrders:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      EventSourceArn: !GetAtt Orders.Arn
      FunctionName: !GetAtt Work.Arn
`}},
			Good: []lint.Example{{Name: "the queue waits long enough, or nobody knows", Template: `Parameters:
  Timeout: {Type: Number}
Resources:
  Jobs:
    Type: AWS::SQS::Queue
    Properties:
      VisibilityTimeout: 30
  Orders:
    Type: AWS::SQS::Queue
    Properties:
      VisibilityTimeout: !Ref Timeout
  Work:
    Type: AWS::Lambda::Function
    Properties:
      Role: arn:aws:iam::123456789012:role/work
      Code: {S3Bucket: code-of-work, S3Key: work.zip}
      Runtime: python3.13
      Handler: work.main
      Timeout: 30
  FromJobs:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      EventSourceArn: !GetAtt Jobs.Arn
      FunctionName: !Ref Work
  FromOrders:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      EventSourceArn: !GetAtt Orders.Arn
      FunctionName: !Ref Work
`}},
			Check: checkVisibilityTimeouts,
		},
		{
			ID: "E3705", Name: "batch-of-fifo-queue", Title: "A function takes more than 10 messages of a FIFO queue at once", Severity: diag.Error,
			Why:  "AWS Lambda reads at most 10 messages at once from a FIFO queue, and refuses more; only from standard queues it takes up to 10,000.",
			Help: "set `BatchSize` to 10 or less",
			Bad: []lint.Example{{Name: "batches as large as of a standard queue", Template: `Conditions:
  Large: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Jobs:
    Type: AWS::SQS::Queue
    Properties: {FifoQueue: true}
  FromJobs:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      EventSourceArn: !GetAtt Jobs.Arn
      FunctionName: work
      BatchSize: !If [Large, 11, 10] # want
  FromOrders:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      EventSourceArn: arn:aws:sqs:eu-west-1:123456789012:orders.fifo
      FunctionName: work
      BatchSize: 100 # want
`}},
			Good: []lint.Example{{Name: "small batches, or standard queues", Template: `Parameters:
  Size: {Type: Number}
Resources:
  Jobs:
    Type: AWS::SQS::Queue
    Properties: {FifoQueue: true}
  Orders:
    Type: AWS::SQS::Queue
  FromJobs:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      EventSourceArn: !GetAtt Jobs.Arn
      FunctionName: work
      BatchSize: 10
  AlsoFromJobs:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      EventSourceArn: !GetAtt Jobs.Arn
      FunctionName: work
      BatchSize: !Ref Size
  FromOrders:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      EventSourceArn: !GetAtt Orders.Arn
      FunctionName: work
      BatchSize: 100
      MaximumBatchingWindowInSeconds: 5
`}},
			Check: checkFIFOBatches,
		},
	}
}

func checkDeadLetterQueues(p *lint.Pass) {
	for queue := range written(p.Template, queueType) {
		for at, failed := range partners(p.Template, placesAt(p.Template, queue, "RedrivePolicy.deadLetterTargetArn"), queueType) {
			for a, b := range pairs(p.Template, at.when, settings(p.Template, queue, "FifoQueue"), settings(p.Template, failed, "FifoQueue")) {
				is, known := a.flag(false)
				other, alsoKnown := b.flag(false)
				if known && alsoKnown && is != other {
					p.At(at.value, "`%s` is a %s, but its dead-letter queue `%s` is a %s", queue.ID, kindOfQueue(is), failed.ID, kindOfQueue(other))
				}
			}
		}
	}
}

func kindOfQueue(fifo bool) string {
	if fifo {
		return "FIFO queue"
	}
	return "standard queue"
}

func checkVisibilityTimeouts(p *lint.Pass) {
	t := p.Template
	for source := range written(t, eventSourceType) {
		for from, queue := range partners(t, placesAt(t, source, "EventSourceArn"), queueType) {
			for to, function := range partners(t, placesAt(t, source, "FunctionName"), functionType) {
				for a, b := range pairs(t, from.when.And(to.when), settings(t, queue, "VisibilityTimeout"), settings(t, function, "Timeout")) {
					checkVisibilityTimeout(p, source, a, b)
				}
			}
		}
	}
}

func checkVisibilityTimeout(p *lint.Pass, source *template.Resource, queue, function place) {
	visible, known := queue.number(30)
	timeout, alsoKnown := function.number(3)
	if !known || !alsoKnown || visible >= timeout {
		return
	}
	at, other := queue, function
	if queue.value == nil {
		at, other = function, queue
	}
	p.At(at.node(), "the queue gives a message out again after %s, but the function may work on it for %s", count(visible, "second"), count(timeout, "second")).
		Note(other.node(), "the other timeout").
		Note(source.Key, "this makes the function read from the queue")
}

func checkFIFOBatches(p *lint.Pass) {
	t := p.Template
	for source := range written(t, eventSourceType) {
		for at := range placesAt(t, source, "EventSourceArn") {
			text, literal := at.literal()
			if literal && strings.HasPrefix(text, "arn:") && strings.HasSuffix(text, ".fifo") {
				checkBatch(p, at.when, source)
			}
		}
		for at, queue := range partners(t, placesAt(t, source, "EventSourceArn"), queueType) {
			for kind := range settings(t, queue, "FifoQueue") {
				if is, known := kind.flag(false); known && is {
					checkBatch(p, at.when.And(kind.when), source)
				}
			}
		}
	}
}

func checkBatch(p *lint.Pass, when *template.Scenario, source *template.Resource) {
	const most = 10
	for size := range settings(p.Template, source, "BatchSize") {
		n, known := size.number(most)
		if known && n > most && p.Template.Possible(when.And(size.when)) == template.Yes {
			p.At(size.value, "a function gets at most %d messages of a FIFO queue at once, but this is %d", most, n)
		}
	}
}
