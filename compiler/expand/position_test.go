package expand_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/cfnc/cfnc/compiler/expand"
	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/compiler/syntax"
)

const blockSource = `Parameters: {P: {Type: String}}
Mappings: {M: {a: {b: c}}}
Resources:
  R: {Type: AWS::S3::Bucket}
  Use:
    Type: T
    Properties:
      Block: |
        first
          second @P here
        third @{R.Arn} @M[a, "b"]
      Folded: >-
        one
        two @P
      Escaped: "caf\u00e9 @P\t@@P"
      Single: 'it''s @P'
      Whole: "@{P}"
      Sub: !Sub "x @P y"
      Short: !GetAtt R.Arn
      Depends: !Ref "@R"
`

// place is where a node was written: line and column of both ends, and the text between.
func place(at source.Span) string {
	start, end := at.Positions()
	return fmt.Sprintf("%s %d:%d-%d:%d %q", at.Name(), start.Line, start.Column, end.Line, end.Column, at.Text())
}

func TestExpressionPlaces(t *testing.T) {
	result, found := run("main.yaml", files{"main.yaml": blockSource}, expand.Options{})
	if len(found) > 0 {
		t.Fatal(show(found))
	}
	p := result.Root.At("Resources", "Use", "Properties")
	joined := func(key string, i int) *syntax.Node { return p.At(key, "Fn::Join").Item(1).Item(i) }
	for want, n := range map[string]*syntax.Node{
		`main.yaml 9:9-10:18 "first\n          second "`: joined("Block", 0),
		`main.yaml 10:18-10:20 "@P"`:                     joined("Block", 1),
		`main.yaml 10:19-10:20 "P"`:                      joined("Block", 1).Get("Ref"),
		`main.yaml 10:20-11:15 " here\n        third "`:  joined("Block", 2),
		`main.yaml 11:15-11:23 "@{R.Arn}"`:               joined("Block", 3),
		`main.yaml 11:17-11:18 "R"`:                      joined("Block", 3).Get("Fn::GetAtt").Item(0),
		`main.yaml 11:19-11:22 "Arn"`:                    joined("Block", 3).Get("Fn::GetAtt").Item(1),
		`main.yaml 11:24-11:34 "@M[a, \"b\"]"`:           joined("Block", 5),
		`main.yaml 11:25-11:26 "M"`:                      joined("Block", 5).Get("Fn::FindInMap").Item(0),
		`main.yaml 11:27-11:28 "a"`:                      joined("Block", 5).Get("Fn::FindInMap").Item(1),
		`main.yaml 11:30-11:33 "\"b\""`:                  joined("Block", 5).Get("Fn::FindInMap").Item(2),
		`main.yaml 14:13-14:15 "@P"`:                     joined("Folded", 1),
		`main.yaml 15:27-15:29 "@P"`:                     joined("Escaped", 1),
		`main.yaml 15:29-15:34 "\\t@@P"`:                 joined("Escaped", 2),
		`main.yaml 16:22-16:24 "@P"`:                     joined("Single", 1),
		`main.yaml 17:15-17:19 "@{P}"`:                   p.Get("Whole"),
		`main.yaml 17:17-17:18 "P"`:                      p.At("Whole", "Ref"),
		`main.yaml 18:17-18:25 "\"x @P y\""`:             p.At("Sub", "Fn::Sub"),
		`main.yaml 18:12-18:25 "!Sub \"x @P y\""`:        p.Get("Sub"),
		`main.yaml 18:12-18:16 "!Sub"`:                   p.Get("Sub").Key("Fn::Sub"),
		`main.yaml 19:22-19:23 "R"`:                      p.At("Short", "Fn::GetAtt").Item(0),
		`main.yaml 19:24-19:27 "Arn"`:                    p.At("Short", "Fn::GetAtt").Item(1),
		`main.yaml 20:23-20:24 "R"`:                      p.At("Depends", "Ref"),
	} {
		if got := place(n.Span()); got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
}

func TestPartsOfTextsKnowTheirPlace(t *testing.T) {
	result, _ := run("main.yaml", files{"main.yaml": blockSource}, expand.Options{})
	p := result.Root.At("Resources", "Use", "Properties")
	text := p.At("Block", "Fn::Join").Item(1).Item(2) // " here\nthird "
	if got := place(text.TextSpan(6, 11)); got != `main.yaml 11:9-11:14 "third"` {
		t.Error(got)
	}
	sub := p.At("Sub", "Fn::Sub") // "x ${P} y"
	for want, part := range map[string][2]int{
		`main.yaml 18:18-18:19 "x"`:  {0, 1},
		`main.yaml 18:20-18:22 "@P"`: {2, 6},
		`main.yaml 18:23-18:24 "y"`:  {7, 8},
	} {
		if got := place(sub.TextSpan(part[0], part[1])); got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
}

// TestOrigins goes through an include in an include, an argument, an alias, a merge and a text
// file, and looks at the way of a node in each.
func TestOrigins(t *testing.T) {
	all := files{
		"main.yaml": "Parameters: {P: {Type: String}}\n" +
			"A: !Include {File: one.yaml, With: {k: [given]}}\n" +
			"B: &b {x: y}\n" +
			"C: *b\n" +
			"D: !Merge [{l: [1]}, !Include two.yaml]\n" +
			"E: \"text @file://run.sh\"\n",
		"one.yaml": "inner: !Include two.yaml\narg: \"@{.k}\"\n",
		"two.yaml": "l: [\"v @P\"]\n",
		"run.sh":   "echo @P\n",
	}
	result, found := run("main.yaml", all, expand.Options{})
	if len(found) > 0 {
		t.Fatal(show(found))
	}
	root := result.Root
	for want, n := range map[string]*syntax.Node{
		"": root.Get("Parameters"),
		"two.yaml: include one.yaml:1:17, include main.yaml:2:20":                             root.At("A", "inner").Key("l"),
		"two.yaml: interpolation two.yaml:1:5, include one.yaml:1:17, include main.yaml:2:20": root.At("A", "inner", "l").Item(0).Get("Fn::Join").Item(1).Item(1),
		"main.yaml: argument one.yaml:2:6, include main.yaml:2:20":                            root.At("A", "arg").Item(0),
		"main.yaml: alias main.yaml:4:4":                                                      root.At("C", "x"),
		"main.yaml: merge main.yaml:5:4":                                                      root.At("D", "l").Item(0),
		"two.yaml: interpolation two.yaml:1:5, include main.yaml:5:31, merge main.yaml:5:4":   root.At("D", "l").Item(1),
		"run.sh: interpolation run.sh:1:1, include main.yaml:6:10":                            root.At("E", "Fn::Join").Item(1).Item(1),
	} {
		if got := way(n); got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
}

func way(n *syntax.Node) string {
	var steps []string
	for o := n.Origin(); o != nil; o = o.Via {
		at, _ := o.At.Positions()
		steps = append(steps, fmt.Sprintf("%s %s:%d:%d", o.Step, o.At.Name(), at.Line, at.Column))
	}
	if len(steps) == 0 {
		return ""
	}
	return n.Span().Name() + ": " + strings.Join(steps, ", ")
}

// TestNotesAt asks for the way of a part of a text that came from two files.
func TestNotesAt(t *testing.T) {
	all := files{"main.yaml": "E: \"a @file://run.sh b\"\n", "run.sh": "echo\n"}
	result, _ := run("main.yaml", all, expand.Options{})
	text := result.Root.Get("E")
	if text.Text() != "a echo\n b" {
		t.Fatal(text.Text())
	}
	inner, outer := text.TextSpan(2, 6), text.TextSpan(8, 9)
	if place(inner) != `run.sh 1:1-1:5 "echo"` || place(outer) != `main.yaml 1:22-1:23 "b"` {
		t.Error(place(inner), place(outer))
	}
	if notes := text.NotesAt(inner); len(notes) != 1 || place(notes[0].Span) != `main.yaml 1:7-1:21 "@file://run.sh"` {
		t.Errorf("notes of the text file: %v", notes)
	}
	if notes := text.NotesAt(outer); len(notes) != 0 {
		t.Errorf("notes of the entry file: %v", notes)
	}
}

func TestDocuments(t *testing.T) {
	all := files{
		"main.yaml": "A: !Include b.yaml\nB: !Include c.yaml\nC: !Include b.yaml\nD: !IncludeText d.txt\n",
		"b.yaml":    "!Include c.yaml", "c.yaml": "c", "d.txt": "text",
	}
	result, _ := run("main.yaml", all, expand.Options{})
	var names []string
	for _, doc := range result.Documents {
		names = append(names, doc.File.Name())
	}
	if got := strings.Join(names, " "); got != "main.yaml b.yaml c.yaml" {
		t.Error(got)
	}
}
