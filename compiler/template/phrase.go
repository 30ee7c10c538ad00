package template

import (
	"slices"
	"strings"

	"github.com/cfnc/cfnc/compiler/interp"
	"github.com/cfnc/cfnc/compiler/syntax"
)

// Phrase is a string in a template that says more than it is: it holds a ${…} or a dynamic
// reference, or is the name of a pseudo parameter. What names something by its place, as the
// argument of Ref does, is none.
type Phrase struct {
	Node    *syntax.Node
	Owner   *Owner
	Path    []string // keys from the entry of the section on, without those of functions
	Sub     bool     // it is the text of Fn::Sub
	Encoded bool     // it goes through Fn::Base64
	Loop    *Loop    // the innermost Fn::ForEach around it, or nil
}

// Dynamic finds the dynamic references in the phrase.
func (p *Phrase) Dynamic() []interp.Dynamic { return interp.ParseDynamic(p.Node.Text()) }

// Phrases returns the phrases in the resources, outputs, conditions and rules of a template, section
// by section in the order of the source. The slice must not be changed.
func (t *Template) Phrases() []Phrase {
	t.spoken.Do(func() { t.phrases = listenTo(t) })
	return t.phrases
}

type listener struct {
	heard []Phrase
	owner Owner  // of what is visited
	owned *Owner // the same, once there is a phrase in it
	at    Phrase // of what is visited, without its node and its owner
}

func listenTo(t *Template) []Phrase {
	l := &listener{}
	for _, r := range t.Resources {
		l.entry("Resources", Entry{Name: r.ID, Value: r.Body, Loop: r.Loop}, r)
	}
	for _, o := range t.Outputs {
		l.entry("Outputs", Entry(*o), nil)
	}
	for _, c := range t.Conditions {
		l.entry("Conditions", Entry(*c), nil)
	}
	for _, r := range t.Rules {
		l.entry("Rules", Entry(*r), nil)
	}
	return l.heard
}

func (l *listener) entry(section string, e Entry, r *Resource) {
	l.owner, l.owned = Owner{Section: section, Name: e.Name, Resource: r}, nil
	l.at = Phrase{Loop: e.Loop, Path: l.at.Path[:0]}
	l.listen(e.Value)
}

func (l *listener) listen(n *syntax.Node) {
	switch n.Kind() {
	case syntax.String:
		l.text(n, false)
	case syntax.List:
		for _, item := range n.Kids() {
			l.listen(item)
		}
	case syntax.Map:
		if call := CallOf(n); call.Function != "" {
			l.call(call)
			return
		}
		for key, value := range n.Pairs() {
			l.pair(key, value)
		}
	}
}

func (l *listener) pair(key, value *syntax.Node) {
	outer := l.at
	if loop := loopAt(key, value, l.at.Loop); loop != nil {
		l.at.Loop, value = loop, loop.Body
	} else {
		l.at.Path = append(l.at.Path, key.Text())
	}
	l.listen(value)
	l.at = outer
}

// call visits the arguments of a function that are values.
func (l *listener) call(c Call) {
	switch c.Function {
	case FnRef, FnGetAtt, FnFindInMap, FnTransform, FnRefAll, FnValueOf, FnValueOfAll:
	case FnSub:
		l.text(c.Sub().Text, true)
		for _, value := range c.Sub().Variables.Pairs() {
			l.listen(value)
		}
	case FnIf:
		l.listen(c.If().Then)
		l.listen(c.If().Else)
	case FnBase64:
		outer := l.at
		l.at.Encoded = true
		l.listen(c.Argument)
		l.at = outer
	default:
		l.listen(c.Argument)
	}
}

func (l *listener) text(n *syntax.Node, sub bool) {
	if text := n.Text(); strings.Contains(text, "${") || strings.Contains(text, "{{") || strings.HasPrefix(text, "AWS::") && IsPseudoParameter(text) {
		heard := l.at
		heard.Node, heard.Sub, heard.Path, heard.Owner = n, sub, slices.Clone(l.at.Path), l.shared()
		l.heard = append(l.heard, heard)
	}
}

// shared returns the owner for all phrases in it. Most have none.
func (l *listener) shared() *Owner {
	if l.owned == nil {
		owner := l.owner
		l.owned = &owner
	}
	return l.owned
}
