package rules_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/lint"
	"github.com/cfnc/cfnc/lint/linttest"
	"github.com/cfnc/cfnc/rules"
)

// apply makes the fixes of findings until there are none, leaving out those that overlap with
// one that was made.
func apply(t *testing.T, id, text string) string {
	t.Helper()
	for range 10 {
		found := linttest.Findings(lint.Find(rules.All(), id), lint.Example{Template: text})
		slices.Reverse(found)
		end, changed := len(text), false
		for _, d := range found {
			if lint.Fatal(d) {
				t.Fatalf("it does not compile: %s\n%s", d.Message, text)
			}
			if d.Rule != id || len(d.Fixes) == 0 || d.Fixes[0].Edits[0].Span.End > end {
				continue
			}
			end, changed = d.Fixes[0].Edits[0].Span.Start, true
			text = edited(text, d.Fixes[0].Edits[0])
		}
		if !changed {
			return text
		}
	}
	t.Fatal("the fixes have no end")
	return ""
}

func edited(text string, e diag.Edit) string {
	return text[:e.Span.Start] + e.Text + text[e.Span.End:]
}

const twoTopics = "Resources:\n  A: {Type: AWS::SNS::Topic}\n  B: {Type: AWS::SNS::Topic}\n"

func TestRedundantDependsOnIsRemoved(t *testing.T) {
	tests := []struct{ name, before, after string }{
		{"one", "  C:\n    Type: T::T\n    DependsOn: A\n    Properties: {X: !Ref A}\n", "  C:\n    Type: T::T\n    Properties: {X: !Ref A}\n"},
		{"the last attribute", "  C:\n    Properties: {X: !Ref A}\n    DependsOn: A # why\n\n  D:\n    Type: T::T\n", "  C:\n    Properties: {X: !Ref A}\n\n  D:\n    Type: T::T\n"},
		{"the end of the file", "  C:\n    Properties: {X: !Ref A}\n    DependsOn: A", "  C:\n    Properties: {X: !Ref A}\n"},
		{"one of a list", "  C:\n    DependsOn:\n      - A\n      - B\n    Properties: {X: !Ref A}\n", "  C:\n    DependsOn:\n      - B\n    Properties: {X: !Ref A}\n"},
		{"all of a list", "  C:\n    DependsOn:\n    - A\n    - B\n    Properties: {X: !Ref A, Y: !Ref B}\n", "  C:\n    Properties: {X: !Ref A, Y: !Ref B}\n"},
		{"all of a list in flow", "  C:\n    DependsOn: [A, B]\n    Properties: {X: !Ref A, Y: !Ref B}\n", "  C:\n    Properties: {X: !Ref A, Y: !Ref B}\n"},
		{"the first in flow", "  C: {DependsOn: [A, B], Properties: {X: !Ref A}}\n", "  C: {DependsOn: [B], Properties: {X: !Ref A}}\n"},
		{"the last in flow", "  C: {DependsOn: [A, B], Properties: {X: !Ref B}}\n", "  C: {DependsOn: [A], Properties: {X: !Ref B}}\n"},
		{"the attribute in flow", "  C: {Type: T::T, DependsOn: A, Properties: {X: !Ref A}}\n", "  C: {Type: T::T, Properties: {X: !Ref A}}\n"},
		{"the last attribute in flow", "  C: {Properties: {X: !Ref A}, DependsOn: [A]}\n", "  C: {Properties: {X: !Ref A}}\n"},
		{"over lines in flow", "  C: {\n    DependsOn: [\n      A,\n      B\n    ],\n    Properties: {X: !Ref B}}\n", "  C: {\n    DependsOn: [\n      A\n    ],\n    Properties: {X: !Ref B}}\n"},
	}
	for _, test := range tests {
		if diff := cmp.Diff(twoTopics+test.after, apply(t, "W3005", twoTopics+test.before)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}
}

func TestRedundantDependsOnInJSONIsRemoved(t *testing.T) {
	const head = "{\"Resources\": {\n  \"A\": {\"Type\": \"T::T\"},\n  \"C\": {\n    \"Type\": \"T::T\",\n"
	const tail = "    \"Properties\": {\"X\": {\"Ref\": \"A\"}}\n  }\n}}\n"
	for _, before := range []string{"    \"DependsOn\": \"A\",\n", "    \"DependsOn\": [\n      \"A\"\n    ],\n"} {
		if diff := cmp.Diff(head+tail, apply(t, "W3005", head+before+tail)); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	}
}

// Where the text cannot be cut without touching something else, the finding has no fix.
func TestNoRemoval(t *testing.T) {
	for _, text := range []string{
		"  C: {DependsOn: [A, # why\n    B], Properties: {X: !Ref A}}\n",
		"  C: &c\n    DependsOn: A\n    Properties: {X: !Ref A}\n  D: *c\n",
		"  C:\n    DependsOn: &d [A, B]\n    Properties: {X: !Ref A}\n  D: {Type: T::T, DependsOn: *d}\n",
		"  C:\n    DependsOn: !!str A\n",
		"  C: {DependsOn: A, <<: {Properties: {X: !Ref A}}}\n",
	} {
		if got := apply(t, "W3005", twoTopics+text); got != twoTopics+text && !strings.Contains(got, "*c") {
			t.Errorf("%s became %s", text, got)
		}
	}
}
