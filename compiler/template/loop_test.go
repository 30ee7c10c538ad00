package template_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cfnc/cfnc/compiler/template"
)

const loops = `
Transform: AWS::LanguageExtensions
Parameters: {Names: {Type: CommaDelimitedList}}
Conditions:
  Fn::ForEach::Conditions:
    - C
    - [X, Y]
    - 'Is${C}': {Fn::Equals: [{Ref: C}, X]}
Resources:
  Fn::ForEach::Buckets:
    - Id
    - [a-b, C]
    - 'Bucket&{Id}':
        Type: AWS::S3::Bucket
        Properties: {Name: {Ref: Id}, Other: {Fn::Sub: 'x-${Id}-${Names}'}}
      Fn::ForEach::Policies:
        - Kind
        - [Read, Write]
        - 'Policy${Kind}&{Id}':
            Type: AWS::S3::BucketPolicy
            DependsOn: 'Bucket&{Id}'
            Properties: {Bucket: {Fn::GetAtt: [{Fn::Sub: 'Bucket&{Id}'}, {Ref: Kind}]}}
  Plain: {Type: AWS::S3::Bucket, Properties: {P: {Ref: Bucketab}, Q: {Ref: BucketX}}}
`

func TestLoops(t *testing.T) {
	model := parse(t, loops)
	for _, id := range []string{"Bucketab", "BucketC", "PolicyReadab", "PolicyWriteC", "Plain"} {
		if model.Resource(id) == nil {
			t.Errorf("%s is not declared", id)
		}
	}
	if model.Resource("Bucketa-b") != nil || model.Resource("Bucket&{Id}") != nil {
		t.Error("a name stands that loops replace")
	}
	var keys []string
	for _, l := range model.Loops() {
		keys = append(keys, l.Key.Text())
	}
	if diff := cmp.Diff([]string{"Fn::ForEach::Conditions", "Fn::ForEach::Buckets", "Fn::ForEach::Policies"}, keys); diff != "" {
		t.Errorf("loops differ (-want +got):\n%s", diff)
	}
	if model.Condition("IsX") == nil || len(model.OfType("AWS::S3::Bucket")) != 2 {
		t.Error("an entry of a loop is missing")
	}
	var missing []string
	for i := range model.Uses() {
		if u := &model.Uses()[i]; u.Via != template.ByCondition {
			missing = append(missing, model.Undeclared(u))
		}
	}
	if diff := cmp.Diff([]string{"", "", "", "", "BucketX"}, missing); diff != "" {
		t.Errorf("undeclared names differ (-want +got):\n%s", diff)
	}
}

// What a loop over an unknown collection declares is unknown, so nothing is undeclared.
func TestUnknownCollection(t *testing.T) {
	model := parse(t, `
Transform: AWS::LanguageExtensions
Parameters: {Names: {Type: CommaDelimitedList}}
Resources:
  Fn::ForEach::Buckets: [Id, {Ref: Names}, {'B${Id}': {Type: AWS::S3::Bucket}}]
  Plain: {Type: T, Properties: {P: {Ref: Elsewhere}}}
`)
	for i := range model.Uses() {
		if name := model.Undeclared(&model.Uses()[i]); name != "" {
			t.Errorf("%s counts as undeclared", name)
		}
	}
	if !model.Used("Names", template.ByRef) {
		t.Error("the collection is not used")
	}
}

func TestExpand(t *testing.T) {
	model := parse(t, loops)
	policy := model.OfType("AWS::S3::BucketPolicy")[0]
	for text, want := range map[string][]string{
		"plain":           {"plain"},
		"${Id}":           {"a-b", "C"},
		"&{Id}":           {"ab", "C"},
		"${Kind}-${Id}":   {"Read-a-b", "Read-C", "Write-a-b", "Write-C"},
		"${Kind}${Other}": nil,
	} {
		got, known := policy.Loop.Expand(text)
		if diff := cmp.Diff(want, got); diff != "" || known != (want != nil) {
			t.Errorf("%s: known is %v, texts differ (-want +got):\n%s", text, known, diff)
		}
	}
}

// Nested loops multiply; a template cannot make us follow millions of names.
func TestExpandBounded(t *testing.T) {
	var loop *template.Loop
	for range 30 {
		outer := parse(t, loops).OfType("AWS::S3::BucketPolicy")[0].Loop
		outer.Outer = loop
		loop = outer
	}
	if _, known := loop.Expand("${Kind}"); !known {
		t.Error("one name in many loops is unknown")
	}
}
