package template

import (
	"iter"
	"slices"

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
	Part     string    // key in the entry of a resource or output, as "Properties" or "Value"; "" elsewhere
	Resource *Resource // in the section Resources, nil elsewhere
}

// Use is one place where a name is used.
type Use struct {
	Name  Word
	Attr  string // the attribute for ByGetAtt and BySub: "" when there is none or it is no literal
	Via   Via
	Owner *Owner
	Loop  *Loop     // the innermost Fn::ForEach around it, or nil
	When  *Scenario // in which the use counts
}

// Span is where the name was written.
func (u *Use) Span() source.Span { return u.Name.Span() }

// Known reports whether it is known before the deployment which names the use means.
func (u *Use) Known() bool {
	if u.Loop == nil || u.Name.Text == "" {
		return u.Name.Text != ""
	}
	_, known := u.Loop.Expand(u.Name.Text)
	return known
}

// Names goes through the names that a use means, as far as they are known: several inside
// Fn::ForEach.
func (u *Use) Names() iter.Seq[string] {
	return func(yield func(string) bool) {
		switch {
		case u.Name.Text == "":
		case u.Loop == nil:
			yield(u.Name.Text)
		default:
			names, _ := u.Loop.Expand(u.Name.Text)
			slices.Values(names)(yield)
		}
	}
}

// Site is a call with the place where it stands.
type Site struct {
	Call
	Outer Function // the outermost function in whose arguments the call stands, or ""; Fn::If is none
	Owner *Owner
	Loop  *Loop     // the innermost Fn::ForEach around it, or nil
	When  *Scenario // in which the call counts
}

// graph says who uses whom. It is made by one walk over the template.
type graph struct {
	uses    []Use
	sites   []Site
	calls   map[Function][]int32 // numbers of sites, by the function that is called
	within  map[Function][]int32 // by the one that the call counts for
	first   map[string]int32     // name → its first link, counted from 1
	links   []link
	loops   []*Loop
	unknown map[Via]bool // ways by which some use has a name that is not known
	hidden  bool         // an Fn::Transform, or a part that failed to compile, may use names
	inserts bool         // one among the entries of a section may declare names
}

// link is one use of a name, and the next link of that name, 0 for none.
type link struct{ use, next int32 }

func (t *Template) graph() *graph {
	t.graphed.Do(func() { t.links = newGraph(t) })
	return t.links
}

// perResource is about how many uses and calls a resource has: room that is taken at once.
const perResource = 4

func newGraph(t *Template) *graph {
	room := perResource * (len(t.Resources) + len(t.Outputs))
	g := &graph{uses: make([]Use, 0, room), sites: make([]Site, 0, room), unknown: map[Via]bool{}}
	w := &walker{graph: g, template: t, owners: make([]Owner, 2*(len(t.Resources)+len(t.Outputs)))}
	w.sections(t.Root)
	g.index()
	return g
}

func (g *graph) index() {
	g.indexUses()
	g.indexSites()
}

// indexUses links the uses of each name, from the last to the first.
func (g *graph) indexUses() {
	g.first = make(map[string]int32, len(g.uses)/perResource)
	g.links = make([]link, 0, len(g.uses))
	for i := len(g.uses) - 1; i >= 0; i-- {
		u := &g.uses[i]
		if !u.Known() {
			g.unknown[u.Via] = true
		}
		for name := range u.Names() {
			g.links = append(g.links, link{int32(i), g.first[name]})
			g.first[name] = int32(len(g.links))
		}
	}
}

// Uses returns all uses of names, in the order of the source. The slice must not be changed.
func (t *Template) Uses() []Use { return t.graph().uses }

// UsesOf goes through the uses of a name in the order of the source.
func (t *Template) UsesOf(name string) iter.Seq[*Use] {
	g := t.graph()
	return func(yield func(*Use) bool) {
		for at := g.first[name]; at != 0; at = g.links[at-1].next {
			if !yield(&g.uses[g.links[at-1].use]) {
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
