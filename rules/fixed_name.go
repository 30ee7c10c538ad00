package rules

import (
	"strings"

	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
)

// fixedness says whether a name that a resource is given can be another in the next update.
type fixedness uint8

const (
	movable fixedness = iota // it can, or that is not known
	ofStack                  // it is the same in every update of the stack, and another in another stack
	literal                  // it is the same everywhere, or in the whole account and region
)

// fixed says how far a name is fixed in a case. One that a parameter has a part in counts if the
// value is known, and nothing else of the resource follows the parameter: that it does is how
// one gives a new resource a new name.
func fixed(c *template.Case, t *template.Template, r *template.Resource, n *syntax.Node) fixedness {
	n = c.At(n)
	if n == nil || followed(t, r, n) {
		return movable
	}
	if text, known := c.Text(n); known {
		if text == "" {
			return movable
		}
		return literal
	}
	least := literal
	texts := t.Texts(n, c.When())
	for _, x := range texts {
		least = min(least, fixedText(x))
	}
	if len(texts) == 0 {
		return movable
	}
	return least
}

// fixedText says how far a text is fixed in which only pseudo parameters are not known.
func fixedText(x template.Text) fixedness {
	all := literal
	for _, hole := range x.Holes() {
		switch {
		case hole.Kind != template.OfPseudo:
			return movable
		case hole.Is("AWS::StackName", "AWS::StackId"):
			all = ofStack
		}
	}
	if x.String() == "" || strings.Contains(x.String(), "{{resolve:") {
		return movable
	}
	return all
}

// followed reports whether a parameter has a part both in a name and in another property of the
// resource.
func followed(t *template.Template, r *template.Resource, name *syntax.Node) bool {
	for _, x := range t.Texts(name, nil) {
		for _, hole := range x.Holes() {
			if hole.Kind == template.OfParameter && usesIn(t, r, hole.Name) > 1 {
				return true
			}
		}
	}
	return false
}

// usesIn counts the places of a resource where a name is used.
func usesIn(t *template.Template, r *template.Resource, name string) (n int) {
	for use := range t.UsesOf(name) {
		if use.Owner.Resource == r {
			n++
		}
	}
	return n
}
