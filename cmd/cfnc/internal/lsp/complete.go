package lsp

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/compiler/syntax"
)

type completionList struct {
	Incomplete bool             `json:"isIncomplete"`
	Items      []completionItem `json:"items"`
}

type completionItem struct {
	Label    string   `json:"label"`
	Kind     int      `json:"kind"`
	Detail   string   `json:"detail,omitempty"`
	SortText string   `json:"sortText"`
	Edit     textEdit `json:"textEdit"`
}

// The kinds of completions that the protocol has.
const (
	functionItem = 3
	variableItem = 6
	classItem    = 7
	moduleItem   = 9
	propertyItem = 10
	valueItem    = 12
	enumItem     = 13
	fileItem     = 17
	folderItem   = 19
	constantItem = 21
)

// maxOffered is how many completions are offered at once; with more of the word there are fewer.
const maxOffered = 200

// mark stands for the cursor in a text that is read to find out what may stand there. It is of
// the private use area, so that no text has it.
const mark = "\uF8FE"

// A completer gathers what can stand at a cursor.
type completer struct {
	view   *view
	doc    *document
	unit   *unit  // the template that the file is a part of, or nil
	offset int    // of the cursor
	before string // what stands before the cursor on its line
	after  string // what stands behind it there
	word   string // what is typed of the word
	items  []candidate
}

// A candidate is something that can stand at the cursor.
type candidate struct {
	label, detail string
	kind          int
	insert        string // what is written; the label where it is empty
}

// complete says what can stand at the cursor, the best first. A document that is half typed is
// what it is made for.
func (v *view) complete(p positionParams) (completionList, error) {
	d, err := v.document(p.TextDocument.URI)
	if err != nil {
		return completionList{}, err
	}
	c := &completer{view: v, doc: d, unit: v.unitOf(d), offset: d.file.Offset(p.Position.Line, p.Position.Character, v.columns)}
	line, start := d.file.Line(p.Position.Line + 1)
	at := min(c.offset-start, len(line))
	c.before, c.after = line[:at], line[at:]
	if !c.inComment() && !c.inText() {
		c.inTree()
	}
	return c.list(), nil
}

// inComment reports whether the cursor is in a comment.
func (c *completer) inComment() bool {
	for _, comment := range c.doc.parsed().Comments {
		if comment.Span.Start < c.offset && c.offset <= comment.Span.End {
			return true
		}
	}
	return false
}

// offer adds candidates of a kind.
func (c *completer) offer(kind int, detail string, labels ...string) {
	for _, label := range labels {
		c.items = append(c.items, candidate{label: label, detail: detail, kind: kind})
	}
}

// list writes the candidates that fit to what is typed: first those that begin with it, then
// those that hold it, then the others.
func (c *completer) list() completionList {
	at := c.view.rangeOf(c.doc.file.Span(c.offset-len(c.word), c.offset))
	var ranked [3][]completionItem
	seen := map[string]bool{}
	for _, one := range c.items {
		rank, ok := fit(one.label, c.word)
		if seen[one.label] || !ok {
			continue
		}
		seen[one.label] = true
		ranked[rank] = append(ranked[rank], completionItem{
			Label: one.label, Kind: one.kind, Detail: one.detail, Edit: textEdit{at, cmp.Or(one.insert, one.label)},
		})
	}
	all := append(append(append([]completionItem{}, ranked[0]...), ranked[1]...), ranked[2]...)
	made := completionList{len(all) > maxOffered, slices.Clip(all[:min(len(all), maxOffered)])}
	for i := range made.Items {
		made.Items[i].SortText = fmt.Sprintf("%04d", i)
	}
	return made
}

// fit says how well a label fits to a typed word, in upper or lower case: 0 where it begins with
// it, 1 where it holds it, 2 where it has its letters in their order.
func fit(label, word string) (rank int, ok bool) {
	label, word = strings.ToLower(label), strings.ToLower(word)
	switch {
	case strings.HasPrefix(label, word):
		return 0, true
	case strings.Contains(label, word):
		return 1, true
	}
	for _, r := range word {
		i := strings.IndexRune(label, r)
		if i < 0 {
			return 0, false
		}
		label = label[i+utf8.RuneLen(r):]
	}
	return 2, true
}

// inTree offers what can stand at the cursor by its place in the tree of the file. The file is
// read with a mark at the cursor: as a key where nothing else stands on the line, else as it is.
func (c *completer) inTree() {
	t, onKey := c.marked()
	if t == nil {
		return
	}
	text := t.last().node.Text()
	if onKey {
		text = t.last().key.Text()
	}
	c.word, _, _ = strings.Cut(text, mark)
	if i := strings.LastIndexAny(c.word, " \n"); i >= 0 {
		c.word = c.word[i+1:]
	}
	if !strings.HasSuffix(c.before, c.word) {
		c.word = "" // it is written in another way than it is read, as with escapes
	}
	if onKey {
		c.key(t)
	} else {
		c.value(t)
	}
}

// marked reads the file with the mark in it.
func (c *completer) marked() (t trail, onKey bool) {
	forms := []string{mark}
	if c.alone() {
		forms = []string{mark + ":", mark}
	} else if c.doc.parsed().Format == syntax.JSON {
		forms = []string{mark, mark + `": ""`}
	}
	for _, form := range forms {
		file := c.doc.file.Edited(c.offset, c.offset, form)
		doc, _ := syntax.Parse(source.NewFile(file.Name(), file.Path(), file.Text()))
		if t, onKey = trailWith(doc.Root, mark); t != nil {
			return t, onKey
		}
	}
	return nil, false
}

// alone reports whether the word at the cursor is all that stands on its line, so that it may
// become a key.
func (c *completer) alone() bool {
	word := strings.TrimLeft(c.before, " \t-")
	return strings.TrimSpace(c.after) == "" && !strings.Contains(word, ": ") && !strings.ContainsAny(word, "{}[]\"'!") &&
		!strings.HasSuffix(word, ":") && c.doc.parsed().Format == syntax.YAML
}

// names are those of the template that have one of the kinds.
func (c *completer) names(kinds ...kind) {
	if c.unit == nil {
		return
	}
	t := c.unit.src.Unit.Template
	for _, p := range t.Parameters {
		if slices.Contains(kinds, aParameter) && !p.Live() {
			c.offer(variableItem, "parameter of type "+p.Type(), p.Name)
		}
	}
	for _, r := range t.Resources {
		if slices.Contains(kinds, aResource) && r.Loop == nil && !strings.Contains(r.ID, mark) {
			c.offer(classItem, r.Type, r.ID)
		}
	}
	for _, d := range t.Conditions {
		if slices.Contains(kinds, aCondition) {
			c.offer(enumItem, "condition", d.Name)
		}
	}
	for _, m := range t.Mappings {
		if slices.Contains(kinds, aMapping) {
			c.offer(moduleItem, "mapping", m.Name)
		}
	}
}
