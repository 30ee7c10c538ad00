package template

import (
	"strings"

	"github.com/cfnc/cfnc/compiler/syntax"
)

// Loop is an Fn::ForEach around a part of a template.
type Loop struct {
	Key        *syntax.Node // Fn::ForEach::Name
	Parts      *syntax.Node // as written: the list of the following
	Identifier string
	Collection *syntax.Node // a list, or a function that gives one
	Body       *syntax.Node // what is written once for each item
	Outer      *Loop        // the Fn::ForEach around this one, or nil
}

const loopPrefix = "Fn::ForEach::"

// maxNames bounds how many names one entry of a loop is followed through: nested loops
// multiply. A template has at most 500 resources.
const maxNames = 2000

// loopAt returns the loop that a pair of a map is, or nil.
func loopAt(key, value *syntax.Node, outer *Loop) *Loop {
	if !strings.HasPrefix(key.Text(), loopPrefix) {
		return nil
	}
	return &Loop{Key: key, Parts: value, Identifier: value.Item(0).Text(), Collection: value.Item(1), Body: value.Item(2), Outer: outer}
}

// Loops returns the loops that CloudFormation runs, in the order of the source: those in the
// sections Conditions, Resources and Outputs. The slice must not be changed.
func (t *Template) Loops() []*Loop { return t.graph().loops }

// Binds returns the innermost of the loops whose identifier is name, or nil.
func (l *Loop) Binds(name string) *Loop {
	for ; l != nil; l = l.Outer {
		if l.Identifier == name {
			return l
		}
	}
	return nil
}

// Values returns the items of a collection that is a list of literals; known is false for
// every other collection.
func (l *Loop) Values() (values []string, known bool) {
	if !l.Collection.Is(syntax.List) {
		return nil, false
	}
	for _, item := range l.Collection.Items() {
		if !item.IsScalar() {
			return nil, false
		}
		values = append(values, item.Text())
	}
	return values, true
}

// Expand returns the texts that a text becomes in a loop and those around it. When known
// is false, only the deployment knows them. Outside of loops a text stays as it is.
func (l *Loop) Expand(text string) (texts []string, known bool) {
	texts = []string{text}
	if l == nil {
		return texts, true
	}
	for ; l != nil && holes(text); l = l.Outer {
		values, literal := l.Values()
		if !literal || len(texts)*len(values) > maxNames {
			return nil, false
		}
		texts = l.fill(texts, values)
	}
	for _, t := range texts {
		if holes(t) {
			return nil, false
		}
	}
	return texts, true
}

func holes(text string) bool {
	return strings.Contains(text, "${") || strings.Contains(text, "&{")
}

// fill puts every value into every text that names the loop's identifier.
func (l *Loop) fill(texts, values []string) []string {
	raw, plain := "${"+l.Identifier+"}", "&{"+l.Identifier+"}"
	var filled []string
	for _, text := range texts {
		if !strings.Contains(text, raw) && !strings.Contains(text, plain) {
			filled = append(filled, text)
			continue
		}
		for _, value := range values {
			filled = append(filled, strings.NewReplacer(raw, value, plain, alphanumeric(value)).Replace(text))
		}
	}
	return filled
}

// alphanumeric drops what a logical ID cannot hold, as &{…} does.
func alphanumeric(text string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' {
			return r
		}
		return -1
	}, text)
}
