package rules

import (
	"slices"
	"strconv"
	"strings"

	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/lint"
)

// A record is a map whose keys CloudFormation knows, as a parameter is and an output. Macros
// that stand among the keys bring others; a null is reported as everywhere.
type record struct {
	name   string // as messages have it: "a parameter"
	fields []field
}

type field struct {
	name     string
	takes    form
	required bool
}

// A form is what a value in a record has to be. None of them takes a function.
type form uint8

const (
	text form = iota // a string, or what CloudFormation makes one of
	whole
	number
	boolean
	list
	object
	anything
)

func (f form) String() string {
	return [...]string{"a string", "a whole number", "a number", "`true` or `false`", "a list", "a map", "a value"}[f]
}

func (f form) fits(n *syntax.Node) bool {
	literal := n.IsScalar()
	switch f {
	case whole:
		_, err := strconv.Atoi(n.Text())
		return literal && err == nil
	case number:
		_, err := strconv.ParseFloat(n.Text(), 64)
		return literal && err == nil
	case boolean:
		text := strings.ToLower(n.Text())
		return n.Is(syntax.Bool, syntax.String) && (text == "true" || text == "false")
	case list:
		return n.Is(syntax.List)
	case object:
		return n.Is(syntax.Map) && isObject(n)
	}
	return literal || f == anything
}

// isObject reports whether a map is no call of a function.
func isObject(n *syntax.Node) bool { return kindOf(n) == n.Kind().String() }

// keys returns the names of the fields.
func (r record) keys() (names []string) {
	for _, f := range r.fields {
		names = append(names, f.name)
	}
	return names
}

// isMap reports a value that is no map, which it returns false for.
func (r record) isMap(p *lint.Pass, n *syntax.Node) bool {
	if r.silent(n) || n.Is(syntax.Map) && isObject(n) {
		return n.Is(syntax.Map)
	}
	p.At(n, "%s is a map, but this is %s", r.name, kindOf(n))
	return false
}

// unknown reports the keys of a map that the record does not have.
func (r record) unknown(p *lint.Pass, n *syntax.Node) {
	names := r.keys()
	for key := range members(n) {
		if !slices.Contains(names, key.Text()) {
			p.At(key, "`%s` is no attribute of %s%s", key.Text(), r.name, didYouMean(key.Text(), names))
		}
	}
}

// missing reports what a map lacks, at the place that stands for it.
func (r record) missing(p *lint.Pass, at, n *syntax.Node) {
	for _, f := range r.fields {
		if f.required && n.Is(syntax.Map) && n.Key(f.name) == nil && !macro(n) {
			p.At(at, "%s needs `%s`", r.name, f.name)
		}
	}
}

// mistyped reports the values that are not what their fields take.
func (r record) mistyped(p *lint.Pass, n *syntax.Node) {
	for _, f := range r.fields {
		value := n.Get(f.name)
		if !r.silent(value) && !f.takes.fits(value) {
			p.At(value, "`%s` of %s is %s, expected %s", f.name, r.name, shown(value), f.takes)
		}
	}
}

// silent reports whether nothing can be said of a value: it is not there, was reported, or is
// what a macro makes.
func (record) silent(n *syntax.Node) bool { return n.Is(syntax.None, syntax.Null) || macro(n) }

// shown quotes a literal, or says what a node is.
func shown(n *syntax.Node) string {
	if n.IsScalar() {
		return "`" + n.Text() + "`"
	}
	return kindOf(n)
}
