package lint

import (
	"strings"

	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/compiler/syntax"
)

// ignoreMark begins a comment that suppresses findings: "# cfnc:ignore H104 reason". It holds
// for its own line, or, when it stands alone, for the next line that is no such comment;
// and for the whole of a text that begins on that line, since a block scalar has no room
// for comments.
const ignoreMark = "cfnc:ignore"

// commentIgnores reads the suppressions in the comments of a file.
func commentIgnores(doc *syntax.Document, rules []*Rule) (list []*ignore) {
	if doc == nil {
		return nil
	}
	for i, c := range doc.Comments {
		rest, ok := afterMark(c)
		if !ok {
			continue
		}
		lines := covered(doc, i)
		for _, g := range words(rest, rules) {
			g.lines = lines
			list = append(list, g)
		}
	}
	return list
}

// afterMark returns the part of a comment after its mark.
func afterMark(c syntax.Comment) (rest source.Span, ok bool) {
	text := strings.TrimLeft(c.Text(), "#/* \t")
	rest = c.Span
	rest.Start += len(c.Text()) - len(text) + len(ignoreMark)
	after, ok := strings.CutPrefix(text, ignoreMark)
	return rest, ok && (after == "" || strings.ContainsAny(after[:1], " \t,:*"))
}

// words reads rules up to the first word that is none: there the reason begins. What stands
// first is taken for a rule, so that a mistake in it is seen.
func words(rest source.Span, rules []*Rule) (list []*ignore) {
	text := rest.Text()
	for from, to := nextWord(text, 0); from < to; from, to = nextWord(text, to) {
		g := &ignore{word: text[from:to], at: rest.File.Span(rest.Start+from, rest.Start+to)}
		g.rule = Find(rules, g.word)
		if len(list) > 0 && g.rule == nil && !isID(g.word) {
			because(list, text[from:])
			break
		}
		list = append(list, g)
	}
	if len(list) == 0 {
		list = append(list, &ignore{at: rest.File.Span(rest.Start-len(ignoreMark), rest.Start)})
	}
	return list
}

// because gives suppressions the reason that ends their comment.
func because(list []*ignore, reason string) {
	for _, g := range list {
		g.reason = strings.TrimRight(reason, "*/ \t\r\n")
	}
}

// nextWord finds the next run of text without blanks and punctuation.
func nextWord(text string, at int) (from, to int) {
	const between = " \t\r\n,:"
	from = len(text) - len(strings.TrimLeft(text[at:], between))
	if length := strings.IndexAny(text[from:], between); length >= 0 {
		return from, from + length
	}
	return from, len(text)
}

// covered returns the bytes that a comment holds for.
func covered(doc *syntax.Document, comment int) source.Span {
	line := doc.File.Position(doc.Comments[comment].Span.End).Line
	if doc.Comments[comment].Own {
		line = nextLine(doc, comment, line)
	}
	text, start := doc.File.Line(line)
	lines := doc.File.Span(start, start+len(text))
	extend(&lines, doc.Root, lines.End)
	return lines
}

// nextLine is the line below a comment and the comments that follow it directly.
func nextLine(doc *syntax.Document, comment, line int) int {
	for _, c := range doc.Comments[comment+1:] {
		start, end := c.Span.Positions()
		if !c.Own || start.Line != line+1 {
			break
		}
		line = end.Line
	}
	return line + 1
}

// extend widens a line to the ends of the scalars that begin on it, before byte eol.
func extend(lines *source.Span, n *syntax.Node, eol int) {
	at := n.Span()
	if at.Start > eol || at.End < lines.Start {
		return
	}
	if n.IsScalar() && at.Start >= lines.Start {
		lines.End = max(lines.End, at.End)
	}
	for _, kid := range n.Kids() {
		extend(lines, kid, eol)
	}
}
