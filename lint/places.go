package lint

import (
	"slices"
	"sort"
	"strconv"
	"strings"

	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/compiler/syntax"
)

// An atlas finds where nodes are in the compiled template, and which is the narrowest node
// around a span, in one walk.
type atlas struct {
	paths map[*syntax.Node]string // of the wanted nodes; "" before the walk
	spans map[string][]*around    // by file name
	steps []step
}

// A step leads from a map to the value of a key, or from a list to an item.
type step struct {
	key   *syntax.Node
	index int
}

// around looks for the narrowest node that holds a span.
type around struct {
	at    source.Span
	path  string
	width int // of the narrowest so far; 0 for none
}

func newAtlas() *atlas {
	return &atlas{paths: map[*syntax.Node]string{}, spans: map[string][]*around{}}
}

// want asks for the path of a node. That of a key is the path of its value; a node that
// stands in several places has the path of the first.
func (a *atlas) want(n *syntax.Node) {
	if n != nil {
		a.paths[n] = ""
	}
}

// wantAround asks for the narrowest node around a span.
func (a *atlas) wantAround(at source.Span) *around {
	asked := &around{at: at}
	a.spans[at.Name()] = append(a.spans[at.Name()], asked)
	return asked
}

// walk goes through the template, if anything was asked for.
func (a *atlas) walk(root *syntax.Node) {
	if len(a.paths)+len(a.spans) == 0 {
		return
	}
	for _, list := range a.spans {
		slices.SortFunc(list, func(x, y *around) int { return x.at.Start - y.at.Start })
	}
	a.visit(root)
}

func (a *atlas) visit(n *syntax.Node) {
	a.meet(n)
	a.steps = append(a.steps, step{})
	last := len(a.steps) - 1
	for i, item := range n.Items() {
		a.steps[last] = step{index: i}
		a.visit(item)
	}
	for key, value := range n.Pairs() {
		a.steps[last] = step{key: key}
		a.meet(key)
		a.visit(value)
	}
	a.steps = a.steps[:last]
}

func (a *atlas) meet(n *syntax.Node) {
	if path, wanted := a.paths[n]; wanted && path == "" {
		a.paths[n] = a.path()
	}
	at := n.Span()
	list := a.spans[at.Name()]
	first := sort.Search(len(list), func(i int) bool { return list[i].at.Start >= at.Start })
	for _, asked := range list[first:] {
		if asked.at.Start > at.End {
			return
		}
		if asked.fits(at) {
			asked.path, asked.width = a.path(), at.End-at.Start
		}
	}
}

// fits reports whether a node's span holds the one that is asked for, closer than before.
func (s *around) fits(at source.Span) bool {
	width := at.End - at.Start
	return s.at.End <= at.End && width > 0 && (s.width == 0 || width < s.width)
}

// path is the JSON pointer (RFC 6901) to where the walk stands.
func (a *atlas) path() string {
	var b strings.Builder
	for _, s := range a.steps {
		b.WriteByte('/')
		if s.key == nil {
			b.WriteString(strconv.Itoa(s.index))
		} else {
			b.WriteString(escape.Replace(s.key.Text()))
		}
	}
	return b.String()
}

var escape = strings.NewReplacer("~", "~0", "/", "~1")
