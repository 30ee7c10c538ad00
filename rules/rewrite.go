package rules

import (
	"encoding/json"
	"strings"

	"github.com/cfnc/cfnc/compiler"
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
)

// isWritten reports whether the author wrote a call, and not expansion.
func isWritten(c template.Call) bool {
	return strings.HasSuffix(strings.Trim(c.Key.Span().Text(), `"'`), strings.TrimPrefix(string(c.Function), "Fn::"))
}

// replaceable reports whether the text that a node was written with says this node and no more:
// no comment, no anchor that others use, and nothing that came from elsewhere.
func replaceable(unit *compiler.Unit, n *syntax.Node) bool {
	at := n.Span()
	for _, doc := range unit.Documents {
		if doc.File == at.File {
			return doc == unit.Documents[0] && !comments(doc, at) && !anchors(doc.Root, at) && ownText(n, at)
		}
	}
	return false
}

// replaceValue returns the edit that writes another value for one that stands where it was written,
// a scalar or a function.
func replaceValue(unit *compiler.Unit, n *syntax.Node, value flow) (edit diag.Edit, ok bool) {
	if n.IsScalar() || n == nil || !replaceable(unit, n) {
		return replaceScalar(n, value)
	}
	if isJSON(n.Span()) {
		return diag.Edit{Span: n.Span(), Text: value.json}, true
	}
	return diag.Edit{Span: n.Span(), Text: value.yaml}, true
}

func comments(doc *syntax.Document, at source.Span) bool {
	for _, c := range doc.Comments {
		if c.Span.Start < at.End && c.Span.End > at.Start {
			return true
		}
	}
	return false
}

// anchors looks for an anchor or an alias that a span touches, in a tree as written.
func anchors(n *syntax.Node, at source.Span) bool {
	span := n.Span()
	if n == nil || span.End < at.Start || span.Start > at.End {
		return false
	}
	inside := span.Start >= at.Start && span.End <= at.End
	if inside && (n.Is(syntax.Alias) || n.Anchor() != "") {
		return true
	}
	for _, kid := range n.Kids() {
		if anchors(kid, at) {
			return true
		}
	}
	return false
}

// ownText reports whether a node and all in it were written inside a span.
func ownText(n *syntax.Node, at source.Span) bool {
	span := n.Span()
	if n == nil || n.Origin() != nil || span.File != at.File || span.Start < at.Start || span.End > at.End {
		return false
	}
	for _, kid := range n.Kids() {
		if !ownText(kid, at) {
			return false
		}
	}
	return true
}

// writeSub writes Fn::Sub of a text for another call, in the form of that one: short or long,
// in JSON or YAML. ok is false where the text would be unreadable.
func writeSub(call template.Call, text string) (written string, ok bool) {
	switch {
	case strings.HasPrefix(call.Key.Span().Text(), "!"):
		written, ok = writeText(call, text)
		return "!Sub " + written, ok
	case call.Node.Style() == syntax.Block:
		written, ok = writeText(call, text)
		return "Fn::Sub: " + written, ok
	}
	written, ok = writeText(call, text)
	return `{"Fn::Sub": ` + written + "}", ok
}

// writeText writes a text of one line in quotes, and in YAML one of several lines as a block,
// where the argument that it replaces is a block too.
func writeText(call template.Call, text string) (written string, ok bool) {
	if !strings.Contains(text, "\n") || call.Key.Style() == syntax.JSONString {
		return quote(text), true
	}
	if call.Argument.Style() != syntax.Block || strings.HasSuffix(text, "\n\n") || !readable(text) {
		return "", false
	}
	indent := strings.Repeat(" ", indentOf(call.Node.Span())+2)
	header := "|"
	if !strings.HasSuffix(text, "\n") {
		header = "|-"
	}
	lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	for i, line := range lines {
		if line != "" {
			lines[i] = indent + line
		}
	}
	return header + "\n" + strings.Join(lines, "\n"), true
}

// readable reports whether a text can stand in a block as it is.
func readable(text string) bool {
	for _, r := range text {
		if r < ' ' && r != '\n' && r != '\t' || r == 0x7f || r == 0x85 || r == 0xa0 || r >= 0x2028 && r <= 0x2029 || r == 0xfeff {
			return false
		}
	}
	return !strings.HasPrefix(text, " ") && !strings.HasPrefix(text, "\n") && !strings.HasPrefix(text, "\t")
}

// indentOf counts the bytes before the first word of the line where a span begins: blanks, and
// the marks of list items.
func indentOf(at source.Span) int {
	line, _ := at.File.Line(at.File.Position(at.Start).Line)
	return len(line) - len(strings.TrimLeft(line, "- "))
}

// quote writes a text in double quotes, as JSON and YAML both read it.
func quote(text string) string {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if e.Encode(text) != nil {
		return `""`
	}
	return strings.TrimSuffix(b.String(), "\n")
}
