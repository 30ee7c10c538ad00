package rules

import (
	"github.com/cfnc/cfnc/compiler/bundle"
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func deregisterTimeoutTooShort() *lint.Rule {
	return &lint.Rule{
		ID:       "H702",
		Name:     "deregister-timeout-too-short",
		Title:    "A deregistering script has no more time than the draining takes",
		Severity: diag.Error,
		Why: `A script that takes the instance out of the load balancer waits until its requests have ended, for as long as the ` +
			`target group or the load balancer drains: 300 seconds where nothing else is said. When the timeout of the hook is over ` +
			`first, the deployment fails, and only while there is traffic.`,
		Help: "make `timeout` longer than the draining, such as 400 for the default of 300 seconds",
		Bad: []lint.Example{
			{Name: "as long as the default of load balancers", Appspec: true, Template: `version: 0.0
os: linux
hooks:
  BeforeInstall:
    - location: deregister.sh
      timeout: 300 # want
`, Files: map[string]string{"deregister.sh": "#!/bin/bash\naws elbv2 wait target-deregistered\n"}},
			{Name: "shorter than the target group beside it says, in one branch", Appspec: true, Template: `version: 0.0
os: linux
hooks:
  BeforeBlockTraffic:
    - location: deregister.sh
      timeout: 600 # want
`, Files: map[string]string{"deregister.sh": "#!/bin/bash\naws elbv2 wait target-deregistered\n", "template.yaml": `Conditions:
  Long: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties: {MinSize: 1, MaxSize: 2, TargetGroupARNs: [!Ref Tg]}
  Tg:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties:
      TargetGroupAttributes:
        - {Key: deregistration_delay.timeout_seconds, Value: !If [Long, "900", "60"]}
`}},
		},
		Good: []lint.Example{
			{Name: "longer than the default, and the hour that a hook has where nothing is said", Appspec: true, Template: `version: 0.0
os: linux
hooks:
  BeforeInstall:
    - location: deregister.sh
      timeout: 400
    - location: stop.sh
      timeout: 60
  BeforeBlockTraffic:
    - location: deregister.sh
`, Files: map[string]string{"deregister.sh": "aws elbv2 wait target-deregistered\n", "stop.sh": "service httpd stop\n"}},
			{Name: "longer than the load balancer beside it says", Appspec: true, Template: `version: 0.0
os: linux
hooks:
  BeforeInstall:
    - location: deregister.sh
      timeout: 90
`, Files: map[string]string{"deregister.sh": "aws elb wait instance-deregistered\n", "template.yaml": `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties: {MinSize: 1, MaxSize: 2, LoadBalancerNames: [!Ref Elb]}
  Elb:
    Type: AWS::ElasticLoadBalancing::LoadBalancer
    Properties: {ConnectionDrainingPolicy: {Enabled: true, Timeout: 60}}
`}},
			{Name: "a delay that only the deployment knows", Appspec: true, Template: `version: 0.0
os: linux
hooks:
  BeforeInstall:
    - location: deregister.sh
      timeout: 90
`, Files: map[string]string{"deregister.sh": "aws elbv2 wait target-deregistered\n", "template.yaml": `Parameters:
  Delay: {Type: Number}
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties: {MinSize: 1, MaxSize: 2, TargetGroupARNs: [!Ref Tg]}
  Tg:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties: {TargetGroupAttributes: [{Key: deregistration_delay.timeout_seconds, Value: !Ref Delay}]}
`}},
		},
		Pack: func(p *lint.Pass) {
			for _, event := range p.Unit.Bundle.Events {
				for _, h := range event.Hooks {
					if timeout, ok := hookTimeout(h); ok && takesOut(h) {
						checkDrainTimeout(p, h, timeout)
					}
				}
			}
		},
	}
}

// defaultDraining is how long target groups drain that say nothing.
const defaultDraining = 300

func checkDrainTimeout(p *lint.Pass, h *bundle.Hook, timeout int) {
	at := h.Node.Get("timeout")
	of, ok := deployedTo(p)
	if !ok || len(balancers(of)) == 0 {
		if timeout <= defaultDraining {
			p.At(at, "after %d seconds the script is stopped, but a load balancer drains for %d seconds where nothing else is said", timeout, defaultDraining).Severity(diag.Warning)
		}
		return
	}
	for _, r := range balancers(of) {
		v := of.Judge(func(c *template.Case) template.Answer {
			return template.Whether(c.Exists(r)).And(draining(c, r).AtLeast(template.Exactly(timeout)))
		})
		if v.Holds() {
			p.At(at, "after %d seconds the script is stopped, but `%s` drains for %s seconds", timeout, r.ID, draining(v.Case, r)).
				Note(firstNode(drainPlace(v.Case, r), r.Key), "so long it drains").Under(v)
			return
		}
	}
}

// balancers returns the target groups and classic load balancers of the template that a group
// belongs to in some case.
func balancers(of deployed) (list []*template.Resource) {
	for _, typ := range []string{targetGroup, classicBalancer} {
		for _, r := range of.Unit.Template.OfType(typ) {
			belongs := func(n *syntax.Node) bool {
				for _, item := range of.Unit.Template.Branches(n, nil) {
					for _, item := range append(item.Kids(), item) {
						if of.Unit.Template.Target(item) == r {
							return true
						}
					}
				}
				return false
			}
			if belongs(of.Property("TargetGroupARNs")) || belongs(of.Property("LoadBalancerNames")) {
				list = append(list, r)
			}
		}
	}
	return list
}

// draining is how many seconds a target group or a classic load balancer drains.
func draining(c *template.Case, r *template.Resource) template.Int {
	if r.Type == targetGroup {
		return c.Int(drainDelay(c, r)).Or(defaultDraining)
	}
	policy := c.At(r.Property("ConnectionDrainingPolicy"))
	if c.Bool(policy.Get("Enabled"), false) != template.Yes {
		return template.Exactly(0)
	}
	return c.Int(policy.Get("Timeout")).Or(defaultDraining)
}

func drainPlace(c *template.Case, r *template.Resource) *syntax.Node {
	if r.Type == targetGroup {
		return c.At(drainDelay(c, r))
	}
	return c.At(r.Property("ConnectionDrainingPolicy"), "Timeout")
}
