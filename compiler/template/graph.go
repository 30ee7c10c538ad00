package template

import (
	"iter"

	"github.com/cfnc/cfnc/compiler/source"
)

// Via is the way by which a name is used.
type Via uint8

// The ways. Parameters and resources are used by the first four, conditions and mappings
// by one each.
const (
	ByRef Via = iota // Ref; for a parameter also Fn::RefAll, Fn::ValueOf and Fn::ValueOfAll
	ByGetAtt
	BySub
	ByDependsOn
	ByCondition // Fn::If, {Condition: Name}, the attribute Condition
	ByFindInMap
)

// Owner is the part of a template that holds a use.
type Owner struct {
	Section  string    // top-level key, as "Resources"
	Name     string    // of the entry of the section, as written; "" for a section without entries
	Resource *Resource // in the section Resources, nil elsewhere
}

// Use is one place where a name is used.
type Use struct {
	Name  Word
	Attr  string // the attribute for ByGetAtt and BySub: "" when there is none or it is no literal
	Via   Via
	Owner *Owner
	Loop  *Loop // the innermost Fn::ForEach around it, or nil
}

// Span is where the name was written.
func (u *Use) Span() source.Span { return u.Name.Span() }

// Names returns the names that a use means: several inside Fn::ForEach. When known is
// false there are others, which only the deployment knows.
func (u *Use) Names() (names []string, known bool) {
	if u.Name.Text == "" {
		return nil, false
	}
	return u.Loop.Expand(u.Name.Text)
}

// Site is a call with the place where it stands.
type Site struct {
	Call
	Owner *Owner
	Loop  *Loop // the innermost Fn::ForEach around it, or nil
}

// graph says who uses whom. It is made by one walk over the template.
type graph struct {
	uses       []Use
	sites      []Site
	byName     map[string][]int32 // numbers of uses
	declared   []string           // what Ref may name
	unknown    map[Via]bool       // ways by which some use has a name that is not known
	transforms bool               // there is an Fn::Transform
	inserts    bool               // there is one among the entries of a section
}

func (t *Template) graph() *graph {
	t.graphed.Do(func() { t.links = newGraph(t) })
	return t.links
}

func newGraph(t *Template) *graph {
	w := &walker{graph: &graph{unknown: map[Via]bool{}, declared: t.declared()}, template: t}
	w.sections(t.Root)
	w.graph.index()
	return w.graph
}

func (g *graph) index() {
	g.byName = make(map[string][]int32, len(g.uses)/2)
	for i := range g.uses {
		names, known := g.uses[i].Names()
		if !known {
			g.unknown[g.uses[i].Via] = true
		}
		for _, name := range names {
			g.byName[name] = append(g.byName[name], int32(i))
		}
	}
}

// Uses returns all uses of names, in the order of the source. The slice must not be changed.
func (t *Template) Uses() []Use { return t.graph().uses }

// UsesOf goes through the uses of a name in the order of the source.
func (t *Template) UsesOf(name string) iter.Seq[*Use] {
	g := t.graph()
	return func(yield func(*Use) bool) {
		for _, i := range g.byName[name] {
			if !yield(&g.uses[i]) {
				return
			}
		}
	}
}

// Used reports whether a name is used in one of the ways. It also reports true when a use
// in one of these ways has a name that only the deployment knows.
func (t *Template) Used(name string, ways ...Via) bool {
	for _, via := range ways {
		if t.graph().unknown[via] {
			return true
		}
		for use := range t.UsesOf(name) {
			if use.Via == via {
				return true
			}
		}
	}
	return false
}

// Calls goes through the calls of a function in the order of the source.
func (t *Template) Calls(f Function) iter.Seq[*Site] {
	sites := t.graph().sites
	return func(yield func(*Site) bool) {
		for i := range sites {
			if sites[i].Function == f && !yield(&sites[i]) {
				return
			}
		}
	}
}
