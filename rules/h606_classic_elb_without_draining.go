package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func classicWithoutDraining() *lint.Rule {
	return &lint.Rule{
		ID:       "H606",
		Name:     "classic-elb-without-draining",
		Title:    "A classic load balancer cuts off requests when an instance leaves",
		Severity: diag.Warning,
		Why: `A classic load balancer drains no connections unless it is told to. In every deployment, and whenever a group gets ` +
			`smaller, it closes the connections of instances that leave, with the requests on them.`,
		Help: "set `ConnectionDrainingPolicy: {Enabled: true, Timeout: 60}`, with a little more than the longest request takes",
		Bad: []lint.Example{
			{Name: "no policy, and one that is off", Template: `Resources:
  Old:
    Type: AWS::ElasticLoadBalancing::LoadBalancer
    Properties: # want
      Listeners: [{LoadBalancerPort: "80", InstancePort: "80", Protocol: HTTP}]
  Off:
    Type: AWS::ElasticLoadBalancing::LoadBalancer
    Properties:
      Listeners: [{LoadBalancerPort: "80", InstancePort: "80", Protocol: HTTP}]
      ConnectionDrainingPolicy:
        Enabled: "false" # want
`},
			{Name: "off in one branch", Template: `Conditions:
  Prod: !Equals [!Ref AWS::StackName, prod]
Resources:
  Old:
    Type: AWS::ElasticLoadBalancing::LoadBalancer
    Properties: # want
      Listeners: [{LoadBalancerPort: "80", InstancePort: "80", Protocol: HTTP}]
      ConnectionDrainingPolicy: !If [Prod, {Enabled: true, Timeout: 60}, !Ref AWS::NoValue]
`},
		},
		Good: []lint.Example{
			{Name: "it drains, and so in both branches", Template: `Conditions:
  Prod: !Equals [!Ref AWS::StackName, prod]
Resources:
  Old:
    Type: AWS::ElasticLoadBalancing::LoadBalancer
    Properties:
      Listeners: [{LoadBalancerPort: "80", InstancePort: "80", Protocol: HTTP}]
      ConnectionDrainingPolicy: {Enabled: true, Timeout: !If [Prod, 300, 10]}
`},
			{Name: "it is for the deployment to say", Template: `Parameters:
  Drain: {Type: String}
Resources:
  Old:
    Type: AWS::ElasticLoadBalancing::LoadBalancer
    Properties:
      Listeners: [{LoadBalancerPort: "80", InstancePort: "80", Protocol: HTTP}]
      ConnectionDrainingPolicy: {Enabled: !Ref Drain}
`},
			{Name: "a load balancer that drains by itself", Template: `Resources:
  New: {Type: AWS::ElasticLoadBalancingV2::LoadBalancer}
`},
		},
		Check: func(p *lint.Pass) {
			for _, r := range p.Template.OfType(classicBalancer) {
				v := p.Template.Judge(r.When(), func(c *template.Case) template.Answer {
					policy := c.At(r.Body, "Properties", "ConnectionDrainingPolicy")
					return c.Lacks(r.Body, "Properties", "ConnectionDrainingPolicy", "Enabled").Or(c.Bool(policy.Get("Enabled"), true).Not())
				})
				if v.Holds() {
					p.At(undrained(v.Case, r), "instances that leave `%s` cut off the requests that they work on", r.ID).Under(v)
				}
			}
		},
	}
}

// undrained is where a classic load balancer says that it does not drain, or should say that it
// does.
func undrained(c *template.Case, r *template.Resource) *syntax.Node {
	properties := c.At(r.Body, "Properties")
	policy := c.At(properties, "ConnectionDrainingPolicy")
	return firstNode(c.At(policy, "Enabled"), keyIf(policy != nil, properties, "ConnectionDrainingPolicy"), keyIf(properties != nil, r.Body, "Properties"), r.Key)
}

// keyIf is the key of a pair that is there, or nil.
func keyIf(there bool, n *syntax.Node, key string) *syntax.Node {
	if there {
		return n.Key(key)
	}
	return nil
}
