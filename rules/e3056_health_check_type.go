package rules

import (
	"slices"
	"strings"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/lint"
)

func healthCheckType() *lint.Rule {
	return &lint.Rule{
		ID:       "E3056",
		Name:     "health-check-type",
		Title:    "The health check EC2 stands beside others",
		Severity: diag.Error,
		Why: `The health checks of EC2 are always made. EC2 as type stands for these alone, and EC2 Auto Scaling refuses it together ` +
			`with another type.`,
		Help: "remove `EC2` from the list",
		Bad: []lint.Example{{Name: "ec2 and another type", Template: `Parameters:
  Kind: {Type: String}
Conditions:
  Disks: !Equals [!Ref Kind, disks]
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties:
      MinSize: 1
      MaxSize: 2
      HealthCheckType: !If
        - Disks
        - EC2,EBS # want
        - EC2
`}},
		Good: []lint.Example{{Name: "other types, or that alone", Template: `Parameters:
  Kind: {Type: String}
Conditions:
  Balanced: !Equals [!Ref Kind, balanced]
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties: {MinSize: 1, MaxSize: 2, HealthCheckType: !If [Balanced, "ELB,EBS", EC2]}
  Given:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties: {MinSize: 1, MaxSize: 2, HealthCheckType: !Ref Kind}
`}},
		Check: func(p *lint.Pass) {
			for r := range written(p.Template, "AWS::AutoScaling::AutoScalingGroup") {
				for at := range placesAt(p.Template, r, "HealthCheckType") {
					text, ok := at.literal()
					types := strings.FieldsFunc(text, func(c rune) bool { return c == ',' || c == ' ' })
					if ok && len(types) > 1 && slices.Contains(types, "EC2") {
						p.At(at.value, "`EC2` cannot stand beside other types")
					}
				}
			}
		},
	}
}
