package expand

import (
	"strings"

	"github.com/cfnc/cfnc/compiler/syntax"
)

// form reads a call: the node where it stands, and its argument, with the tag taken off.
type form func(e *expander, n, argument *syntax.Node, c context) *syntax.Node

// ownForm returns what reads a tag that is cfnc's own, or nil. Includes are followed before.
func (e *expander) ownForm(tag string) form {
	if e.dialect == CloudFormation {
		return nil
	}
	switch tag {
	case "!IncludeText":
		return (*expander).includeText
	case "!Merge":
		return (*expander).merge
	}
	return nil
}

func isOwnTag(tag string) bool {
	return tag == "!Include" || tag == "!IncludeText" || tag == "!Merge"
}

// longForm returns what reads a map with one key, or nil for what needs no reading of
// its own. Every tag has a long form, as JSON has no tags.
func (e *expander) longForm(key *syntax.Node) form {
	if !isBare(key) {
		return nil
	}
	switch key.Text() {
	case "Fn::GetAtt":
		return (*expander).getAtt
	case "Fn::Include", "Fn::IncludeText", "Fn::Merge":
		if e.dialect == CloudFormation {
			return (*expander).ownInPlain
		}
		return e.ownForm("!" + key.Text()[len("Fn::"):])
	}
	return nil
}

// isOwnKey reports whether a key is the long form of one of cfnc's own, which stand alone.
func (e *expander) isOwnKey(key *syntax.Node) bool {
	name := key.Text()
	return strings.HasPrefix(name, "Fn::") && e.dialect != CloudFormation && isOwnTag("!"+name[len("Fn::"):])
}

// getAtt reads {"Fn::GetAtt": argument}.
func (e *expander) getAtt(n, argument *syntax.Node, c context) *syntax.Node {
	read := e.splitAttribute(e.node(argument, c.deeper()))
	if read == argument && c.origin == nil {
		return n
	}
	key, _ := n.Only()
	return c.place(n.WithKids([]*syntax.Node{c.place(key.Untagged()), read}))
}

// ownInPlain reports a form of cfnc in a template of plain CloudFormation.
func (e *expander) ownInPlain(n, _ *syntax.Node, c context) *syntax.Node {
	key, _ := n.Only()
	e.fail(key.Span(), c.origin, "`%s` is no function of CloudFormation", key.Text()).Help =
		"build with --dialect cfnc, or begin a JSON file with a comment"
	return e.children(n, c)
}
