package syntax

import (
	"fmt"
	"strings"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/source"
)

// checkSpans says how a tree breaks the laws of spans, "" when it keeps them:
// decoding a scalar's span gives its value, spans nest and never overlap, and the
// place of every byte of a value lies inside its span. Only in a clean document does
// every bracket have its other half.
func checkSpans(doc *Document, clean bool) string {
	if doc.Root == nil {
		return ""
	}
	whole := doc.File.Span(0, len(doc.File.Text()))
	return firstOf(lawsOf(doc.Root, whole, "$", clean), commentLaws(doc))
}

func lawsOf(n *Node, within source.Span, path string, clean bool) string {
	if n == nil {
		return path + ": a nil node in a tree"
	}
	if why := firstOf(placeLaws(n, within, clean), propertyLaws(n, within), scalarLaws(n)); why != "" {
		return fmt.Sprintf("%s: %s (%s at %s)", path, why, n.Kind(), where(n.Span()))
	}
	at := n.Span().Start
	for i, kid := range n.Kids() {
		here := fmt.Sprintf("%s/%d", path, i)
		if kid != nil && kid.Span().Start < at {
			return fmt.Sprintf("%s: begins at byte %d, before its neighbour ends at %d", here, kid.Span().Start, at)
		}
		if why := lawsOf(kid, n.Span(), here, clean); why != "" {
			return why
		}
		at = kid.Span().End
	}
	return ""
}

// placeLaws keeps a node inside its parent, and its first and last bytes at its own text.
func placeLaws(n *Node, within source.Span, clean bool) string {
	s := n.Span()
	if s.File != within.File || s.Start < within.Start || s.End > within.End || s.Start > s.End {
		return fmt.Sprintf("span [%d,%d) is not inside of [%d,%d)", s.Start, s.End, within.Start, within.End)
	}
	text := s.Text()
	switch {
	case n.Is(Alias) && text != "*"+n.Text():
		return fmt.Sprintf("the span of alias %q is %q", n.Text(), text)
	case clean && n.Style() == Flow && n.Is(Map):
		return enclosed(text, "{", "}")
	case clean && n.Style() == Flow && n.Is(List):
		return enclosed(text, "[", "]")
	case n.Style() == SingleQuoted:
		return enclosed(text, "'", "'")
	case n.Style() == DoubleQuoted || n.Style() == JSONString:
		return enclosed(text, `"`, `"`)
	case n.Style() == Literal && text[:1] != "|", n.Style() == Folded && text[:1] != ">":
		return fmt.Sprintf("the span of a block scalar is %q", text)
	case n.Style() == Plain && strings.Trim(text, " \t\r\n") != text:
		return fmt.Sprintf("the span of a plain scalar is %q", text)
	}
	return ""
}

// enclosed allows the one pair of a flow list, `[a: b]`, to be a map without braces.
func enclosed(text, open, end string) string {
	braceless := open == "{" && !strings.HasPrefix(text, open)
	if braceless || len(text) >= 2 && strings.HasPrefix(text, open) && strings.HasSuffix(text, end) {
		return ""
	}
	return fmt.Sprintf("span %q is not enclosed in %s and %s", text, open, end)
}

func propertyLaws(n *Node, within source.Span) string {
	if n.Tag() == "" {
		return ""
	}
	tag := n.TagSpan()
	if raw, _ := unescapeURI(tag.Text()); raw != n.Tag() && !strings.HasPrefix(raw, "!<") {
		return fmt.Sprintf("the span of tag %q is %q", n.Tag(), tag.Text())
	}
	if tag.End > n.Span().Start || tag.Start < within.Start {
		return fmt.Sprintf("tag %q at [%d,%d) is not between its parent's begin and its value", n.Tag(), tag.Start, tag.End)
	}
	return ""
}

func scalarLaws(n *Node) string {
	if !n.IsScalar() {
		return ""
	}
	if got := decode(n.Style(), int(n.indent), n.Span().Text(), nil); got != n.Text() {
		return fmt.Sprintf("its span decodes to %q, its text is %q", got, n.Text())
	}
	if n.Style() != Plain && !n.Is(String) && n.Tag() == "" {
		return fmt.Sprintf("%q is quoted and not a string", n.Text())
	}
	return textLaws(n)
}

// textLaws looks at every byte of short texts, and at both ends of long ones.
func textLaws(n *Node) string {
	last := n.Span().Start
	for i := range len(n.Text()) {
		if i > 200 && i < len(n.Text())-20 {
			continue
		}
		s := n.TextSpan(i, i+1)
		if s.Start < last || s.Start > s.End || s.End > n.Span().End {
			return fmt.Sprintf("byte %d of %q is at [%d,%d), out of order or out of the span", i, n.Text(), s.Start, s.End)
		}
		if !wrote(s.Text(), n.Text()[i], n.Style()) {
			return fmt.Sprintf("byte %d of %q is said to be written as %q", i, n.Text(), s.Text())
		}
		last = s.Start
	}
	if s := n.TextSpan(0, len(n.Text())); s.Start < n.Span().Start || s.End > n.Span().End {
		return fmt.Sprintf("the whole text is at [%d,%d), out of the span", s.Start, s.End)
	}
	return ""
}

// wrote reports whether source text can be what a byte of a value was written with: the byte
// itself, an escape, or blanks and line breaks for one that folding made.
func wrote(text string, value byte, style Style) bool {
	switch {
	case (style == DoubleQuoted || style == JSONString) && strings.HasPrefix(text, `\`):
		return true
	case value == '\n' || value == ' ':
		return strings.Trim(text, " \t\r\n") == "" || style == DoubleQuoted && strings.HasSuffix(text, `\`)
	}
	return strings.IndexByte(text, value) == 0
}

func commentLaws(doc *Document) string {
	last := 0
	for i, c := range doc.Comments {
		if c.Span.Start < last || !strings.HasPrefix(c.Text(), "#") && doc.Format == YAML {
			return fmt.Sprintf("comment %d is %q at byte %d", i, c.Text(), c.Span.Start)
		}
		if strings.ContainsAny(c.Text(), "\n\r") && doc.Format == YAML {
			return fmt.Sprintf("comment %d is %q", i, c.Text())
		}
		last = c.Span.End
	}
	return ""
}

// checkDiagnostics says how the messages of a reader break their laws.
func checkDiagnostics(f *source.File, found []diag.Diagnostic) string {
	if len(found) > 2*MaxErrors {
		return fmt.Sprintf("%d diagnostics", len(found))
	}
	for _, d := range found {
		switch {
		case d.Message == "":
			return "a diagnostic without a message"
		case d.Span.File != f || d.Span.Start < 0 || d.Span.End > len(f.Text()) || d.Span.Start > d.Span.End:
			return fmt.Sprintf("%q has the span [%d,%d) of %d bytes", d.Message, d.Span.Start, d.Span.End, len(f.Text()))
		case d.Severity == diag.Error && (d.Rule != SyntaxID || d.Name != SyntaxName):
			return fmt.Sprintf("%q is an error of %q %q", d.Message, d.Rule, d.Name)
		}
	}
	return ""
}

func where(s source.Span) string {
	start, end := s.Positions()
	return fmt.Sprintf("%d:%d–%d:%d", start.Line, start.Column, end.Line, end.Column)
}

func firstOf(reasons ...string) string {
	for _, why := range reasons {
		if why != "" {
			return why
		}
	}
	return ""
}
