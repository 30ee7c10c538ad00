package rules

import (
	"slices"
	"strings"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func unknownUpdatePolicy() *lint.Rule {
	return &lint.Rule{
		ID:       "H103",
		Name:     "unknown-update-policy",
		Title:    "An update policy does not exist, or not for this type",
		Severity: diag.Error,
		Why: `CloudFormation has a few update policies for a few types. With a name that it does not know, in other letters or at ` +
			`another type, the deployment fails, or the update goes on as if there were no policy and replaces instances in a way ` +
			`that nobody chose.`,
		Help: "use a policy that the type has, or remove it",
		Bad: []lint.Example{
			{Name: "other letters", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoscalingRollingUpdate: {MinInstancesInService: 1} # want
    Properties: {MinSize: 1, MaxSize: 2}
`},
			{Name: "a type without update policies, and one with others", Template: `Conditions:
  Large: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Topic:
    Type: AWS::SNS::Topic
    UpdatePolicy: {AutoScalingReplacingUpdate: {WillReplace: true}} # want
  Cache:
    Type: AWS::ElastiCache::ReplicationGroup
    UpdatePolicy: !If [Large, {UseOnlineSharding: true}, !Ref AWS::NoValue] # want
    Properties: {ReplicationGroupDescription: sessions}
`},
		},
		Good: []lint.Example{
			{Name: "the policies of a group", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingInstanceRefresh: {Strategy: Rolling}
      AutoScalingScheduledAction: {IgnoreUnmodifiedGroupSizeProperties: true}
    Properties: {MinSize: 1, MaxSize: 2}
`},
			{Name: "policies of other types", Template: `Resources:
  Search:
    Type: AWS::OpenSearchService::Domain
    UpdatePolicy: {EnableVersionUpgrade: true}
  Fleet:
    Type: AWS::AppStream::Fleet
    UpdatePolicy: {StopBeforeUpdate: true, StartAfterUpdate: true}
    Properties: {InstanceType: stream.standard.small, Name: desks}
`},
			{Name: "a type that is not of AWS, and a macro", Template: `Resources:
  Ours:
    Type: Our::Group::Of
    UpdatePolicy: {Whatever: true}
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy: {Fn::Transform: {Name: Policies}}
    Properties: {MinSize: 1, MaxSize: 2}
`},
		},
		Check: func(p *lint.Pass) {
			for _, r := range p.Template.Resources {
				if key, value := r.Attribute("UpdatePolicy"); key != nil && isAWS(r.Type) && !p.Template.Opaque() {
					checkPolicyNames(p, r, key, value)
				}
			}
		},
	}
}

func checkPolicyNames(p *lint.Pass, r *template.Resource, key, value *syntax.Node) {
	policies := updatePolicy(r.Type)
	if policies == nil {
		p.At(key, "resources of the type `%s` have no `UpdatePolicy`", r.Type).Help("remove `UpdatePolicy`")
		return
	}
	for _, branch := range p.Template.Branches(value, r.When()) {
		for name := range branch.Pairs() {
			if !slices.Contains(policies.names(), name.Text()) && !strings.HasPrefix(name.Text(), "Fn::") && !misplacedCreation(r, name) {
				reportPolicyName(p, r, branch, name, policies.names())
			}
		}
	}
}

func reportPolicyName(p *lint.Pass, r *template.Resource, policies, name *syntax.Node, known []string) {
	near := diag.Nearest(name.Text(), known, 2)
	finding := p.At(name, "`%s` is no update policy of `%s`%s", name.Text(), r.Type, meaning(near)).
		Help("use one of the policies that the type has: %s", oneOf(known))
	if policies.Key(near) == nil {
		offer(finding, name, near)
	}
}
