package rules

import (
	"slices"
	"strings"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func lifecycleExpiresBackups() *lint.Rule {
	return &lint.Rule{
		ID:       "H1013",
		Name:     "lifecycle-expires-backups",
		Title:    "A lifecycle rule deletes what the bucket is to keep",
		Severity: diag.Warning,
		Why: `A bucket that outlives its stack, or is called a backup, holds what must not be lost, logs apart. Without versioning S3 deletes an ` +
			`expired object for good, also the newest backup when no new ones have come for a while. With versioning an expired ` +
			`object is only hidden.`,
		Help: "enable versioning and let old versions expire, or move objects to a colder class",
		Bad: []lint.Example{
			{Name: "a bucket to retain", Template: `Resources:
  Documents:
    Type: AWS::S3::Bucket
    DeletionPolicy: Retain
    Properties:
      LifecycleConfiguration:
        Rules:
          - Status: Enabled
            ExpirationInDays: 30 # want
            AbortIncompleteMultipartUpload: {DaysAfterInitiation: 7}
`},
			{Name: "backups by their name, with versions in one branch, and parts of uploads that stay", Template: `Conditions:
  Versioned: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Store:
    Type: AWS::S3::Bucket
    Properties:
      BucketName: !Sub "${AWS::StackName}-Backups"
      VersioningConfiguration: !If [Versioned, {Status: Enabled}, !Ref AWS::NoValue]
      LifecycleConfiguration:
        Rules: # want
          - Status: Enabled
            ExpirationInDays: 30 # want
`},
		},
		Good: []lint.Example{
			{Name: "versions that expire", Template: `Resources:
  Backups:
    Type: AWS::S3::Bucket
    DeletionPolicy: Retain
    Properties:
      VersioningConfiguration: {Status: Enabled}
      LifecycleConfiguration:
        Rules:
          - {Status: Enabled, ExpirationInDays: 30, NoncurrentVersionExpirationInDays: 90}
`},
			{Name: "a bucket of files that come and go", Template: `Parameters:
  Keep: {Type: String}
Resources:
  Uploads:
    Type: AWS::S3::Bucket
    Properties:
      LifecycleConfiguration:
        Rules:
          - {Status: Enabled, ExpirationInDays: 1}
`},
			{Name: "old versions alone, a rule that is off, logs, and versioning that only the deployment knows", Template: `Parameters:
  Versioning: {Type: String}
Resources:
  Backups:
    Type: AWS::S3::Bucket
    Properties:
      LifecycleConfiguration:
        Rules:
          - {Status: Enabled, NoncurrentVersionExpirationInDays: 30, Transitions: [{StorageClass: GLACIER, TransitionInDays: 30}]}
          - {Status: Disabled, ExpirationInDays: 30}
  MoreBackups:
    Type: AWS::S3::Bucket
    Properties:
      VersioningConfiguration: {Status: !Ref Versioning}
      LifecycleConfiguration:
        Rules:
          - {Status: Enabled, ExpirationInDays: 30}
  AccessLogs:
    Type: AWS::S3::Bucket
    DeletionPolicy: Retain
    Properties:
      LifecycleConfiguration:
        Rules:
          - {Status: Enabled, ExpirationInDays: 30}
  Locked:
    Type: AWS::S3::Bucket
    DeletionPolicy: Retain
    Properties:
      ObjectLockEnabled: true
      LifecycleConfiguration:
        Rules:
          - {Status: Enabled, ExpirationInDays: 30}
`},
		},
		Check: func(p *lint.Pass) {
			told := map[*template.Resource]bool{}
			for r := range lifecycleRules(p) {
				v := r.judge(p, func(c *template.Case) template.Answer { return r.endsBackups(p, c) })
				if !v.Holds() {
					continue
				}
				p.At(v.Case.At(r.value, "ExpirationInDays"), "S3 deletes what is in `%s` for good, and keeps no version of it", r.bucket.ID).
					Note(keptBy(p, v.Case, r.bucket), "the bucket is to be kept").Under(v)
				if !told[r.bucket] {
					told[r.bucket] = true
					checkUploads(p, r.bucket)
				}
			}
		},
	}
}

// endsBackups says whether a rule deletes for good what its bucket is to keep.
func (r lifecycleRule) endsBackups(p *lint.Pass, c *template.Case) template.Answer {
	if c.At(r.value, "ExpirationInDays") == nil || r.off(c) || keptBy(p, c, r.bucket) == nil {
		return template.No
	}
	versions := c.At(r.bucket.Property("VersioningConfiguration"), "Status")
	status, known := c.Text(versions)
	versioned := template.Undecided
	if known || versions == nil {
		versioned = template.Whether(status == "Enabled")
	}
	return versioned.Or(c.Bool(c.At(r.bucket.Property("ObjectLockEnabled")), false)).Not()
}

// keptBy returns what says that a bucket is to be kept: its deletion policy, or a name with the word
// backup. It is nil for other buckets.
func keptBy(p *lint.Pass, c *template.Case, bucket *template.Resource) *syntax.Node {
	policy := c.At(bucket.At("DeletionPolicy"))
	name := bucket.Property("BucketName")
	text, _ := c.Text(policy)
	switch {
	case strings.HasPrefix(text, "Retain") && !takesLogs(p, bucket):
		return policy
	case strings.Contains(c.Wording(name).Lower().String(), "backup"):
		return c.At(name)
	case strings.Contains(strings.ToLower(bucket.ID), "backup"):
		return bucket.Key
	}
	return nil
}

// takesLogs reports whether a bucket is there for logs, which are to end: by its name, or because
// something writes them there.
func takesLogs(p *lint.Pass, bucket *template.Resource) bool {
	writers := []string{"AWS::CloudFront::Distribution", "AWS::CloudTrail::Trail", "AWS::EC2::FlowLog", "AWS::ElasticLoadBalancing::LoadBalancer",
		"AWS::ElasticLoadBalancingV2::LoadBalancer"}
	for use := range p.Template.UsesOf(bucket.ID) {
		if r := use.Owner.Resource; r != nil && slices.Contains(writers, r.Type) {
			return true
		}
	}
	return strings.Contains(strings.ToLower(bucket.ID), "log") || bucket.Property("AccessControl").Text() == "LogDeliveryWrite"
}

// checkUploads reports a bucket none of whose rules clears away uploads that were never completed.
func checkUploads(p *lint.Pass, bucket *template.Resource) {
	v := p.Template.Judge(bucket.When(), func(c *template.Case) template.Answer {
		rules, all := c.Items(c.At(bucket.Property("LifecycleConfiguration"), "Rules"))
		missing := template.Whether(all && len(rules) > 0)
		for _, rule := range rules {
			missing = missing.And(c.Lacks(rule, "AbortIncompleteMultipartUpload"))
		}
		return missing
	})
	if v.Holds() {
		p.At(v.Case.At(bucket.Property("LifecycleConfiguration")).Key("Rules"), "no rule clears away uploads that were never completed, and S3 charges for their parts").
			Severity(diag.Info).Help("add `AbortIncompleteMultipartUpload: {DaysAfterInitiation: 7}` to a rule").Under(v)
	}
}
