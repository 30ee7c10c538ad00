package rules

import (
	"strings"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/interp"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

const bucketType = "AWS::S3::Bucket"

func resourceOfOtherPolicy() *lint.Rule {
	return &lint.Rule{
		ID:       "E3514",
		Name:     "resource-of-other-policy",
		Title:    "A resource policy names what it is not attached to",
		Severity: diag.Error,
		Why:      `The policy of a bucket, a queue or a topic is for what it is attached to. The service refuses one that names something else, and the deployment fails.`,
		Help:     "name the bucket, queue or topic that the policy is attached to",
		Bad: []lint.Example{{Name: "resources of other services, and another bucket", Template: `Resources:
  Logs: {Type: AWS::S3::Bucket}
  Site: {Type: AWS::S3::Bucket}
  Policy:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: !Ref Site
      PolicyDocument:
        Version: "2012-10-17"
        Statement:
          - Effect: Allow
            Principal: {Service: cloudfront.amazonaws.com}
            Action: s3:GetObject
            Resource:
              - !Sub "${Logs.Arn}/*" # want
              - !GetAtt Logs.Arn # want
              - !Sub "arn:${AWS::Partition}:s3:::${Logs}/*" # want
              - arn:aws:sqs:eu-west-1:123456789012:jobs # want
  NamedPolicy:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: site-of-example
      PolicyDocument:
        Version: "2012-10-17"
        Statement:
          - {Effect: Deny, Principal: "*", Action: "s3:*", Resource: "arn:aws:s3:::site-of-exmaple/*"} # want
  QueuePolicy:
    Type: AWS::SQS::QueuePolicy
    Properties:
      Queues: ["https://sqs.eu-west-1.amazonaws.com/123456789012/jobs"]
      PolicyDocument:
        Version: "2012-10-17"
        Statement:
          - Effect: Allow
            Principal: {Service: sns.amazonaws.com}
            Action: sqs:SendMessage
            Resource: !Sub arn:aws:sns:${AWS::Region}:${AWS::AccountId}:news # want
`}},
		Good: []lint.Example{{Name: "what the policies are attached to", Template: `Parameters:
  Name: {Type: String}
Conditions:
  First: !Equals [!Ref Name, first]
Resources:
  Logs: {Type: AWS::S3::Bucket}
  Site: {Type: AWS::S3::Bucket}
  Policy:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: !If [First, !Ref Site, !Ref Logs]
      PolicyDocument:
        Version: "2012-10-17"
        Statement:
          - Effect: Allow
            Principal: {Service: cloudfront.amazonaws.com}
            Action: s3:GetObject
            Resource:
              - !If [First, !GetAtt Site.Arn, !GetAtt Logs.Arn]
              - !Sub "arn:aws:s3:::${Name}/*"
              - "*"
  NamedPolicy:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: site-of-example
      PolicyDocument:
        Version: "2012-10-17"
        Statement:
          - {Effect: Deny, Principal: "*", Action: "s3:*", Resource: ["arn:aws:s3:::site-of-example", "arn:aws:s3:::site-*/*"]}
  QueuePolicy:
    Type: AWS::SQS::QueuePolicy
    Properties:
      Queues: ["https://sqs.eu-west-1.amazonaws.com/123456789012/jobs"]
      PolicyDocument:
        Version: "2012-10-17"
        Statement:
          - {Effect: Allow, Principal: {Service: sns.amazonaws.com}, Action: sqs:SendMessage, Resource: !Sub "arn:aws:sqs:${AWS::Region}:${AWS::AccountId}:jobs"}
`}},
		Check: func(p *lint.Pass) {
			for _, of := range [][2]string{{"AWS::S3::BucketPolicy", "s3"}, {"AWS::SQS::QueuePolicy", "sqs"}, {"AWS::SNS::TopicPolicy", "sns"}} {
				for r := range written(p.Template, of[0]) {
					for policy := range placesAt(p.Template, r, "PolicyDocument") {
						checkAttachment(p, r, policy, of[1])
					}
				}
			}
		},
	}
}

func checkAttachment(p *lint.Pass, r *template.Resource, policy place, service string) {
	if !isPlain(policy.value) {
		return
	}
	for statement := range statements(p.Template, policy) {
		for at := range each(p.Template, statement, "Resource", isThere) {
			checkAttached(p, r, at, service)
		}
	}
}

func checkAttached(p *lint.Pass, r *template.Resource, at place, service string) {
	named := arnOf(at.value).service()
	if other, attribute := p.Template.Certain(at.value); other != nil {
		named = arnServiceOf(other.Type, attribute)
	}
	if named != "" && named != service {
		p.At(at.value, "the policy is attached to something of the service `%s`, but this is of `%s`", service, named)
		return
	}
	for bucket := range placesAt(p.Template, r, "Bucket") {
		if other := otherBucket(p.Template, bucket, at); other != "" && together(p.Template, bucket.when, at.when) {
			p.At(at.value, "the policy is attached to another bucket than `%s`", other).Note(bucket.value, "the bucket that it is attached to")
		}
	}
}

// otherBucket returns the bucket that a resource of a statement is, or is in, if that is another
// one for sure than the bucket of the policy.
func otherBucket(t *template.Template, bucket, at place) string {
	if own, _ := t.Certain(bucket.value); own != nil && own.Type == bucketType {
		if other := bucketIn(t, at.value); other != nil && other != own {
			return other.ID
		}
		return ""
	}
	own, literal := bucket.literal()
	named := arnOf(at.value)
	if !literal || !isFixed(at.value) || named.service() != "s3" || named[3]+named[4] != "" {
		return ""
	}
	if name, _, _ := strings.Cut(named[5], "/"); name != own && !strings.ContainsAny(name, "*?$") {
		return name
	}
	return ""
}

// bucketIn returns the bucket of the template that a value is the ARN of, or of what is in it; nil
// where that is not known.
func bucketIn(t *template.Template, n *syntax.Node) *template.Resource {
	if r, attribute := t.Certain(n); r != nil {
		return bucketOf(r, attribute == "Arn")
	}
	sub := template.CallOf(n).Sub()
	parts, _ := sub.Parts()
	before := ""
	for i, part := range parts {
		if r, attribute := t.CertainIn(sub, part); r != nil {
			byName := strings.HasSuffix(before, ":s3:::") && attribute == ""
			return bucketOf(r, ends(parts[i+1:]) && (byName || before == "" && attribute == "Arn"))
		}
		before += part.Text
	}
	return nil
}

func bucketOf(r *template.Resource, certain bool) *template.Resource {
	if !certain || r.Type != bucketType {
		return nil
	}
	return r
}

// ends reports whether the name before ends where the parts begin.
func ends(parts []interp.SubPart) bool {
	return len(parts) == 0 || parts[0].Kind == interp.SubText && strings.HasPrefix(parts[0].Text, "/")
}
