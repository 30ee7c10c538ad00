package rules

import (
	"slices"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/group"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func deregistrationDelayHazard() *lint.Rule {
	return &lint.Rule{
		ID:       "H605",
		Name:     "deregistration-delay-hazard",
		Title:    "A target group drains for too short, or too long for a hook",
		Severity: diag.Warning,
		Why: `The deregistration delay is how long a load balancer lets requests end that an instance still works on. With 0 every ` +
			`update cuts them off, and users see errors. Where a terminating lifecycle hook holds the instance for no longer than ` +
			`the delay, the instance goes while it still has requests.`,
		Help: "set the delay to a little more than the longest request takes, and the hook's `HeartbeatTimeout` above it",
		Bad: []lint.Example{
			{Name: "no time at all", Template: `Resources:
  Web:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties:
      Protocol: HTTP
      TargetGroupAttributes:
        - {Key: stickiness.enabled, Value: "false"}
        - {Key: deregistration_delay.timeout_seconds, Value: "0"} # want
`},
			{Name: "longer than the hook, in one branch", Template: `Conditions:
  Long: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Tg:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties:
      Protocol: HTTPS
      TargetGroupAttributes:
        - Key: deregistration_delay.timeout_seconds
          Value: !If [Long, 600, 60] # want
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties:
      MinSize: 2
      MaxSize: 4
      TargetGroupARNs: [!Ref Tg]
      LifecycleHookSpecificationList:
        - {LifecycleHookName: logs, LifecycleTransition: "autoscaling:EC2_INSTANCE_TERMINATING", HeartbeatTimeout: 120}
`},
		},
		Good: []lint.Example{
			{Name: "time to end, and a hook that is longer", Template: `Resources:
  Tg:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties:
      Protocol: HTTP
      TargetGroupAttributes: [{Key: deregistration_delay.timeout_seconds, Value: "60"}]
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties:
      MinSize: 2
      MaxSize: 4
      TargetGroupARNs: [!Ref Tg]
      LifecycleHookSpecificationList:
        - {LifecycleHookName: logs, LifecycleTransition: "autoscaling:EC2_INSTANCE_TERMINATING", HeartbeatTimeout: 120}
        - {LifecycleHookName: boot, LifecycleTransition: "autoscaling:EC2_INSTANCE_LAUNCHING", HeartbeatTimeout: 30}
`},
			{Name: "no requests, a delay that is not known, and the default", Template: `Parameters:
  Delay: {Type: Number}
Resources:
  Tcp:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties: {Protocol: TCP, TargetGroupAttributes: [{Key: deregistration_delay.timeout_seconds, Value: "0"}]}
  Web:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties: {Protocol: HTTP, TargetGroupAttributes: [{Key: deregistration_delay.timeout_seconds, Value: !Ref Delay}]}
  Plain:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties: {Protocol: HTTP}
`},
		},
		Check: func(p *lint.Pass) {
			for _, r := range p.Template.OfType(targetGroup) {
				v := p.Template.Judge(r.When(), func(c *template.Case) template.Answer {
					return isHTTP(c, r).And(c.Int(drainDelay(c, r)).Below(template.Exactly(1))).And(template.Whether(drainDelay(c, r) != nil))
				})
				if v.Holds() {
					p.At(v.Case.At(drainDelay(v.Case, r)), "every instance that leaves cuts off the requests that it works on").Under(v)
				}
			}
			for _, r := range p.Template.OfType(targetGroup) {
				for _, g := range p.Unit.GroupsNaming(r) {
					checkDrainedHooks(p, g, r)
				}
			}
		},
	}
}

const (
	targetGroup     = "AWS::ElasticLoadBalancingV2::TargetGroup"
	classicBalancer = "AWS::ElasticLoadBalancing::LoadBalancer"
)

// isHTTP says whether a target group gets requests, which can be cut off.
func isHTTP(c *template.Case, r *template.Resource) template.Answer {
	protocol, ok := c.Text(r.Property("Protocol"))
	if !ok {
		return template.Undecided
	}
	return template.Whether(protocol == "HTTP" || protocol == "HTTPS")
}

// drainDelay returns the deregistration delay of a target group, or nil.
func drainDelay(c *template.Case, r *template.Resource) (value *syntax.Node) {
	attributes, _ := c.Items(r.Property("TargetGroupAttributes"))
	for _, attribute := range attributes {
		if key, _ := c.Text(c.At(attribute, "Key")); key == "deregistration_delay.timeout_seconds" {
			value = attribute.Get("Value")
		}
	}
	return value
}

// targetGroups returns the target groups of the template to which a group belongs in the case.
func targetGroups(g *group.Group, c *template.Case) (list []*template.Resource) {
	items, _ := c.Items(g.Property("TargetGroupARNs"))
	for _, item := range items {
		if r := c.Target(item); r != nil && r.Type == targetGroup && c.Exists(r) && !slices.Contains(list, r) {
			list = append(list, r)
		}
	}
	return list
}

func checkDrainedHooks(p *lint.Pass, g *group.Group, r *template.Resource) {
	v := g.Judge(func(c *template.Case) template.Answer {
		return template.Whether(outlived(g, c, r) != nil)
	})
	if v.Holds() {
		p.At(v.Case.At(drainDelay(v.Case, r)), "`%s` ends instances before their requests have ended: its hook holds them for no longer than they drain", g.ID).
			Note(outlived(g, v.Case, r), "so long the hook waits").Under(v)
	}
}

// outlived returns the timeout of a hook that ends no later than the draining of a target group.
func outlived(g *group.Group, c *template.Case, r *template.Resource) *syntax.Node {
	if !slices.Contains(targetGroups(g, c), r) {
		return nil
	}
	delay := c.Int(drainDelay(c, r))
	hooks, _ := g.LifecycleHooks(c)
	for _, h := range hooks {
		timeout := c.At(h.Body, "HeartbeatTimeout")
		if h.Transition == group.Terminating && delay.AtLeast(c.Int(timeout)).And(template.Whether(!delay.Is(0))) == template.Yes {
			return timeout
		}
	}
	return nil
}
