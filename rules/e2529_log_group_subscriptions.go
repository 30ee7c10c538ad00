package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/lint"
)

func logGroupSubscriptions() *lint.Rule {
	return &lint.Rule{
		ID:       "E2529",
		Name:     "log-group-subscriptions",
		Title:    "A log group has more than two subscription filters",
		Severity: diag.Error,
		Why:      `CloudWatch Logs takes two subscription filters for a log group. Creating the third fails; the quota cannot be raised.`,
		Help:     "send the log to one destination that passes it on, such as a stream of Kinesis",
		Bad: []lint.Example{{Name: "three filters", Template: `Parameters:
  Group: {Type: String}
  Stream: {Type: String}
Conditions:
  Audit: !Equals [!Ref Stream, audit]
Resources:
  Errors:
    Type: AWS::Logs::SubscriptionFilter
    Properties: {LogGroupName: !Ref Group, FilterPattern: ERROR, DestinationArn: !Ref Stream}
  Warnings:
    Type: AWS::Logs::SubscriptionFilter
    Properties: {LogGroupName: !Ref Group, FilterPattern: WARN, DestinationArn: !Ref Stream}
  All:
    Type: AWS::Logs::SubscriptionFilter
    Condition: Audit
    Properties:
      LogGroupName: !Sub ${Group} # want
      FilterPattern: ""
      DestinationArn: !Ref Stream
`}},
		Good: []lint.Example{{Name: "two filters, or one of two more", Template: `Parameters:
  Group: {Type: String}
  Other: {Type: String}
  Stream: {Type: String, AllowedValues: [audit, quiet]}
Conditions:
  Audit: !Equals [!Ref Stream, audit]
  Quiet: !Not [!Condition Audit]
Resources:
  Errors:
    Type: AWS::Logs::SubscriptionFilter
    Properties: {LogGroupName: !Ref Group, FilterPattern: ERROR, DestinationArn: !Ref Stream}
  Warnings:
    Type: AWS::Logs::SubscriptionFilter
    Condition: Quiet
    Properties: {LogGroupName: !Ref Group, FilterPattern: WARN, DestinationArn: !Ref Stream}
  All:
    Type: AWS::Logs::SubscriptionFilter
    Condition: Audit
    Properties: {LogGroupName: !Ref Group, FilterPattern: "", DestinationArn: !Ref Stream}
  Others:
    Type: AWS::Logs::SubscriptionFilter
    Properties: {LogGroupName: !Ref Other, FilterPattern: "", DestinationArn: !Ref Stream}
`}},
		Check: func(p *lint.Pass) {
			var both []place // where two filters have the same group
			for first, second := range doubles(p.Template, "AWS::Logs::SubscriptionFilter", "LogGroupName") {
				if other, third := double(p.Template, both, second); third {
					p.At(second.value, "the log group has two subscription filters, and takes no third").
						Note(first.value, "one filter").Note(other.value, "the other filter")
				}
				both = append(both, place{second.key, second.value, first.when.And(second.when)})
			}
		},
	}
}
