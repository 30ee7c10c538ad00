package rules

import (
	"strings"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/compiler/syntax"
)

// removeKey returns the edit that takes a pair out of a map that stands where it was written.
// ok is false when the text cannot be cut there without touching something else.
func removeKey(m *syntax.Node, name string) (edit diag.Edit, ok bool) {
	var parts []source.Span
	at := -1
	for key, value := range m.Pairs() {
		if key.Text() == name && untouched(value) {
			at = len(parts)
		}
		parts = append(parts, key.Span().File.Span(key.Span().Start, max(key.Span().End, value.Span().End)))
	}
	return remove(m, parts, at)
}

// removeItem returns the edit that takes an item out of a list, as removeKey does.
func removeItem(list *syntax.Node, at int) (edit diag.Edit, ok bool) {
	var parts []source.Span
	for _, item := range list.Items() {
		parts = append(parts, item.Span())
	}
	if !untouched(list.Item(at)) || list.Item(at).Tag() != "" {
		return diag.Edit{}, false
	}
	return remove(list, parts, at)
}

// untouched reports whether a node stands where it was written, for no other place.
func untouched(n *syntax.Node) bool { return n != nil && n.Origin() == nil && n.Anchor() == "" }

// remove cuts one of several parts out of a list or a map, of which something must be left.
func remove(from *syntax.Node, parts []source.Span, at int) (edit diag.Edit, ok bool) {
	if at < 0 || len(parts) < 2 || !untouched(from) {
		return diag.Edit{}, false
	}
	for _, part := range parts {
		if part.File != from.Span().File || part.Start < from.Span().Start || part.End > from.Span().End {
			return diag.Edit{}, false
		}
	}
	if from.Style() == syntax.Block {
		return removeLines(parts[at])
	}
	return removeBetween(parts, at)
}

// removeLines cuts whole lines. Only the mark of an item may stand before the part, and only a
// comment behind it.
func removeLines(part source.Span) (edit diag.Edit, ok bool) {
	text := part.File.Text()
	start := strings.LastIndexByte(text[:part.Start], '\n') + 1
	end := len(text)
	if i := strings.IndexByte(text[part.End:], '\n'); i >= 0 {
		end = part.End + i + 1
	}
	before, behind := strings.Trim(text[start:part.Start], " "), strings.TrimSpace(text[part.End:end])
	if before != "" && before != "-" || behind != "" && behind[0] != '#' || before == "-" && strings.Contains(part.Text(), ":") {
		return diag.Edit{}, false
	}
	return diag.Edit{Span: part.File.Span(start, end)}, true
}

// removeBetween cuts from a part to the next, or for the last from the one before. Nothing but a
// comma must stand in between.
func removeBetween(parts []source.Span, at int) (edit diag.Edit, ok bool) {
	file, cut, gap := parts[at].File, source.Span{}, source.Span{}
	if at+1 < len(parts) {
		gap = file.Span(parts[at].End, parts[at+1].Start)
		cut = file.Span(parts[at].Start, gap.End)
	} else {
		gap = file.Span(parts[at-1].End, parts[at].Start)
		cut = file.Span(gap.Start, parts[at].End)
	}
	return diag.Edit{Span: cut}, gap.Start <= gap.End && strings.TrimSpace(gap.Text()) == ","
}
