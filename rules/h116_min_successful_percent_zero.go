package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/group"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func minSuccessfulPercentZero() *lint.Rule {
	return &lint.Rule{
		ID:       "H116",
		Name:     "min-successful-percent-zero",
		Title:    "No new instance has to work for an update to succeed",
		Severity: diag.Error,
		Why: `MinSuccessfulInstancesPercent is the share of new instances that have to signal success. With 0 CloudFormation waits ` +
			`for none of them: it goes on at once to what depends on the group, and an update may replace the whole fleet by one ` +
			`that does not start. Below 0 or above 100 it is refused.`,
		Help: "give the share of new instances that has to work, from 1 to 100",
		Bad: []lint.Example{
			{Name: "none at all", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingRollingUpdate:
        MinSuccessfulInstancesPercent: "0" # want
        WaitOnResourceSignals: true
    Properties: {MinSize: 2, MaxSize: 4}
`},
			{Name: "at creation, by stage, and more than all", Template: `Parameters:
  Stage: {Type: String, AllowedValues: [test, prod]}
  Share: {Type: Number, MinValue: 101}
Mappings:
  Stages:
    test: {Share: 0}
    prod: {Share: 75}
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    CreationPolicy:
      AutoScalingCreationPolicy:
        MinSuccessfulInstancesPercent: !FindInMap [Stages, !Ref Stage, Share] # want
    UpdatePolicy:
      AutoScalingRollingUpdate:
        MinSuccessfulInstancesPercent: !Ref Share # want
    Properties: {MinSize: 2, MaxSize: 4}
  Jobs:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingRollingUpdate:
        MinSuccessfulInstancesPercent: -1 # want
    Properties: {MinSize: 2, MaxSize: 4}
`},
		},
		Good: []lint.Example{
			{Name: "most of them, or all", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    CreationPolicy: {AutoScalingCreationPolicy: {MinSuccessfulInstancesPercent: 100}}
    UpdatePolicy: {AutoScalingRollingUpdate: {MinSuccessfulInstancesPercent: 75}}
    Properties: {MinSize: 2, MaxSize: 4}
`},
			{Name: "a share that only the deployment knows", Template: `Parameters:
  Share: {Type: Number, MinValue: 0, MaxValue: 100}
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy: {AutoScalingRollingUpdate: {MinSuccessfulInstancesPercent: !Ref Share}}
    Properties: {MinSize: 2, MaxSize: 4}
`},
			{Name: "another percentage", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy: {AutoScalingRollingUpdate: {MinActiveInstancesPercent: 0}}
    Properties: {MinSize: 2, MaxSize: 4}
`},
		},
		Check: func(p *lint.Pass) {
			for _, g := range p.Unit.Groups() {
				checkLeastPercent(p, g, "UpdatePolicy", group.Rolling, leastPercent)
				checkLeastPercent(p, g, "CreationPolicy", "AutoScalingCreationPolicy", leastPercent)
			}
		},
	}
}

func checkLeastPercent(p *lint.Pass, g *group.Group, path ...string) {
	percent := func(c *template.Case) template.Int { return c.Int(c.At(g.Body, path...)) }
	v := g.Judge(func(c *template.Case) template.Answer { return percent(c).Within(0, 100).Not() })
	if v.Holds() {
		p.At(v.Case.At(g.Body, path...), "CloudFormation refuses `%s` outside of 0 to 100, and this is %s", leastPercent, percent(v.Case)).Under(v)
		return
	}
	v = g.Judge(func(c *template.Case) template.Answer { return template.Whether(percent(c).Is(0)) })
	if v.Holds() {
		p.At(v.Case.At(g.Body, path...), "no new instance has to signal success: CloudFormation goes on at once, also when none of them starts").
			Severity(diag.Warning).Under(v)
	}
}
