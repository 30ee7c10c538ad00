package rules

import (
	"strings"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/compiler/syntax"
)

// flow is a value that a fix writes, as flow YAML, which is JSON where the file is.
type flow struct{ yaml, json string }

// word is a flow of one scalar that needs no quotes in YAML.
func word(text string) flow { return flow{text, `"` + text + `"`} }

// bare is a flow of a number or a boolean.
func bare(text string) flow { return flow{text, text} }

// listing is a flow of a list of scalars that need no quotes in YAML.
func listing(list []string) flow {
	return flow{"[" + strings.Join(list, ", ") + "]", `["` + strings.Join(list, `", "`) + `"]`}
}

// pair is a flow of a map with one pair.
func pair(key string, value flow) flow {
	return flow{"{" + key + ": " + value.yaml + "}", `{"` + key + `": ` + value.json + "}"}
}

// insertPair returns the edit that puts a pair before the first of a map that stands where it
// was written. ok is false for a map in which nothing stands, or that came from elsewhere.
func insertPair(m *syntax.Node, key string, value flow) (edit diag.Edit, ok bool) {
	first, _ := m.Pair(0)
	if first == nil || !inPlace(m) || first.Span().File != m.Span().File {
		return diag.Edit{}, false
	}
	at := first.Span()
	at.End = at.Start
	written, gap := key+": "+value.yaml, "\n"+strings.Repeat(" ", columnOf(at))
	if isJSON(at) {
		written = `"` + key + `": ` + value.json
	}
	if m.Style() == syntax.Flow || isJSON(at) {
		written += ","
		if !startsLine(at) {
			gap = " "
		}
	}
	return diag.Edit{Span: at, Text: written + gap}, true
}

// appendItems returns the edit that puts texts behind the last item of a list of scalars that
// stands where it was written.
func appendItems(list *syntax.Node, texts []string) (edit diag.Edit, ok bool) {
	last := list.Item(list.Len() - 1)
	if !list.Is(syntax.List) || !inPlace(list) {
		return diag.Edit{}, false
	}
	value := listing(texts)
	switch at := list.Span(); {
	case last == nil && at.Text() != "" && isJSON(at):
		return diag.Edit{Span: at, Text: value.json}, true
	case last == nil && at.Text() != "":
		return diag.Edit{Span: at, Text: value.yaml}, true
	case last == nil || !last.IsScalar() || !inPlace(last) || last.Style() == syntax.Literal || last.Style() == syntax.Folded:
		return diag.Edit{}, false
	case list.Style() == syntax.Block:
		start := last.Span()
		gap := "\n" + strings.Repeat(" ", columnOf(list.Span())) + "- "
		return diag.Edit{Span: start.File.Span(start.End, start.End), Text: gap + strings.Join(texts, gap)}, true
	case isJSON(at):
		return diag.Edit{Span: at.File.Span(last.Span().End, last.Span().End), Text: ", " + strings.Trim(value.json, "[]")}, true
	}
	end := last.Span().End
	return diag.Edit{Span: list.Span().File.Span(end, end), Text: ", " + strings.Trim(value.yaml, "[]")}, true
}

// replaceScalar returns the edit that writes another value for a scalar that stands where it was
// written.
func replaceScalar(n *syntax.Node, value flow) (edit diag.Edit, ok bool) {
	if !n.IsScalar() || !inPlace(n) || n.Span().Text() == "" {
		return diag.Edit{}, false
	}
	if isJSON(n.Span()) {
		return diag.Edit{Span: n.Span(), Text: value.json}, true
	}
	return diag.Edit{Span: n.Span(), Text: value.yaml}, true
}

// inPlace reports whether a node stands where it was written, for no other place, and without a
// tag that stands before it.
func inPlace(n *syntax.Node) bool { return untouched(n) && n.Tag() == "" }

// isJSON reports whether what stands at a place is written in JSON.
func isJSON(at source.Span) bool {
	return at.File != nil && (strings.HasSuffix(at.Name(), ".json") || strings.HasPrefix(strings.TrimSpace(at.File.Text()), "{"))
}

// columnOf counts the bytes before a place in its line.
func columnOf(at source.Span) int {
	return at.Start - strings.LastIndexByte(at.File.Text()[:at.Start], '\n') - 1
}

// startsLine reports whether nothing but blanks stands before a place in its line.
func startsLine(at source.Span) bool {
	return strings.TrimSpace(at.File.Text()[at.Start-columnOf(at):at.Start]) == ""
}

// inFlow writes a value in one line: of its functions, all in the long form.
func inFlow(n *syntax.Node) flow {
	written := bare(n.Text())
	switch n.Kind() {
	case syntax.Map:
		written = flowPairs(n)
	case syntax.List:
		written = flowItems(n)
	case syntax.String:
		written = bare(quote(n.Text()))
	case syntax.Null:
		written = bare("null")
	}
	return written
}

func flowPairs(n *syntax.Node) flow {
	var yaml, json []string
	for key, value := range n.Pairs() {
		written := inFlow(value)
		yaml = append(yaml, key.Text()+": "+written.yaml)
		json = append(json, quote(key.Text())+": "+written.json)
	}
	return flow{"{" + strings.Join(yaml, ", ") + "}", "{" + strings.Join(json, ", ") + "}"}
}

func flowItems(n *syntax.Node) flow {
	var yaml, json []string
	for _, item := range n.Items() {
		written := inFlow(item)
		yaml = append(yaml, written.yaml)
		json = append(json, written.json)
	}
	return flow{"[" + strings.Join(yaml, ", ") + "]", "[" + strings.Join(json, ", ") + "]"}
}
