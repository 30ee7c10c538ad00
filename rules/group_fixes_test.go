package rules_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cfnc/cfnc/lint"
	"github.com/cfnc/cfnc/lint/linttest"
	"github.com/cfnc/cfnc/rules"
)

// What the first fixes make of groups, in the forms in which policies are written.
func TestFixesOfGroups(t *testing.T) {
	const scaled = "\n  S: {Type: AWS::AutoScaling::ScalingPolicy, Properties: {AutoScalingGroupName: !Ref Web}}\n"
	tests := []struct{ id, before, after string }{
		{"H104", "UpdatePolicy: {AutoScalingRollingUpdate: {MaxBatchSize: 4}}, Properties: {MinSize: 2, MaxSize: 4}}",
			`UpdatePolicy: {AutoScalingRollingUpdate: {MinInstancesInService: "@Web.DesiredCapacity", MaxBatchSize: 4}}, Properties: {MinSize: 2, MaxSize: 4}}`},
		{"H104", "UpdatePolicy: {AutoScalingRollingUpdate: {MaxBatchSize: 4, MinInstancesInService: '0'}}, Properties: {MinSize: 2, MaxSize: 4}}",
			`UpdatePolicy: {AutoScalingRollingUpdate: {MaxBatchSize: 4, MinInstancesInService: "@Web.DesiredCapacity"}}, Properties: {MinSize: 2, MaxSize: 4}}`},
		{"H105", "UpdatePolicy: {AutoScalingRollingUpdate: {MaxBatchSize: 4, MinInstancesInService: !Ref N}}, Properties: {MinSize: !Ref N, MaxSize: 20}}" + scaled,
			`UpdatePolicy: {AutoScalingRollingUpdate: {MaxBatchSize: 4, MinInstancesInService: "@Web.DesiredCapacity"}}, Properties: {MinSize: !Ref N, MaxSize: 20}}` + scaled},
		{"H106", "UpdatePolicy: {AutoScalingRollingUpdate: {MinInstancesInService: 4}}, Properties: {MinSize: 2, MaxSize: '4'}}",
			"UpdatePolicy: {AutoScalingRollingUpdate: {MinInstancesInService: 4}}, Properties: {MinSize: 2, MaxSize: 5}}"},
		{"H109", "Properties: {MinSize: 2, MaxSize: 4, DesiredCapacity: 2}}" + scaled, "Properties: {MinSize: 2, MaxSize: 4}}" + scaled},
		{"H109", "Properties: {DesiredCapacity: !Ref N, MinSize: 2, MaxSize: 4}}" + scaled, "Properties: {MinSize: 2, MaxSize: 4}}" + scaled},
		{"H110", "UpdatePolicy: {AutoScalingRollingUpdate: {PauseTime: PT1M}}, Properties: {MinSize: 2, MaxSize: 4}}",
			"UpdatePolicy: {AutoScalingRollingUpdate: {PauseTime: PT1M}}, Properties: {DesiredCapacity: 2, MinSize: 2, MaxSize: 4}}"},
		{"H135", "UpdatePolicy: {AutoScalingRollingUpdate: {MinInstancesInService: {'Fn::GetAtt': [Web, DesiredCapacity]}}}}",
			`UpdatePolicy: {AutoScalingRollingUpdate: {MinInstancesInService: "@Web.DesiredCapacity"}}}`},
		{"H135", `CreationPolicy: {ResourceSignal: {Count: !Sub "${Web.DesiredCapacity}"}}}`,
			`CreationPolicy: {ResourceSignal: {Count: "@Web.DesiredCapacity"}}}`},
	}
	for _, test := range tests {
		const head = "Parameters: {N: {Type: Number}}\nResources:\n  Web: {Type: AWS::AutoScaling::AutoScalingGroup, "
		if diff := cmp.Diff(head+test.after, apply(t, test.id, head+test.before)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.id, diff)
		}
	}
}

// A live value is offered only where the source can say one: JSON for CloudFormation cannot.
func TestNoLiveValuesInJSON(t *testing.T) {
	const group = `{"Resources": {"Web": {"Type": "AWS::AutoScaling::AutoScalingGroup",
  "UpdatePolicy": {"AutoScalingRollingUpdate": {"MaxBatchSize": BATCH, "MinInstancesInService": FLOOR}},
  "Properties": {"MinSize": 2, "MaxSize": 20}}}}
`
	form := func(batch, floor string) string {
		return strings.NewReplacer("BATCH", batch, "FLOOR", floor).Replace(group)
	}
	for _, test := range []struct{ id, floor string }{{"H104", "0"}, {"H135", `{"Fn::GetAtt": ["Web", "DesiredCapacity"]}`}} {
		for _, d := range linttest.Findings(lint.Find(rules.All(), test.id), lint.Example{Template: form("20", test.floor)}) {
			if d.Rule != test.id || len(d.Fixes) > 0 {
				t.Errorf("%s: %s, fixes %v", d.Rule, d.Message, d.Fixes)
			}
		}
	}
	if diff := cmp.Diff(form("1", "2"), apply(t, "H105", form("20", "2"))); diff != "" {
		t.Errorf("H105 (-want +got):\n%s", diff)
	}
}
