package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/group"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func invalidPausetime() *lint.Rule {
	return &lint.Rule{
		ID:       "H117",
		Name:     "invalid-pausetime",
		Title:    "A time to wait is no duration, or a too long one",
		Severity: diag.Error,
		Why: `PauseTime and Timeout are durations of hours, minutes and seconds in the form of ISO 8601, which begins with PT. An ` +
			`update pauses for an hour at most between two batches, and a creation waits for signals for twelve hours at most. ` +
			`CloudFormation takes nothing else, so the deployment fails.`,
		Help: "write `PT15M` for a quarter of an hour; at most `PT1H` for `PauseTime`, and `PT12H` for `Timeout`",
		Bad: []lint.Example{
			{Name: "an hour and a half", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingRollingUpdate:
        PauseTime: PT90M # want
    Properties: {MinSize: 2, MaxSize: 4}
`},
			{Name: "other forms, and values of parameters", Template: `Parameters:
  Pause: {Type: String, AllowedValues: [5M, PT5M]}
  Wait: {Type: String, Default: P1D}
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    CreationPolicy:
      ResourceSignal:
        Timeout: !Ref Wait # want
    UpdatePolicy:
      AutoScalingRollingUpdate:
        PauseTime: !Ref Pause # want
    Properties: {MinSize: 2, MaxSize: 4}
  Server:
    Type: AWS::EC2::Instance
    CreationPolicy:
      ResourceSignal:
        Timeout: 900 # want
  Ready:
    Type: AWS::CloudFormation::WaitCondition
    CreationPolicy:
      ResourceSignal:
        Timeout: PT12H1S # want
`},
		},
		Good: []lint.Example{
			{Name: "the longest there are", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    CreationPolicy: {ResourceSignal: {Timeout: PT12H}}
    UpdatePolicy: {AutoScalingRollingUpdate: {PauseTime: PT60M}}
    Properties: {MinSize: 2, MaxSize: 4}
`},
			{Name: "none, and ones that only the deployment knows", Template: `Parameters:
  Pause: {Type: String}
Conditions:
  Careful: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    CreationPolicy: {ResourceSignal: {Timeout: !Sub "PT${Pause}M"}}
    UpdatePolicy: {AutoScalingRollingUpdate: {PauseTime: !Ref Pause}}
    Properties: {MinSize: 2, MaxSize: 4}
  Jobs:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy: {AutoScalingRollingUpdate: {PauseTime: !If [Careful, PT1H, !Ref AWS::NoValue]}}
    Properties: {MinSize: 2, MaxSize: 4}
`},
			{Name: "the seconds of a wait condition", Template: `Resources:
  Handle: {Type: AWS::CloudFormation::WaitConditionHandle}
  Ready:
    Type: AWS::CloudFormation::WaitCondition
    Properties: {Handle: !Ref Handle, Timeout: "900"}
`},
		},
		Check: func(p *lint.Pass) {
			for _, r := range p.Template.Resources {
				if r.Loop == nil && creationPolicy(r.Type) != nil {
					checkDuration(p, r, 12*3600, "CreationPolicy", "ResourceSignal", "Timeout")
				}
			}
			for _, g := range p.Unit.Groups() {
				checkDuration(p, g.Resource, 3600, "UpdatePolicy", group.Rolling, "PauseTime")
			}
		},
	}
}

func checkDuration(p *lint.Pass, r *template.Resource, most int, path ...string) {
	v := p.Template.Judge(r.When(), func(c *template.Case) template.Answer {
		d := durationOf(c, c.At(r.Body, path...), 0)
		return template.Whether(d.known && !d.valid).Or(d.longer(most))
	})
	if !v.Holds() {
		return
	}
	at := v.Case.At(r.Body, path...)
	d := durationOf(v.Case, at, 0)
	if d.valid {
		p.At(at, "`%s` is `%s`, longer than the %s that CloudFormation waits at most", path[2], d, count(most/3600, "hour")).Under(v)
		return
	}
	p.At(at, "`%s` is no duration, and CloudFormation refuses it: expected one like `PT15M`", d).Under(v)
}
