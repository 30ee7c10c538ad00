package emit

import (
	"slices"
	"strconv"
	"strings"

	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/compiler/syntax"
)

// SourceMap writes where every value of the template that JSON writes comes from, as JSON:
//
//	{"version": 1, "mappings": {"/Resources/Asg": {"file": …, "start": {"line", "column", "offset"},
//	 "end": …, "via": [{"step": "include", "file": …, "start": …}]}}}
//
// The keys are JSON pointers (RFC 6901) into the template, in the order of their code points;
// lines and columns count from 1, offsets from 0, the end is exclusive. Via tells the steps
// by which the value came to its place, the nearest first, and is left out where it stands
// as written. Values without a source have no entry.
func SourceMap(root *syntax.Node) []byte {
	var m sourceMap
	m.collect(published(root, template), "")
	slices.SortStableFunc(m.places, func(a, b place) int { return strings.Compare(a.pointer, b.pointer) })
	m.out = make([]byte, 0, m.estimate())
	m.out = append(m.out, "{\n  \"version\": 1,\n  \"mappings\": {"...)
	for i, p := range m.places {
		if i > 0 {
			m.out = append(m.out, ',')
		}
		m.place(p)
	}
	if len(m.places) > 0 {
		m.out = append(m.out, "\n  "...)
	}
	return append(m.out, "}\n}\n"...)
}

type sourceMap struct {
	out    []byte
	places []place
}

// place is a value of the template and where it stands there.
type place struct {
	pointer string
	node    *syntax.Node
}

// perPlace is about the size of an entry without its pointer, in bytes.
const perPlace = 160

func (m *sourceMap) estimate() int {
	size := perPlace
	for _, p := range m.places {
		size += len(p.pointer) + perPlace
	}
	return size
}

var pointerEscape = strings.NewReplacer("~", "~0", "/", "~1")

func (m *sourceMap) collect(n *syntax.Node, pointer string) {
	if n.Span().File != nil {
		m.places = append(m.places, place{pointer, n})
	}
	for i, item := range n.Items() {
		m.collect(item, pointer+"/"+strconv.Itoa(i))
	}
	for key, value := range n.Pairs() {
		m.collect(value, pointer+"/"+pointerEscape.Replace(key.Text()))
	}
}

func (m *sourceMap) place(p place) {
	start, end := p.node.Span().Positions()
	m.out = append(m.out, "\n    "...)
	m.out = appendString(m.out, p.pointer)
	m.out = append(m.out, ": {"...)
	m.file(p.node.Span().Name())
	m.position(`, "start": `, start)
	m.position(`, "end": `, end)
	m.via(p.node.Origin())
	m.out = append(m.out, '}')
}

func (m *sourceMap) via(way *syntax.Origin) {
	if way == nil {
		return
	}
	m.out = append(m.out, `, "via": [`...)
	for step := way; step != nil; step = step.Via {
		if step != way {
			m.out = append(m.out, ", "...)
		}
		m.out = append(m.out, `{"step": "`+step.Step.String()+`", `...)
		m.file(step.At.Name())
		start, _ := step.At.Positions()
		m.position(`, "start": `, start)
		m.out = append(m.out, '}')
	}
	m.out = append(m.out, ']')
}

func (m *sourceMap) file(name string) {
	m.out = append(m.out, `"file": `...)
	m.out = appendString(m.out, name)
}

func (m *sourceMap) position(name string, p source.Position) {
	m.out = append(m.out, name...)
	m.out = append(m.out, `{"line": `...)
	m.out = strconv.AppendInt(m.out, int64(p.Line), 10)
	m.out = append(m.out, `, "column": `...)
	m.out = strconv.AppendInt(m.out, int64(p.Column), 10)
	m.out = append(m.out, `, "offset": `...)
	m.out = strconv.AppendInt(m.out, int64(p.Offset), 10)
	m.out = append(m.out, '}')
}
