package template

import (
	"strings"

	"github.com/cfnc/cfnc/compiler/syntax"
)

// Entry is one named part of a section: a parameter, a mapping, a condition, an output or
// a rule.
type Entry struct {
	Name  string // as written: inside Fn::ForEach it may hold ${…} or &{…}
	Key   *syntax.Node
	Value *syntax.Node
	Loop  *Loop // the innermost Fn::ForEach around it, or nil
}

// Mapping is an entry of the section Mappings.
type Mapping Entry

// Condition is an entry of the section Conditions.
type Condition Entry

// Output is an entry of the section Outputs.
type Output Entry

// Rule is an entry of the section Rules.
type Rule Entry

// Find returns the value of a mapping for literal keys, or nil.
func (m *Mapping) Find(top, second string) *syntax.Node {
	if m == nil {
		return nil
	}
	return m.Value.At(top, second)
}

// index finds the parts of a section by name. It is open when there are names that only
// the deployment knows, because of an Fn::ForEach over a collection that is no literal.
type index[T any] struct {
	byName map[string]*T
	open   bool
}

// add takes all names that an entry has after loops ran. Of several entries with one name
// the first counts.
func (x *index[T]) add(e Entry, part *T) {
	if e.Loop == nil {
		x.put(e.Name, part)
		return
	}
	names, known := e.Loop.Expand(e.Name)
	x.open = x.open || !known
	for _, name := range names {
		x.put(name, part)
	}
}

func (x *index[T]) put(name string, part *T) {
	if _, taken := x.byName[name]; !taken {
		x.byName[name] = part
	}
}

func section[T Parameter | Mapping | Condition | Output | Rule](n *syntax.Node) ([]*T, index[T]) {
	var list []*T
	names := index[T]{byName: make(map[string]*T, n.Len())}
	gather(n, nil, func(e Entry) {
		part := T(e)
		list = append(list, &part)
		names.add(e, &part)
	})
	return list, names
}

// gather finds the entries of a section, those inside Fn::ForEach too. A macro that stands
// among them is no entry.
func gather(n *syntax.Node, loop *Loop, found func(Entry)) {
	for key, value := range n.Pairs() {
		if inner := loopAt(key, value, loop); inner != nil {
			gather(inner.Body, inner, found)
		} else if !strings.HasPrefix(key.Text(), "Fn::") {
			found(Entry{Name: key.Text(), Key: key, Value: value, Loop: loop})
		}
	}
}
