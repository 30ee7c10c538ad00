package rules

import (
	"strings"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/lint"
	"github.com/cfnc/cfnc/schema"
)

func roleARNPattern() *lint.Rule {
	return &lint.Rule{
		ID:       "E3511",
		Name:     "role-arn-pattern",
		Title:    "A text is not the ARN of a role where one is needed",
		Severity: diag.Error,
		Why:      `The service takes the role by its ARN, and refuses a text that cannot be one. Often a function is missing, or the ARN is that of a user or an instance profile.`,
		Help:     "write the ARN of a role, or a function that gives it",
		Bad: []lint.Example{{Name: "a name, and the ARN of something else", Template: `Conditions:
  Copy: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Bucket:
    Type: AWS::S3::Bucket
    Properties:
      VersioningConfiguration: {Status: Enabled}
      ReplicationConfiguration:
        Role: !If [Copy, replication, "arn:aws:iam::123456789012:role/replication"] # want
        Rules: [{Status: Enabled, Destination: {Bucket: "arn:aws:s3:::copy-of-bucket"}}]
  Cheap:
    Type: AWS::Batch::ComputeEnvironment
    Properties:
      Type: MANAGED
      ServiceRole: arn:aws:iam::123456789012:instance-profile/batch # want
`}},
		Good: []lint.Example{{Name: "the ARN of a role, or a name where one is taken", Template: `Resources:
  Replication:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: "2012-10-17"
        Statement: [{Effect: Allow, Principal: {Service: s3.amazonaws.com}, Action: sts:AssumeRole}]
  Bucket:
    Type: AWS::S3::Bucket
    Properties:
      VersioningConfiguration: {Status: Enabled}
      ReplicationConfiguration:
        Role: !GetAtt Replication.Arn
        Rules: [{Status: Enabled, Destination: {Bucket: "arn:aws:s3:::copy-of-bucket"}}]
  Cheap:
    Type: AWS::Batch::ComputeEnvironment
    Properties:
      Type: MANAGED
      ServiceRole: batch
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties: {ExecutionRoleArn: "arn:aws-cn:iam::123456789012:role/service/task"}
`}},
		Check: func(p *lint.Pass) {
			for name, paths := range schema.Table("iam role arn property paths").All() {
				for path := range paths.All() {
					checkRoles(p, name, path)
				}
			}
		},
	}
}

func checkRoles(p *lint.Pass, name, path string) {
	for r := range written(p.Template, name) {
		for at := range placesAt(p.Template, r, path) {
			text, literal := at.literal()
			if literal && !isRole(text) && !(takesRoleName(name, path) && !strings.HasPrefix(text, "arn:")) && !reportedElsewhere(p, at.value) {
				p.At(at.value, "`%s` is not the ARN of a role, as `arn:aws:iam::123456789012:role/Name`", text)
			}
		}
	}
}

func isRole(text string) bool {
	const digits = 12
	a := arnIn(text)
	return a != nil && isPartition(a[1]) && a[2] == "iam" && a[3] == "" &&
		len(a[4]) == digits && strings.Trim(a[4], "0123456789") == "" && len(a[5]) > len("role/") && strings.HasPrefix(a[5], "role/")
}

// takesRoleName reports whether a property takes the name of a role as well.
func takesRoleName(name, path string) bool {
	typ, _ := schema.Lookup(name)
	related, _ := typ.Relations().Get(path)
	return related.Len() > 0 && related.Has("AWS::IAM::Role.RoleName")
}

// reportedElsewhere reports whether the schema of the type knows that the property is an ARN, so
// that another rule says it.
func reportedElsewhere(p *lint.Pass, n *syntax.Node) bool {
	for _, v := range p.Unit.Violations("E1156") {
		if v.Node == n {
			return true
		}
	}
	return false
}
