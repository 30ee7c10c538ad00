package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/group"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func maxBatchSizeOutOfRange() *lint.Rule {
	return &lint.Rule{
		ID:       "H129",
		Name:     "max-batch-size-out-of-range",
		Title:    "CloudFormation refuses the size of a batch",
		Severity: diag.Error,
		Why: `A batch of a rolling update has 1 to 100 instances. CloudFormation refuses anything else, and the deployment fails. To ` +
			`turn updates off, leave the policy out.`,
		Help: "set `MaxBatchSize` to a number from 1 to 100",
		Bad: []lint.Example{
			{Name: "none", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingRollingUpdate:
        MaxBatchSize: 0 # want
    Properties: {MinSize: 2, MaxSize: 4}
`},
			{Name: "too many, by a parameter or in a branch", Template: `Parameters:
  Batch: {Type: Number, MinValue: 101}
Conditions:
  Large: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingRollingUpdate:
        MaxBatchSize: !Ref Batch # want
    Properties: {MinSize: 2, MaxSize: 400}
  Jobs:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingRollingUpdate:
        MaxBatchSize: !If [Large, "500", 2] # want
    Properties: {MinSize: 2, MaxSize: 400}
`},
		},
		Good: []lint.Example{
			{Name: "the most", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy: {AutoScalingRollingUpdate: {MaxBatchSize: "100"}}
    Properties: {MinSize: 2, MaxSize: 400}
`},
			{Name: "the default", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy: {AutoScalingRollingUpdate: {PauseTime: PT5M}}
    Properties: {MinSize: 2, MaxSize: 400}
`},
			{Name: "a number that only the deployment knows", Template: `Parameters:
  Batch: {Type: Number, MinValue: 1}
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy: {AutoScalingRollingUpdate: {MaxBatchSize: !Ref Batch}}
    Properties: {MinSize: 2, MaxSize: 400}
`},
		},
		Check: func(p *lint.Pass) {
			for _, g := range p.Unit.Groups() {
				batch := func(c *template.Case) *syntax.Node { return c.At(g.Policy(c, group.Rolling), "MaxBatchSize") }
				v := g.Judge(func(c *template.Case) template.Answer { return c.Int(batch(c)).Within(1, 100).Not() })
				if v.Holds() {
					p.At(batch(v.Case), "a batch has 1 to 100 instances, and this is %s", v.Case.Int(batch(v.Case))).Under(v)
				}
			}
		},
	}
}
