package syntax

import (
	"errors"
	"fmt"
	"io"
	"net/url"
	"strings"

	goccy "github.com/goccy/go-yaml/parser"
	"go.yaml.in/yaml/v4"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/source"
)

// An outcome is what came of reading one text with our reader and with the oracle.
type outcome int

const (
	same outcome = iota
	bothRefuse
	weRefuse
	weAccept // and the oracle refuses
	different
)

func (o outcome) String() string {
	return [...]string{"same", "both refuse", "we refuse", "we accept and v4 refuses", "DIFFERENT"}[o]
}

// A reading is one comparison. Why is a difference, a broken law, or the reason of a refusal.
type reading struct {
	outcome outcome
	why     string
	broken  string // a law of spans or diagnostics that does not hold
	place   string // a node that begins elsewhere than v4 says
}

// compare reads a text as YAML with both, and compares what they say.
func compare(name, text string) reading {
	f := source.NewFile(name, name, text)
	doc, found := ParseYAML(f)
	return judge(doc, found, text)
}

func judge(doc *Document, found []diag.Diagnostic, text string) reading {
	theirs, err := oracle(text)
	r := reading{broken: checkDiagnostics(doc.File, found)}
	ours := !diag.HasErrors(found)
	switch {
	case !ours && err != nil:
		r.outcome, r.why = bothRefuse, firstError(found)
	case !ours:
		r.outcome, r.why = weRefuse, firstError(found)
	case err != nil:
		r.outcome, r.why = weAccept, err.Error()
	default:
		r.outcome, r.why = compareTrees(doc.Root, theirs)
		r.place = misplaced(doc.File, doc.Root, theirs, "$")
	}
	r.broken = firstOf(r.broken, checkSpans(doc, len(found) == 0))
	return r
}

func compareTrees(ours *Node, theirs *yaml.Node) (outcome, string) {
	if why := differ(ours, theirs, "$"); why != "" {
		return different, why
	}
	return same, ""
}

func firstError(found []diag.Diagnostic) string {
	for _, d := range found {
		if d.Severity == diag.Error {
			return fmt.Sprintf("%s at %s", d.Message, where(d.Span))
		}
	}
	return ""
}

var errSeveral = errors.New("several documents")

// oracle reads a text with go.yaml.in/yaml/v4. It gives nil for a text without a value.
func oracle(text string) (root *yaml.Node, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("v4 panics: %v", r)
		}
	}()
	loader, err := yaml.NewLoader(strings.NewReader(text))
	if err != nil {
		return nil, err
	}
	for i := 0; ; i++ {
		var doc yaml.Node
		switch err := loader.Load(&doc); {
		case errors.Is(err, io.EOF):
			return root, nil
		case err != nil:
			return nil, err
		case i > 0:
			return nil, errSeveral
		}
		if len(doc.Content) > 0 {
			root = doc.Content[0]
		}
	}
}

// secondVote reports whether goccy/go-yaml takes a text. It is asked where v4 and we disagree.
func secondVote(text string) (accepts bool) {
	defer func() {
		if recover() != nil {
			accepts = false
		}
	}()
	_, err := goccy.ParseBytes([]byte(text), 0)
	return err == nil
}

// differ says where two trees differ first in kind, tag, anchor or text, "" if they do not.
func differ(ours *Node, theirs *yaml.Node, path string) string {
	if theirs == nil {
		theirs = &yaml.Node{Kind: yaml.ScalarNode}
	}
	if a, b := shapeOf(ours), shapeOfOracle(theirs); a != b {
		return fmt.Sprintf("%s: we read %+v, v4 %+v", path, a, b)
	}
	for i, kid := range ours.Kids() {
		if why := differ(kid, theirs.Content[i], fmt.Sprintf("%s/%d", path, i)); why != "" {
			return why
		}
	}
	return ""
}

// A shape is what of a node must agree.
type shape struct {
	Kind, Tag, Anchor, Text string
	Kids                    int
}

func shapeOf(n *Node) shape {
	kind := map[Kind]string{List: "list", Map: "map", Alias: "alias"}[n.Kind()]
	if kind == "" {
		kind = "scalar"
	}
	return shape{kind, canonicalTag(n.Tag()), n.Anchor(), n.Text(), len(n.Kids())}
}

func shapeOfOracle(n *yaml.Node) shape {
	kind := map[yaml.Kind]string{yaml.SequenceNode: "list", yaml.MappingNode: "map", yaml.AliasNode: "alias"}[n.Kind]
	if kind == "" {
		kind = "scalar"
	}
	tag := ""
	if n.Style&yaml.TaggedStyle != 0 {
		tag = n.Tag
	}
	return shape{kind, tag, n.Anchor, n.Value, len(n.Content)}
}

// canonicalTag spells a tag as v4 does: without escapes, in short form, and the tag "!",
// which only says "not a plain value", as none.
func canonicalTag(tag string) string {
	if tag == "!" {
		return ""
	}
	if inner, ok := strings.CutPrefix(tag, "!<"); ok {
		tag = strings.TrimSuffix(inner, ">")
	}
	if plain, err := url.PathUnescape(tag); err == nil {
		tag = plain
	}
	if short, ok := strings.CutPrefix(tag, "tag:yaml.org,2002:"); ok {
		return "!!" + short
	}
	return tag
}

// misplaced names the first node that begins elsewhere than v4 says. Values that are left
// out have no place of their own. With a tag or an anchor, v4 means the begin of these.
func misplaced(f *source.File, ours *Node, theirs *yaml.Node, path string) string {
	if ours == nil || theirs == nil {
		return ""
	}
	if at := f.Position(startOf(ours)); ours.Span().Text() != "" && (at.Line != theirs.Line || at.Column != theirs.Column) && ours.Anchor() == "" {
		return fmt.Sprintf("%s: %s begins at %d:%d, v4 says %d:%d", path, ours.Kind(), at.Line, at.Column, theirs.Line, theirs.Column)
	}
	for i, kid := range ours.Kids() {
		if i >= len(theirs.Content) {
			return ""
		}
		if why := misplaced(f, kid, theirs.Content[i], fmt.Sprintf("%s/%d", path, i)); why != "" {
			return why
		}
	}
	return ""
}

func startOf(n *Node) int { return min(n.TagSpan().Start, n.Span().Start) }
