package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func maxInstanceLifetimeInvalid() *lint.Rule {
	return &lint.Rule{
		ID:       "H134",
		Name:     "max-instance-lifetime-invalid",
		Title:    "Instances are to live for less than a day",
		Severity: diag.Error,
		Why: `Auto Scaling replaces instances of a certain age, and takes no age below a day, which is 86400 seconds. 0 turns that ` +
			`off. Anything between is refused, and the deployment fails; often it is a number of hours or days.`,
		Help: "set `MaxInstanceLifetime` to 86400 seconds or more, or leave it out",
		Bad: []lint.Example{
			{Name: "an hour", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties:
      MinSize: 2
      MaxSize: 4
      MaxInstanceLifetime: 3600 # want
`},
			{Name: "days by a parameter, and in a branch", Template: `Parameters:
  Days: {Type: Number, MinValue: 1, MaxValue: 30}
Conditions:
  Short: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties:
      MinSize: 2
      MaxSize: 4
      MaxInstanceLifetime: !Ref Days # want
  Jobs:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties:
      MinSize: 2
      MaxSize: 4
      MaxInstanceLifetime: !If [Short, "86399", 604800] # want
`},
		},
		Good: []lint.Example{
			{Name: "a week, a day, and none", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties: {MinSize: 2, MaxSize: 4, MaxInstanceLifetime: 604800}
  Jobs:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties: {MinSize: 2, MaxSize: 4, MaxInstanceLifetime: "86400"}
  Mail:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties: {MinSize: 2, MaxSize: 4, MaxInstanceLifetime: 0}
`},
			{Name: "left out in a branch", Template: `Conditions:
  Fresh: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties: {MinSize: 2, MaxSize: 4, MaxInstanceLifetime: !If [Fresh, 604800, !Ref AWS::NoValue]}
`},
			{Name: "a number that only the deployment knows", Template: `Parameters:
  Age: {Type: Number, MinValue: 0}
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties: {MinSize: 2, MaxSize: 4, MaxInstanceLifetime: !Ref Age}
`},
		},
		Check: func(p *lint.Pass) {
			for _, g := range p.Unit.Groups() {
				lifetime := g.Property("MaxInstanceLifetime")
				v := g.Judge(func(c *template.Case) template.Answer { return tooShortLived(c.Int(lifetime)) })
				if v.Holds() {
					p.At(v.Case.At(lifetime), "Auto Scaling refuses an age of %s seconds: instances live for 86400 or more, a day", v.Case.Int(lifetime)).Under(v)
				}
			}
		},
	}
}

// tooShortLived says whether an age is neither a day or more nor 0, which means none.
func tooShortLived(age template.Int) template.Answer {
	some := age.AtLeast(template.Exactly(1)).Or(age.Below(template.Exactly(0)))
	return some.And(age.Below(template.Exactly(86400)))
}
