package boot

import (
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
)

// ConfigSet is a set of configs that cfn-init runs in the order of the list.
type ConfigSet struct {
	Name  string
	Key   *syntax.Node
	When  *template.Scenario
	Steps []Step
	Open  bool // there may be steps that cannot be seen
}

// Step is one entry of a set: a config, or another set.
type Step struct {
	Config string // "" for a set, and for a name that is not known
	Set    string // likewise for a config
	Text   template.Text
}

// Node is where the step was written.
func (s Step) Node() *syntax.Node { return s.Text.Node(0) }

// Run is one config that cfn-init runs, in the scenario in which it does.
type Run struct {
	Config *Config
	When   *template.Scenario
}

// Set returns the sets of a name: one, or one for each branch.
func (in *Init) Set(name string) (found []*ConfigSet) {
	for _, s := range in.Sets {
		if s.Name == name {
			found = append(found, s)
		}
	}
	return found
}

// sets reads the map configSets.
func (r reader) sets(in *Init, n *syntax.Node, when *template.Scenario) {
	r.each(n, when, &in.Open, func(key, value *syntax.Node, when *template.Scenario) {
		s := &ConfigSet{Name: key.Text(), Key: key, When: when, Open: in.Open}
		r.steps(s, value, when)
		in.Sets = append(in.Sets, s)
	})
}

func (r reader) steps(s *ConfigSet, n *syntax.Node, when *template.Scenario) {
	for when, n := range r.template.Branches(n, when) {
		switch {
		case template.IsNoValue(n):
		case n.Is(syntax.List):
			for _, item := range n.Items() {
				r.steps(s, item, when)
			}
		case n.Get("ConfigSet") != nil:
			r.step(s, n.Get("ConfigSet"), when, func(name string, text template.Text) Step { return Step{Set: name, Text: text} })
		case n.IsScalar() || template.CallOf(n).Function != "":
			r.step(s, n, when, func(name string, text template.Text) Step { return Step{Config: name, Text: text} })
		}
	}
}

func (r reader) step(s *ConfigSet, n *syntax.Node, when *template.Scenario, of func(string, template.Text) Step) {
	for _, text := range r.template.TextsIn(r.resource.Loop, n, when) {
		name, known := text.Literal()
		s.Open = s.Open || !known
		if name != "" {
			s.Steps = append(s.Steps, of(name, text))
		}
	}
}

// Runs returns the configs that cfn-init runs when it is called with names of sets, in this
// order. Without names it runs the set "default", or the config "config" where there is none.
// What is not declared runs nothing. known is false if more may run than can be seen.
func (in *Init) Runs(sets ...string) (runs []Run, known bool) {
	f := follower{init: in, known: !in.Open, around: map[string]bool{}}
	switch {
	case len(sets) > 0:
		for _, name := range sets {
			f.set(name, nil)
		}
	case len(in.Set("default")) > 0:
		f.set("default", nil)
	default:
		f.config("config", nil)
	}
	return f.runs, f.known
}

// maxRuns bounds the configs of one call: sets that name sets twice multiply.
const maxRuns = 1000

type follower struct {
	init   *Init
	runs   []Run
	known  bool
	around map[string]bool // the sets in which a step is followed
}

func (f *follower) set(name string, when *template.Scenario) {
	if f.around[name] || len(f.runs) >= maxRuns {
		f.known = false
		return
	}
	f.around[name] = true
	for _, s := range f.init.Set(name) {
		f.known = f.known && !s.Open
		for _, step := range s.Steps {
			f.step(step, when.And(s.When).And(step.Text.When))
		}
	}
	delete(f.around, name)
}

func (f *follower) step(s Step, when *template.Scenario) {
	if s.Set != "" {
		f.set(s.Set, when)
		return
	}
	f.config(s.Config, when)
}

func (f *follower) config(name string, when *template.Scenario) {
	for _, c := range f.init.Config(name) {
		f.runs = append(f.runs, Run{Config: c, When: when.And(c.When)})
	}
}
