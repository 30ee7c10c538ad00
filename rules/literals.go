package rules

import (
	"slices"
	"strings"

	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
)

// textsAt returns the literals at a path of a resource's properties. Whether these are all that
// there can be is not certain where a function other than Fn::If stands on the way.
func textsAt(t *template.Template, r *template.Resource, path string) (list []place, all bool) {
	key, value := r.Attribute("Properties")
	l := literals{t: t, all: true}
	l.collect(place{key, value, r.When()}, path)
	return l.list, l.all
}

type literals struct {
	t    *template.Template
	list []place
	all  bool
}

func (l *literals) collect(at place, path string) {
	for when, value := range l.t.Branches(at.value, at.when) {
		switch {
		case value == nil || template.IsNoValue(value):
		case path == "":
			l.take(place{at.key, value, when})
		default:
			l.enter(place{at.key, value, when}, path)
		}
	}
}

func (l *literals) take(at place) {
	_, ok := at.scalar()
	l.all = l.all && ok
	if ok {
		l.list = append(l.list, at)
	}
}

func (l *literals) enter(at place, path string) {
	name, rest, _ := strings.Cut(path, ".")
	switch {
	case name == "*" && at.value.Is(syntax.List):
		for _, item := range at.value.Items() {
			l.collect(place{item, item, at.when}, rest)
		}
	case name != "*" && isPlain(at.value):
		l.collect(place{at.value.Key(name), at.value.Get(name), at.when}, rest)
	default:
		l.all = false
	}
}

// scalar returns the text of a value, of a number and a boolean too, that is the same in every
// deployment.
func (p place) scalar() (string, bool) {
	return p.value.Text(), p.value.IsScalar() && !p.value.Is(syntax.Null) && !strings.Contains(p.value.Text(), "{{resolve:")
}

func hasText(list []place, text string) bool {
	return slices.ContainsFunc(list, func(at place) bool { return at.value.Text() == text })
}

func textsOf(list []place) (texts []string) {
	for _, at := range list {
		texts = append(texts, at.value.Text())
	}
	return texts
}
