package expand_test

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/syntax"
)

// dump writes a tree as JSON: what fits stands on one line.
func dump(n *syntax.Node) string { return dumpAt(n, "") + "\n" }

const lineWidth = 100

func dumpAt(n *syntax.Node, indent string) string {
	short := dumpShort(n)
	if len(short)+len(indent) <= lineWidth || n.IsScalar() {
		return short
	}
	inner := indent + "  "
	var lines []string
	for key, value := range n.Pairs() {
		lines = append(lines, inner+quote(key.Text())+": "+dumpAt(value, inner))
	}
	for _, item := range n.Items() {
		lines = append(lines, inner+dumpAt(item, inner))
	}
	opening, closing := "{", "}"
	if n.Kind() == syntax.List {
		opening, closing = "[", "]"
	}
	return opening + "\n" + strings.Join(lines, ",\n") + "\n" + indent + closing
}

func dumpShort(n *syntax.Node) string {
	var parts []string
	switch n.Kind() {
	case syntax.Map:
		for key, value := range n.Pairs() {
			parts = append(parts, quote(key.Text())+": "+dumpShort(value))
		}
		return "{" + strings.Join(parts, ", ") + "}"
	case syntax.List:
		for _, item := range n.Items() {
			parts = append(parts, dumpShort(item))
		}
		return "[" + strings.Join(parts, ", ") + "]"
	case syntax.String:
		return quote(n.Text())
	case syntax.None:
		return "nothing"
	case syntax.Null:
		return "null"
	case syntax.Alias:
		return "*" + n.Text()
	}
	if n.Tag() != "" {
		return n.Tag() + " " + n.Text()
	}
	return n.Text()
}

func quote(text string) string {
	var out strings.Builder
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	_ = encoder.Encode(text)
	return strings.TrimSuffix(out.String(), "\n")
}

// show writes diagnostics, each with the text that its span covers.
func show(found []diag.Diagnostic) string {
	var out strings.Builder
	for _, d := range found {
		start, _ := d.Span.Positions()
		fmt.Fprintf(&out, "%s:%d:%d %s %s [%s] %s\n", d.Span.Name(), start.Line, start.Column, d.Severity, d.Rule, short(d.Span.Text()), d.Message)
		if d.Help != "" {
			fmt.Fprintf(&out, "\thelp: %s\n", d.Help)
		}
		for _, note := range d.Notes {
			at, _ := note.Span.Positions()
			fmt.Fprintf(&out, "\t%s:%d:%d [%s] %s\n", note.Span.Name(), at.Line, at.Column, short(note.Span.Text()), note.Message)
		}
	}
	return out.String()
}

func short(text string) string {
	text = strings.ReplaceAll(text, "\n", "\\n")
	if len(text) > 40 {
		return text[:40] + "…"
	}
	return text
}
