package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/lint"
)

func instanceRefreshPreferencesInvalid() *lint.Rule {
	return &lint.Rule{
		ID:       "H127",
		Name:     "instance-refresh-preferences-invalid",
		Title:    "Auto Scaling refuses what an instance refresh asks for",
		Severity: diag.Error,
		Why: `CloudFormation hands the preferences on when the first update starts a refresh, and Auto Scaling refuses those that are ` +
			`outside of its bounds or do not go together: the group is created, and its first update fails. With checkpoints that ` +
			`do not end at 100 the refresh ends with old instances left.`,
		Help: "keep `MinHealthyPercentage` between 0 and 100, `MaxHealthyPercentage` between 100 and 200 and at most 100 above it, and end `CheckpointPercentages` with 100",
		Bad: []lint.Example{
			{Name: "at most 90 percent", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingInstanceRefresh:
        Strategy: Rolling
        Preferences:
          MinHealthyPercentage: 100
          MaxHealthyPercentage: 90 # want
    Properties: {MinSize: 2, MaxSize: 4}
`},
			{Name: "no strategy, one bound alone, and bounds too far apart", Template: `Parameters:
  Least: {Type: Number, MaxValue: 50}
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingInstanceRefresh: # want
        Preferences: {MinHealthyPercentage: 100}
    Properties: {MinSize: 2, MaxSize: 4}
  Jobs:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingInstanceRefresh:
        Strategy: rolling # want
        Preferences:
          MaxHealthyPercentage: 150 # want
    Properties: {MinSize: 2, MaxSize: 4}
  Mail:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingInstanceRefresh:
        Strategy: Rolling
        Preferences:
          MinHealthyPercentage: !Ref Least
          MaxHealthyPercentage: 200 # want
    Properties: {MinSize: 2, MaxSize: 4}
`},
			{Name: "checkpoints, times, alarms and words", Template: `Conditions:
  Slow: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingInstanceRefresh:
        Strategy: Rolling
        Preferences:
          CheckpointPercentages:
            - 20
            - 80 # want
          CheckpointDelay: !If [Slow, 172801, 60] # want
          BakeTime: -1 # want
          StandbyInstances: Refresh # want
          ScaleInProtectedInstances: Skip # want
          AlarmSpecification:
            Alarms: [a, b, c, d, e, f, g, h, i, j, k] # want
    Properties: {MinSize: 2, MaxSize: 4}
  Jobs:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingInstanceRefresh:
        Strategy: Rolling
        Preferences:
          CheckpointPercentages:
            - 50
            - 20 # want
            - 100
    Properties: {MinSize: 2, MaxSize: 4}
`},
		},
		Good: []lint.Example{
			{Name: "twice as many for a while", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingInstanceRefresh:
        Strategy: Rolling
        Preferences:
          MinHealthyPercentage: "100"
          MaxHealthyPercentage: 200
          CheckpointPercentages: [20, 50, 100]
          CheckpointDelay: 172800
          BakeTime: 0
          StandbyInstances: Terminate
          ScaleInProtectedInstances: Refresh
          AlarmSpecification: {Alarms: [errors]}
    Properties: {MinSize: 2, MaxSize: 4}
`},
			{Name: "no preferences", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy: {AutoScalingInstanceRefresh: {Strategy: ReplaceRootVolume}}
    Properties: {MinSize: 2, MaxSize: 4}
`},
			{Name: "only the deployment knows", Template: `Parameters:
  Strategy: {Type: String}
  Least: {Type: Number}
  Points: {Type: CommaDelimitedList}
Conditions:
  Careful: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingInstanceRefresh:
        Strategy: !Ref Strategy
        Preferences:
          MinHealthyPercentage: !Ref Least
          MaxHealthyPercentage: 150
          CheckpointPercentages: !Ref Points
    Properties: {MinSize: 2, MaxSize: 4}
  Jobs:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingInstanceRefresh:
        Strategy: Rolling
        Preferences:
          MinHealthyPercentage: !If [Careful, 100, 50]
          MaxHealthyPercentage: !If [Careful, 200, 150]
    Properties: {MinSize: 2, MaxSize: 4}
`},
		},
		Check: checkRefresh,
	}
}
