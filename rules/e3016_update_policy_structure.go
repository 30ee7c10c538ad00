package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/lint"
)

func updatePolicyStructure() *lint.Rule {
	return &lint.Rule{
		ID:       "E3016",
		Name:     "update-policy-structure",
		Title:    "An UpdatePolicy says what CloudFormation does not know",
		Severity: diag.Error,
		Why: `CloudFormation has a few update policies for a few types. A policy that it does not know, or that stands at another ` +
			`type, is refused or does not work, and the update then replaces instances in a way that nobody chose.`,
		Help: "give the value that the documentation of `UpdatePolicy` asks for",
		Bad: []lint.Example{
			{Name: "unknown names and values that do not fit", Template: `Resources:
  Group:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingRollingUpdate:
        MaxBatchSize: one # want
        SuspendProcesses: AZRebalance # want
        WaitOnResourceSignal: true # want
      AutoScalingScheduledAction: true # want
    Properties: {MinSize: 1, MaxSize: 2}
`},
			{Name: "a policy that needs two names", Template: `Parameters:
  Name: {Type: String}
Resources:
  Alias:
    Type: AWS::Lambda::Alias
    UpdatePolicy:
      CodeDeployLambdaAliasUpdate: # want
        ApplicationName: !Ref Name
    Properties: {Name: live, FunctionName: !Ref Name, FunctionVersion: "1"}
`},
		},
		Good: []lint.Example{
			{Name: "names of policies are another rule's", Template: `Resources:
  Group:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy: {AutoScalingRollingUpdates: {MaxBatchSize: 1}}
    Properties: {MinSize: 1, MaxSize: 2}
  Topic:
    Type: AWS::SNS::Topic
    UpdatePolicy: {AutoScalingReplacingUpdate: {WillReplace: true}}
`},
			{Name: "policies of a group", Template: `Parameters:
  Batch: {Type: Number}
Conditions:
  Large: !Equals [!Ref Batch, "4"]
Resources:
  Group:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingRollingUpdate: !If
        - Large
        - MaxBatchSize: !Ref Batch
          MinInstancesInService: "1"
          SuspendProcesses: [AZRebalance]
        - !Ref AWS::NoValue
      AutoScalingScheduledAction:
        IgnoreUnmodifiedGroupSizeProperties: "true"
    Properties: {MinSize: 1, MaxSize: 2}
`},
			{Name: "an instance refresh, which came in 2026", Template: `Resources:
  Group:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingInstanceRefresh:
        Strategy: Rolling
        Preferences: {MinHealthyPercentage: 100, MaxHealthyPercentage: 200}
    Properties: {MinSize: 1, MaxSize: 2}
`},
			{Name: "policies of other types", Template: `Resources:
  Cache:
    Type: AWS::ElastiCache::ReplicationGroup
    UpdatePolicy: {UseOnlineResharding: true}
    Properties: {ReplicationGroupDescription: sessions}
  Ours:
    Type: Our::Group::Of
    UpdatePolicy: {Whatever: true}
`},
		},
		Check: func(p *lint.Pass) {
			if !p.Template.Opaque() {
				attribute(p, "UpdatePolicy", knownPolicies)
			}
		},
	}
}

// knownPolicies is the shape of the policies that a type has. Names that it does not have are for
// H102 and H103 to report.
func knownPolicies(name string) *shape {
	policies := updatePolicy(name)
	if policies == nil {
		return anyShape()
	}
	policies.others = anyShape()
	return policies
}
