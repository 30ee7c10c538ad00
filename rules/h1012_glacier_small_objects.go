package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func glacierSmallObjects() *lint.Rule {
	return &lint.Rule{
		ID:       "H1012",
		Name:     "glacier-small-objects",
		Title:    "Nothing says what happens to small objects that go to Glacier",
		Severity: diag.Info,
		Why: `Every archived object costs 32 KB of Glacier and 8 KB of standard storage on top of its own size, a fee for the move, ` +
			`and 90 days at least (180 in the deep archive), so that small objects cost more there than before. Since September ` +
			`2024 S3 leaves objects under 128 KB where they are, but for buckets that were configured before, and as long as ` +
			`nobody sets another default.`,
		Help: "set `ObjectSizeGreaterThan: 131072`, or `TransitionDefaultMinimumObjectSize` if small objects are meant too",
		Bad: []lint.Example{
			{Name: "an archive of whatever there is", Template: `Resources:
  Archive:
    Type: AWS::S3::Bucket
    Properties:
      LifecycleConfiguration:
        Rules:
          - Status: Enabled
            Transitions:
              - TransitionInDays: 30
                StorageClass: GLACIER # want
`},
			{Name: "a class that a parameter chooses", Template: `Parameters:
  Class: {Type: String, AllowedValues: [GLACIER, DEEP_ARCHIVE]}
Conditions:
  Large: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Archive:
    Type: AWS::S3::Bucket
    Properties:
      LifecycleConfiguration:
        Rules:
          - Status: Enabled
            Transition:
              TransitionInDays: 30
              StorageClass: !Ref Class # want
          - Status: Enabled
            ObjectSizeGreaterThan: !If [Large, "131072", !Ref AWS::NoValue]
            NoncurrentVersionTransitions:
              - TransitionInDays: 30
                StorageClass: DEEP_ARCHIVE # want
`},
		},
		Good: []lint.Example{
			{Name: "large objects alone", Template: `Parameters:
  Least: {Type: String}
Resources:
  Archive:
    Type: AWS::S3::Bucket
    Properties:
      LifecycleConfiguration:
        Rules:
          - {Status: Enabled, ObjectSizeGreaterThan: "131072", Transitions: [{StorageClass: GLACIER, TransitionInDays: 30}]}
          - {Status: Enabled, ObjectSizeGreaterThan: !Ref Least, Transitions: [{StorageClass: DEEP_ARCHIVE, TransitionInDays: 30}]}
`},
			{Name: "other classes, and a rule that is off", Template: `Parameters:
  Class: {Type: String}
Resources:
  Archive:
    Type: AWS::S3::Bucket
    Properties:
      LifecycleConfiguration:
        Rules:
          - {Status: Enabled, Transitions: [{StorageClass: STANDARD_IA, TransitionInDays: 30}, {StorageClass: !Ref Class, TransitionInDays: 90}]}
          - {Status: Disabled, Transitions: [{StorageClass: GLACIER, TransitionInDays: 30}]}
`},
			{Name: "said for the whole bucket", Template: `Resources:
  Archive:
    Type: AWS::S3::Bucket
    Properties:
      LifecycleConfiguration:
        TransitionDefaultMinimumObjectSize: all_storage_classes_128K
        Rules:
          - {Status: Enabled, Transitions: [{StorageClass: GLACIER, TransitionInDays: 30}]}
`},
		},
		Check: func(p *lint.Pass) {
			for r := range lifecycleRules(p) {
				for _, move := range append(r.current(p.Template), r.noncurrent(p.Template)...) {
					v := r.judge(p, func(c *template.Case) template.Answer { return r.archivesAll(c, move) }, move)
					if v.Holds() {
						class, _ := classOf(v.Case, move.value)
						p.At(v.Case.At(move.value, "StorageClass"), "nothing says whether small objects go to `%s` too, where each costs 40 KB more", class).Under(v)
					}
				}
			}
		},
	}
}

// archivesAll says whether a move takes objects of any size to an archive, and nothing says that
// this is meant.
func (r lifecycleRule) archivesAll(c *template.Case, move place) template.Answer {
	class, _ := classOf(c, move.value)
	if class != "GLACIER" && class != "DEEP_ARCHIVE" || r.off(c) {
		return template.No
	}
	return c.Lacks(r.value, "ObjectSizeGreaterThan").
		And(c.Lacks(r.bucket.Body, "Properties", "LifecycleConfiguration", "TransitionDefaultMinimumObjectSize"))
}
