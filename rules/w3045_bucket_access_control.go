package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func bucketAccessControl() *lint.Rule {
	return &lint.Rule{
		ID:       "W3045",
		Name:     "bucket-access-control",
		Title:    "The access to a bucket is given by an access control list",
		Severity: diag.Warning,
		Why: `Since April 2023 new buckets have no access control lists: S3 refuses one, unless OwnershipControls allow it. AWS ` +
			`advises against them; a bucket policy says the same and more, in one place.`,
		Help: "remove `AccessControl`, and give access by an `AWS::S3::BucketPolicy`",
		Bad: []lint.Example{{Name: "a bucket that all can read", Template: `Resources:
  Site:
    Type: AWS::S3::Bucket
    Properties:
      AccessControl: PublicRead # want
`}, {Name: "what a bucket is without a list", Template: `Resources:
  Logs:
    Type: AWS::S3::Bucket
    Properties:
      AccessControl: Private # want
`}},
		Good: []lint.Example{{Name: "a bucket policy, and no access control list", Template: `Resources:
  Site:
    Type: AWS::S3::Bucket
    Properties:
      AccessControl: !Ref AWS::NoValue
  SitePolicy:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: !Ref Site
      PolicyDocument:
        Version: "2012-10-17"
        Statement:
          - {Effect: Allow, Principal: "*", Action: s3:GetObject, Resource: !Sub "${Site.Arn}/*"}
`}},
		Check: func(p *lint.Pass) {
			for _, bucket := range p.Template.OfType("AWS::S3::Bucket") {
				list := bucket.Property("AccessControl")
				if !template.Removed(list) {
					p.At(bucket.Property().Key("AccessControl"), "%s", listMessage(list))
				}
			}
		},
	}
}

// listMessage says what an access control list does. S3 takes the one that gives nobody else
// access to a bucket without such lists, too.
func listMessage(list *syntax.Node) string {
	if list.Text() == "Private" {
		return "`AccessControl` is an access control list, and `Private` is what a bucket is without one"
	}
	return "`AccessControl` is an access control list, which new buckets refuse unless `OwnershipControls` allow it"
}
