package rules

import (
	"iter"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/group"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func lifecycleHookTimeouts() *lint.Rule {
	return &lint.Rule{
		ID:       "H608",
		Name:     "lifecycle-hook-timeouts",
		Title:    "A lifecycle hook waits for longer than it may, or than the update does",
		Severity: diag.Error,
		Why: `Auto Scaling takes a HeartbeatTimeout of 30 to 7200 seconds, and one hour where nothing is said. An instance that a ` +
			`launching hook holds is not in service. Where the hook can hold it for as long as the update waits for its signal, ` +
			`one that hangs costs the whole update, which rolls back while the instance still waits.`,
		Help: "set `HeartbeatTimeout` below `PauseTime`, and within 30 and 7200 seconds",
		Bad: []lint.Example{
			{Name: "too short and too long", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties:
      MinSize: 0
      MaxSize: 4
      LifecycleHookSpecificationList:
        - LifecycleHookName: boot
          LifecycleTransition: autoscaling:EC2_INSTANCE_LAUNCHING
          HeartbeatTimeout: 10 # want
  Hook:
    Type: AWS::AutoScaling::LifecycleHook
    Properties:
      AutoScalingGroupName: web
      LifecycleTransition: autoscaling:EC2_INSTANCE_TERMINATING
      HeartbeatTimeout: "7201" # want
`},
			{Name: "as long as the update, and an hour by default", Template: `Parameters:
  Wait: {Type: Number, AllowedValues: [300, 3600]}
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingRollingUpdate: {WaitOnResourceSignals: true, PauseTime: PT5M}
    Properties:
      MinSize: 0
      MaxSize: 4
      LifecycleHookSpecificationList:
        - LifecycleHookName: boot
          LifecycleTransition: autoscaling:EC2_INSTANCE_LAUNCHING
          HeartbeatTimeout: !Ref Wait # want
  Hook: # want
    Type: AWS::AutoScaling::LifecycleHook
    Properties: {AutoScalingGroupName: !Ref Web, LifecycleTransition: "autoscaling:EC2_INSTANCE_LAUNCHING"}
`},
		},
		Good: []lint.Example{
			{Name: "shorter than the update", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingRollingUpdate: {WaitOnResourceSignals: true, PauseTime: PT15M}
    Properties:
      MinSize: 0
      MaxSize: 4
      LifecycleHookSpecificationList:
        - {LifecycleHookName: boot, LifecycleTransition: "autoscaling:EC2_INSTANCE_LAUNCHING", HeartbeatTimeout: 600}
`},
			{Name: "an update that waits for no signal, and a hook for the end", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingRollingUpdate: {PauseTime: PT5M}
    Properties:
      MinSize: 0
      MaxSize: 4
      LifecycleHookSpecificationList:
        - {LifecycleHookName: boot, LifecycleTransition: "autoscaling:EC2_INSTANCE_LAUNCHING", HeartbeatTimeout: 3600}
  Api:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingRollingUpdate: {WaitOnResourceSignals: true, PauseTime: PT5M}
    Properties:
      MinSize: 0
      MaxSize: 4
      LifecycleHookSpecificationList:
        - {LifecycleHookName: drain, LifecycleTransition: "autoscaling:EC2_INSTANCE_TERMINATING", HeartbeatTimeout: 7200}
`},
			{Name: "times that only the deployment knows", Template: `Parameters:
  Wait: {Type: Number}
  Pause: {Type: String}
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingRollingUpdate: {WaitOnResourceSignals: true, PauseTime: PT5M}
    Properties:
      MinSize: 0
      MaxSize: 4
      LifecycleHookSpecificationList:
        - {LifecycleHookName: boot, LifecycleTransition: "autoscaling:EC2_INSTANCE_LAUNCHING", HeartbeatTimeout: !Ref Wait}
  Api:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingRollingUpdate: {WaitOnResourceSignals: true, PauseTime: !Ref Pause}
    Properties:
      MinSize: 0
      MaxSize: 4
      LifecycleHookSpecificationList:
        - {LifecycleHookName: boot, LifecycleTransition: "autoscaling:EC2_INSTANCE_LAUNCHING"}
`},
		},
		Check: func(p *lint.Pass) {
			for _, r := range p.Template.OfType("AWS::AutoScaling::LifecycleHook") {
				checkHeartbeat(p, r, "HeartbeatTimeout")
			}
			for _, g := range p.Unit.Groups() {
				checkHeartbeat(p, g.Resource, "LifecycleHookSpecificationList.*.HeartbeatTimeout")
				checkHeldUpdates(p, g)
			}
		},
	}
}

// checkHeartbeat reports timeouts that Auto Scaling refuses.
func checkHeartbeat(p *lint.Pass, r *template.Resource, path string) {
	for at := range placesAt(p.Template, r, path) {
		v := p.Template.Judge(r.When(), func(c *template.Case) template.Answer {
			return c.In(at.when).And(c.Int(at.value).Within(30, 7200).Not())
		})
		if v.Holds() {
			p.At(at.value, "Auto Scaling refuses a hook with a timeout of %s seconds: it takes 30 to 7200", v.Case.Int(at.value)).Under(v)
		}
	}
}

// defaultHeartbeat is how long a hook waits that says nothing.
const defaultHeartbeat = 3600

// checkHeldUpdates reports launching hooks of a group that can hold an instance for as long as an
// update waits for it.
func checkHeldUpdates(p *lint.Pass, g *group.Group) {
	for owner, at := range hooksOf(p.Template, g) {
		v := p.Template.Judge(owner.When(), func(c *template.Case) template.Answer {
			transition, _ := c.Text(c.At(at.value, "LifecycleTransition"))
			launching := transition == group.Launching && c.Exists(g.Resource)
			return c.In(at.when).And(template.Whether(launching)).And(signalPause(g, c).within(heartbeat(c, at.value)))
		})
		if !v.Holds() {
			continue
		}
		limit := signalPause(g, v.Case)
		p.At(firstNode(v.Case.At(at.value, "HeartbeatTimeout"), at.key), "this hook can hold an instance for %s seconds, but the update waits for its signal for `%s` only",
			heartbeat(v.Case, at.value), limit).
			Severity(diag.Warning).Note(limit.at, "so long the update waits").Under(v)
	}
}

func heartbeat(c *template.Case, hook *syntax.Node) template.Int {
	return c.Int(c.At(hook, "HeartbeatTimeout")).Or(defaultHeartbeat)
}

// hooksOf goes through the lifecycle hooks of a group, wherever they stand, and the resources that
// have them. The key of one in a list is its first.
func hooksOf(t *template.Template, g *group.Group) iter.Seq2[*template.Resource, place] {
	return func(yield func(*template.Resource, place) bool) {
		for at := range placesAt(t, g.Resource, "LifecycleHookSpecificationList.*") {
			if isPlain(at.value) && !yield(g.Resource, place{firstKey(at), at.value, at.when}) {
				return
			}
		}
		for _, r := range g.Hooks {
			if !yield(r, place{r.Key, r.Property(), r.When()}) {
				return
			}
		}
	}
}
