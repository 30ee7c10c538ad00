package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/group"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func blueGreenWithoutHeadroom() *lint.Rule {
	return &lint.Rule{
		ID:       "H107",
		Name:     "blue-green-without-headroom",
		Title:    "One batch is wanted, and MaxSize leaves no room for it",
		Severity: diag.Warning,
		Why: `A batch is never larger than MaxSize less MinInstancesInService. Who sets MaxBatchSize to the size of the group wants ` +
			`all new instances beside all old ones, as in a blue/green deployment. Without room for twice as many the update ` +
			`goes in many small waves instead: it takes that many times longer, and old and new versions serve side by side.`,
		Help: "raise `MaxSize` to twice the number of running instances, or accept the waves and say so with a smaller `MaxBatchSize`",
		Bad: []lint.Example{
			{Name: "batches of two", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingRollingUpdate:
        MaxBatchSize: 12 # want
        MinInstancesInService: 10
    Properties:
      MinSize: 2
      MaxSize: 12
`},
			{Name: "the same parameter for the batch and the size", Template: `Parameters:
  Size: {Type: Number, Default: 6}
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingRollingUpdate:
        MaxBatchSize: !Ref Size # want
        MinInstancesInService: 4
    Properties:
      MinSize: 4
      MaxSize: !Ref Size
`},
		},
		Good: []lint.Example{
			{Name: "room for a second fleet", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingRollingUpdate:
        MaxBatchSize: 20
        MinInstancesInService: 10
    Properties:
      MinSize: 2
      MaxSize: 20
`},
			{Name: "waves on purpose", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingRollingUpdate:
        MaxBatchSize: 2
        MinInstancesInService: 10
    Properties:
      MinSize: 2
      MaxSize: 12
`},
			{Name: "a floor that only the deployment knows", Template: `Parameters:
  Floor: {Type: Number}
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingRollingUpdate:
        MaxBatchSize: 12
        MinInstancesInService: !Ref Floor
    Properties:
      MinSize: 2
      MaxSize: 12
`},
		},
		Check: func(p *lint.Pass) {
			for _, g := range p.Unit.Groups() {
				if v := g.Judge(func(c *template.Case) template.Answer { return cappedBatch(g, c) }); v.Holds() {
					reportCappedBatch(p, g, v)
				}
			}
		},
	}
}

// cappedBatch says whether one batch for the whole group is wanted and does not fit.
func cappedBatch(g *group.Group, c *template.Case) template.Answer {
	u, ok := g.Update(c)
	floor, known := u.Floor.Known()
	if !ok || !known || u.LiveFloor || noRoom(g, c) != template.No {
		return template.No
	}
	wanted := u.Batch.AtLeast(u.Max).Or(template.Whether(c.Same(u.Policy.Get("MaxBatchSize"), g.Property("MaxSize"))))
	serving := floor
	if low, known := u.Min.Known(); known {
		serving = max(floor, low)
	}
	return wanted.And(u.Max.Below(template.Exactly(floor + serving)))
}

func reportCappedBatch(p *lint.Pass, g *group.Group, v template.Verdict) {
	u, _ := g.Update(v.Case)
	floor, _ := u.Floor.Known()
	low, _ := u.Min.Known()
	update, _ := rolling(u, max(floor, low))
	p.At(v.Case.At(u.Policy.Get("MaxBatchSize")), "a batch has room for %s, so an update of %d goes %s",
		count(update.Batch(), "instance"), update.Running, seriesOf(update)).
		Note(g.Property("MaxSize"), "beside the %d that stay in service, this leaves room for %d", floor, update.Batch()).Under(v)
}
