package rules

import (
	"testing"

	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/compiler/syntax"
)

func TestARN(t *testing.T) {
	for text, want := range map[string]string{
		`arn:aws:s3:::logs/*`: "s3",
		`{"Fn::Sub": "arn:${AWS::Partition}:s3:::${Bucket}"}`:  "s3",
		`{"Fn::Sub": "arn:aws:sqs:${AWS::Region}:${Account}"}`: "sqs",
		`{"Fn::Sub": "arn:aws:${Service}:::x"}`:                "",
		`{"Fn::Sub": "arn:${Partition}:s3:::x"}`:               "",
		`{"Fn::Sub": "${Bucket.Arn}/*"}`:                       "",
		`{"Fn::Sub": "arn:aws:s3"}`:                            "",
		`arn:aws:s3`:                                           "",
		`arn:aws:*:::x`:                                        "",
		`s3:::logs`:                                            "",
		`"*"`:                                                  "",
		`{Ref: Bucket}`:                                        "",
	} {
		doc, _ := syntax.ParseYAML(source.NewFile("a.yaml", "a.yaml", text))
		if got := arnOf(doc.Root).service(); got != want {
			t.Errorf("the service of %s is %q, want %q", text, got, want)
		}
	}
}

func TestOverlap(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"", "", true}, {"a", "a", true}, {"a", "b", false}, {"a", "", false}, {"*", "", true}, {"*", "abc", true},
		{"a*", "*b", true}, {"a*c", "ab", false}, {"a?c", "abc", true}, {"a?c", "ac", false}, {"a*b*c", "a*c", true},
		{"x*", "y*", false}, {"*x", "*y", false}, {"a*?", "a", false}, {"?", "*", true},
	} {
		if overlap(c.a, c.b) != c.want || overlap(c.b, c.a) != c.want {
			t.Errorf("%q and %q overlap: %t, want %t", c.a, c.b, !c.want, c.want)
		}
	}
}
