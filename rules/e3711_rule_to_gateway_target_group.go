package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func ruleToGatewayTargetGroup() *lint.Rule {
	return &lint.Rule{
		ID:       "E3711",
		Name:     "rule-to-gateway-target-group",
		Title:    "A rule of a listener forwards to targets of a Gateway Load Balancer",
		Severity: diag.Error,
		Why:      `Only Application Load Balancers have rules, and they speak HTTP with their targets. A target group with the protocol GENEVE belongs to a Gateway Load Balancer, and Elastic Load Balancing refuses it in a rule.`,
		Help:     "forward to a target group with the protocol HTTP or HTTPS",
		Bad: []lint.Example{{Name: "a rule that forwards to GENEVE", Template: `Resources:
  Appliances:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties: {Protocol: GENEVE, Port: 6081, VpcId: vpc-0123456789abcdef0}
  Forward:
    Type: AWS::ElasticLoadBalancingV2::ListenerRule
    Properties:
      ListenerArn: arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener/app/web/0123456789abcdef/0123456789abcdef
      Priority: 1
      Conditions: [{Field: path-pattern, PathPatternConfig: {Values: [/news]}}]
      Actions:
        - Type: forward
          TargetGroupArn: !Ref Appliances # want
        - Type: forward
          ForwardConfig:
            TargetGroups:
              - TargetGroupArn: !GetAtt Appliances.TargetGroupArn # want
`}},
		Good: []lint.Example{{Name: "targets that speak HTTP, or one of which nothing is known", Template: `Parameters:
  Protocol: {Type: String}
Conditions:
  Inspect: !Equals [!Ref AWS::Region, eu-west-1]
  Serve: !Not [!Condition Inspect]
Resources:
  Web:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties: {Protocol: !If [Inspect, GENEVE, HTTP], Port: 6081, VpcId: vpc-0123456789abcdef0}
  Other:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties: {Protocol: !Ref Protocol, Port: 80, VpcId: vpc-0123456789abcdef0}
  Forward:
    Type: AWS::ElasticLoadBalancingV2::ListenerRule
    Condition: Serve
    Properties:
      ListenerArn: arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener/app/web/0123456789abcdef/0123456789abcdef
      Priority: 1
      Conditions: [{Field: path-pattern, PathPatternConfig: {Values: [/news]}}]
      Actions:
        - {Type: forward, TargetGroupArn: !Ref Web}
        - {Type: forward, TargetGroupArn: !Ref Other}
`}},
		Check: func(p *lint.Pass) {
			for _, path := range []string{"Actions.*.TargetGroupArn", "Actions.*.ForwardConfig.TargetGroups.*.TargetGroupArn"} {
				checkForwarding(p, path)
			}
		},
	}
}

func checkForwarding(p *lint.Pass, path string) {
	const targetGroup = "AWS::ElasticLoadBalancingV2::TargetGroup"
	for rule := range written(p.Template, "AWS::ElasticLoadBalancingV2::ListenerRule") {
		for at := range placesAt(p.Template, rule, path) {
			v := p.Template.Judge(at.when, func(c *template.Case) template.Answer {
				protocol, _ := c.Text(partner(c, at.value, targetGroup).Property("Protocol"))
				return template.Whether(protocol == "GENEVE")
			})
			if v.Holds() {
				targets := partner(v.Case, at.value, targetGroup)
				p.At(at.value, "`%s` has the protocol `GENEVE`, and a rule takes targets that speak HTTP only", targets.ID).
					Note(v.Case.At(targets.Property("Protocol")), "the protocol of the targets").Under(v)
			}
		}
	}
}
