package rules

import (
	"iter"
	"slices"
	"strings"

	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

// workflow is a set of states of AWS Step Functions, in the Amazon States Language: the whole
// definition of a state machine, a branch of a parallel state, or what a map state does.
type workflow struct {
	*lint.Pass
	place  func(*syntax.Node) (*syntax.Node, source.Span) // where a node of the definition was written
	root   *syntax.Node
	inside bool // of a state of another workflow
}

// at reports a part of the definition.
func (w workflow) at(n *syntax.Node, message string, args ...any) *lint.Finding {
	written, span := w.place(n)
	return w.AtSpan(written, span, message, args...)
}

// within is a workflow inside of a state of this one.
func (w workflow) within(n *syntax.Node) workflow {
	w.root, w.inside = n, true
	return w
}

// states goes through the states, by their keys. Those that are no plain maps are nil.
func (w workflow) states() iter.Seq2[*syntax.Node, *syntax.Node] {
	return func(yield func(key, state *syntax.Node) bool) {
		for key, state := range w.root.Get("States").Pairs() {
			if !isPlain(state) {
				state = nil
			}
			if !yield(key, state) {
				return
			}
		}
	}
}

// closed reports whether all states and all that they lead to stand in the definition: no
// function brings any.
func (w workflow) closed() bool {
	if !isPlain(w.root.Get("States")) {
		return false
	}
	for key, state := range w.states() {
		if state == nil || isOpen(key) {
			return false
		}
		for target := range transitions(state) {
			if isOpen(target) {
				return false
			}
		}
	}
	return !isOpen(w.root.Get("StartAt"))
}

// isOpen reports whether a name is none that is known: CloudFormation puts something into it, as
// DefinitionSubstitutions and dynamic references do.
func isOpen(n *syntax.Node) bool {
	text, ok := n.Str()
	return !ok || hasVariable(text) || strings.ContainsFunc(text, template.IsHole)
}

func hasVariable(text string) bool {
	return strings.Contains(text, "${") || strings.Contains(text, "{{resolve:")
}

// transitions goes through the names of the states to which a state leads.
func transitions(state *syntax.Node) iter.Seq[*syntax.Node] {
	return func(yield func(*syntax.Node) bool) {
		list := []*syntax.Node{state.Get("Next"), state.Get("Default")}
		for _, property := range []string{"Choices", "Catch"} {
			branches := state.Get(property)
			if branches != nil && !branches.Is(syntax.List) {
				list = append(list, branches)
			}
			for _, branch := range branches.Items() {
				list = append(list, leads(branch))
			}
		}
		for _, target := range list {
			if target != nil && !yield(target) {
				return
			}
		}
	}
}

// leads is what a choice or a catcher leads to: itself, where it is a function.
func leads(branch *syntax.Node) *syntax.Node {
	if !isPlain(branch) {
		return branch
	}
	return branch.Get("Next")
}

func stateTypes() []string {
	return []string{"Task", "Pass", "Choice", "Wait", "Succeed", "Fail", "Parallel", "Map"}
}

// leadsOn reports whether states of a type have one successor, or end the workflow.
func leadsOn(typ string) bool {
	return slices.Contains([]string{"Task", "Pass", "Wait", "Parallel", "Map"}, typ)
}

// inner goes through the workflows inside of a state.
func (w workflow) inner(state *syntax.Node) iter.Seq[workflow] {
	return func(yield func(workflow) bool) {
		list := []*syntax.Node{state.Get("ItemProcessor"), state.Get("Iterator")}
		for _, branch := range state.Get("Branches").Items() {
			list = append(list, branch)
		}
		for _, n := range list {
			if isPlain(n) && !yield(w.within(n)) {
				return
			}
		}
	}
}
