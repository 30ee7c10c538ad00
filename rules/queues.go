package rules

import (
	"strings"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/syntax"
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
  Fifo: {Type: String}
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
		at := func(c *template.Case) *syntax.Node {
			return c.At(queue.Property("RedrivePolicy"), "deadLetterTargetArn")
		}
		v := p.Template.Judge(queue.When(), func(c *template.Case) template.Answer {
			failed := partner(c, at(c), queueType)
			if failed == nil {
				return template.No
			}
			is, other := isFIFO(c, queue), isFIFO(c, failed)
			return is.And(other.Not()).Or(is.Not().And(other))
		})
		if v.Holds() {
			failed := partner(v.Case, at(v.Case), queueType)
			p.At(at(v.Case), "`%s` is a %s, but its dead-letter queue `%s` is a %s",
				queue.ID, kindOfQueue(v.Case, queue), failed.ID, kindOfQueue(v.Case, failed)).Under(v)
		}
	}
}

func isFIFO(c *template.Case, queue *template.Resource) template.Answer {
	return c.Bool(queue.Property("FifoQueue"), false)
}

func kindOfQueue(c *template.Case, queue *template.Resource) string {
	if isFIFO(c, queue) == template.Yes {
		return "FIFO queue"
	}
	return "standard queue"
}

func checkVisibilityTimeouts(p *lint.Pass) {
	for source := range written(p.Template, eventSourceType) {
		v := p.Template.Judge(source.When(), func(c *template.Case) template.Answer {
			queue, function := readerOf(c, source)
			if queue == nil || function == nil {
				return template.No
			}
			return visibility(c, queue).Below(timeout(c, function))
		})
		if v.Holds() {
			reportVisibility(p, source, v)
		}
	}
}

// readerOf returns the queue and the function that an event source brings together.
func readerOf(c *template.Case, source *template.Resource) (queue, function *template.Resource) {
	return partner(c, source.Property("EventSourceArn"), queueType), partner(c, source.Property("FunctionName"), functionType)
}

func visibility(c *template.Case, queue *template.Resource) template.Int {
	return c.Int(queue.Property("VisibilityTimeout")).Or(30)
}

func timeout(c *template.Case, function *template.Resource) template.Int {
	return c.Int(function.Property("Timeout")).Or(3)
}

func reportVisibility(p *lint.Pass, source *template.Resource, v template.Verdict) {
	queue, function := readerOf(v.Case, source)
	at, other := v.Case.At(queue.Property("VisibilityTimeout")), v.Case.At(function.Property("Timeout"))
	if at == nil {
		at, other = other, queue.Key
	}
	p.At(at, "the queue gives a message out again after %s seconds, but the function may work on it for %s", visibility(v.Case, queue), timeout(v.Case, function)).
		Note(firstNode(other, function.Key), "the other timeout").
		Note(source.Key, "this makes the function read from the queue").Under(v)
}

func checkFIFOBatches(p *lint.Pass) {
	const most = 10
	for source := range written(p.Template, eventSourceType) {
		size := source.Property("BatchSize")
		v := p.Template.Judge(source.When(), func(c *template.Case) template.Answer {
			if c.At(size) == nil {
				return template.No
			}
			return readsFIFO(c, source).And(template.Exactly(most).Below(c.Int(size)))
		})
		if v.Holds() {
			p.At(v.Case.At(size), "a function gets at most %d messages of a FIFO queue at once, but this is %s", most, v.Case.Int(size)).Under(v)
		}
	}
}

// readsFIFO says whether an event source reads from a FIFO queue.
func readsFIFO(c *template.Case, source *template.Resource) template.Answer {
	if queue := partner(c, source.Property("EventSourceArn"), queueType); queue != nil {
		return isFIFO(c, queue)
	}
	text, known := c.Text(source.Property("EventSourceArn"))
	return template.Whether(known && strings.HasSuffix(text, ".fifo"))
}
