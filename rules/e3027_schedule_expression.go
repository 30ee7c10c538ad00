package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/lint"
)

func scheduleExpression() *lint.Rule {
	return &lint.Rule{
		ID:       "E3027",
		Name:     "schedule-expression",
		Title:    "A rule of EventBridge has a schedule that cannot be read",
		Severity: diag.Error,
		Why: `EventBridge takes rate(5 minutes), and cron(…) with six fields, of which one of the two for days is a question mark. ` +
			`It refuses a rule with another schedule. The cron of Unix has five fields, and counts days of the week from 0.`,
		Help: "write `rate(value unit)` or `cron(minutes hours day-of-month month day-of-week year)`",
		Bad: []lint.Example{{Name: "schedules that are refused", Template: `Parameters:
  Stage: {Type: String}
Conditions:
  Live: !Equals [!Ref Stage, live]
Resources:
  Unix:
    Type: AWS::Events::Rule
    Properties:
      ScheduleExpression: cron(0 12 * * *) # want
  BothDays:
    Type: AWS::Events::Rule
    Properties:
      ScheduleExpression: !If
        - Live
        - cron(0 12 * * * *) # want
        - rate(1 day)
  One:
    Type: AWS::Events::Rule
    Properties:
      ScheduleExpression: rate(1 minutes) # want
  Late:
    Type: AWS::Events::Rule
    Properties:
      ScheduleExpression: cron(0 24 * * ? *) # want
  Bare:
    Type: AWS::Events::Rule
    Properties:
      ScheduleExpression: every day # want
`}},
		Good: []lint.Example{{Name: "schedules that EventBridge reads", Template: `Parameters:
  Schedule: {Type: String}
Resources:
  A:
    Type: AWS::Events::Rule
    Properties: {ScheduleExpression: rate(1 minute)}
  B:
    Type: AWS::Events::Rule
    Properties: {ScheduleExpression: rate(12 hours)}
  C:
    Type: AWS::Events::Rule
    Properties: {ScheduleExpression: "cron(0/15 8-17 ? * MON-FRI *)"}
  D:
    Type: AWS::Events::Rule
    Properties: {ScheduleExpression: "cron(0,30 3 L JAN,JUL ? 2030-2035)"}
  E:
    Type: AWS::Events::Rule
    Properties: {ScheduleExpression: "cron(*/5 * ? * 6#3 *)"}
  F:
    Type: AWS::Events::Rule
    Properties: {ScheduleExpression: !Ref Schedule}
  G:
    Type: AWS::Events::Rule
    Properties: {ScheduleExpression: !Sub "rate(${Schedule})"}
`}},
		Check: func(p *lint.Pass) {
			for r := range written(p.Template, "AWS::Events::Rule") {
				for at := range placesAt(p.Template, r, "ScheduleExpression") {
					text, ok := at.literal()
					if mistake := mistakeInSchedule(text); ok && text != "" && mistake != "" {
						p.At(at.value, "%s", mistake)
					}
				}
			}
		},
	}
}
