package expand

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/syntax"
)

// pairs is a map in the making.
type pairs struct {
	kids  []*syntax.Node
	index map[string]int // where in kids the key of a name is
}

func (p *pairs) add(key, value *syntax.Node) {
	p.index[key.Text()] = len(p.kids)
	p.kids = append(p.kids, key, value)
}

// key returns the key of a name, or nil.
func (p *pairs) key(name string) *syntax.Node {
	if i, ok := p.index[name]; ok {
		return p.kids[i]
	}
	return nil
}

// pairs reads a map whose keys change. By YAML's rules a key of the map itself goes before
// the same key of a merged one, wherever it stands, and of the merged maps the first counts.
func (e *expander) pairs(n *syntax.Node, c context) *syntax.Node {
	own := pairs{index: map[string]int{}}
	var merged []*syntax.Node
	for key, value := range n.Pairs() {
		if isMergeKey(key) {
			merged = e.mergeSources(merged, value, c.deeper(), false)
			continue
		}
		e.addPair(&own, key, value, c)
	}
	for _, m := range merged {
		for key, value := range m.Pairs() {
			if own.key(key.Text()) == nil {
				own.add(key, value)
			}
		}
	}
	return c.place(n.WithKids(own.kids))
}

// addPair reads a pair. That a key was written twice has been reported by the reader; here
// it may have become what another one is.
func (e *expander) addPair(own *pairs, written, value *syntax.Node, c context) {
	key := e.key(written, c)
	if key == nil {
		return
	}
	if e.isOwnKey(key) {
		e.fail(key.Span(), key.Origin(), "`%s` must be the only key of its map", key.Text()).Help = "write it behind the merge key `<<`"
	}
	first := own.key(key.Text())
	if first == nil {
		own.add(key, e.node(value, c.deeper()))
		return
	}
	if keyChanges(written, c) || first.Span().Text() != written.Span().Text() {
		d := e.fail(key.Span(), key.Origin(), "the key `%s` is there already", key.Text())
		d.Notes = append([]diag.Note{{Message: "first here", Span: first.Span()}}, d.Notes...)
	}
}
