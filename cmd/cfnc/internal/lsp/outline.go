package lsp

import (
	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/compiler/syntax"
)

type documentSymbol struct {
	Name           string           `json:"name"`
	Detail         string           `json:"detail,omitempty"`
	Kind           int              `json:"kind"`
	Range          textRange        `json:"range"`
	SelectionRange textRange        `json:"selectionRange"`
	Children       []documentSymbol `json:"children,omitempty"`
}

// The kinds of symbols that the protocol has.
const (
	namespaceSymbol = 3
	classSymbol     = 5
	propertySymbol  = 7
	constantSymbol  = 14
	variableSymbol  = 13
	booleanSymbol   = 17
	objectSymbol    = 19
)

// outline lists the sections of a file and what they declare, as it is written there.
func (v *view) outline(p documentParams) ([]documentSymbol, error) {
	d, err := v.document(p.TextDocument.URI)
	if err != nil {
		return nil, err
	}
	list := []documentSymbol{}
	for key, value := range d.parsed().Root.Pairs() {
		s := v.symbol(key, value, propertySymbol)
		if isSection(key.Text()) {
			s.Kind = namespaceSymbol
			for name, entry := range value.Pairs() {
				child := v.symbol(name, entry, entryKind(key.Text()))
				child.Detail = entry.Get("Type").Text()
				s.Children = append(s.Children, child)
			}
		}
		list = append(list, s)
	}
	return list, nil
}

// entryKind is the kind of the entries of a section.
func entryKind(section string) int {
	switch section {
	case "Parameters":
		return variableSymbol
	case "Mappings":
		return objectSymbol
	case "Conditions", "Rules":
		return booleanSymbol
	case "Resources":
		return classSymbol
	case "Outputs":
		return constantSymbol
	}
	return propertySymbol
}

func (v *view) symbol(key, value *syntax.Node, kind int) documentSymbol {
	name := key.Text()
	if name == "" {
		name = "(empty)" // clients refuse a symbol without a name
	}
	return documentSymbol{Name: name, Kind: kind, Range: v.rangeOf(pairSpan(key, value)), SelectionRange: v.rangeOf(key.Span())}
}

// pairSpan is the place of a key with its value.
func pairSpan(key, value *syntax.Node) source.Span {
	at := key.Span()
	if end := value.Span(); value != nil && end.File == at.File {
		at.End = max(at.End, end.End)
	}
	return at
}

type foldingRange struct {
	StartLine int    `json:"startLine"`
	EndLine   int    `json:"endLine"`
	Kind      string `json:"kind,omitempty"`
}

// folding lists what can be folded: values of several lines, and comments of several lines.
func (v *view) folding(p documentParams) ([]foldingRange, error) {
	d, err := v.document(p.TextDocument.URI)
	if err != nil {
		return nil, err
	}
	f := &folds{view: v, list: []foldingRange{}}
	f.visit(d.parsed().Root)
	f.comments(d.parsed())
	return f.list, nil
}

type folds struct {
	view *view
	list []foldingRange
}

func (f *folds) visit(n *syntax.Node) {
	for key, value := range n.Pairs() {
		f.add(pairSpan(key, value), "")
		f.visit(value)
	}
	for _, item := range n.Items() {
		f.add(item.Span(), "")
		f.visit(item)
	}
}

// add adds a place of several lines. A value that ends with a line break ends on the line before.
func (f *folds) add(at source.Span, kind string) {
	if at.File == nil {
		return
	}
	for at.End > at.Start && isSpace(at.File.Text()[at.End-1]) {
		at.End--
	}
	if r := f.view.rangeOf(at); r.End.Line > r.Start.Line {
		f.list = append(f.list, foldingRange{r.Start.Line, r.End.Line, kind})
	}
}

func isSpace(b byte) bool { return b == ' ' || b == '\t' || b == '\r' || b == '\n' }

// comments adds runs of lines that are comments.
func (f *folds) comments(doc *syntax.Document) {
	var run source.Span
	line := -1
	for _, c := range doc.Comments {
		r := f.view.rangeOf(c.Span)
		if !c.Own || r.Start.Line != line+1 || run.File == nil {
			f.add(run, "comment")
			run = source.Span{}
		}
		switch {
		case !c.Own:
		case run.File == nil:
			run = c.Span
		default:
			run.End = c.Span.End
		}
		line = r.End.Line
	}
	f.add(run, "comment")
}
