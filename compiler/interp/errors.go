package interp

import (
	"fmt"

	"github.com/cfnc/cfnc/compiler/diag"
)

// The errors here are about expressions that were surely meant as such: those in braces, and
// the keys of lookups. Each function reports one, as long as there is room, and returns false.

func (r *reader) failUndeclared(p Part) bool {
	if r.enoughErrors() {
		return false
	}
	near := r.nearest(p.Name, p.Kind == Lookup, 2)
	help := "declare it"
	if near != "" {
		help = "write " + quoted(r.renamed(p, near))
	}
	return r.fail(p, quoted(r.written(p))+" refers to nothing that is declared"+didYouMean(near), r.orEscape(help, p))
}

func (r *reader) failMappingAlone(p Part) bool {
	if r.enoughErrors() {
		return false
	}
	message := fmt.Sprintf("%s names a mapping and no value of it, expected %s", quoted(r.written(p)), quoted("@{"+p.Name+"[top, second]}"))
	return r.fail(p, message, r.orEscape("name two keys", p))
}

func (r *reader) failNoResource(p Part, symbol Symbol) bool {
	if r.enoughErrors() {
		return false
	}
	message := fmt.Sprintf("%s asks for an attribute, but %s is %s", quoted(r.written(p)), quoted(p.Name), symbol)
	return r.fail(p, message, r.orText("name a resource", p))
}

func (r *reader) failAttribute(p Part) bool {
	if r.enoughErrors() {
		return false
	}
	near := diag.Nearest(p.Attr, r.names.Attributes(p.Name), 2)
	help := "name an attribute that the resource has"
	if near != "" {
		help = "write " + quoted("@{"+p.Name+"."+near+"}")
	}
	message := fmt.Sprintf("%s has no attribute %s%s", quoted(p.Name), quoted(p.Attr), didYouMean(near))
	return r.fail(p, message, r.orText(help, p))
}

// orText ends a help with the way to have text behind a reference, where there can be text.
func (r *reader) orText(help string, p Part) string {
	if r.inKey || p.Kind == Live {
		return help
	}
	return help + ", or write " + quoted("@{"+p.Name+"}."+p.Attr) + " if the rest is text"
}

// failMapping tells which mapping a lookup lacks, or that the one it names wants two keys.
func (r *reader) failMapping(p Part) bool {
	if r.enoughErrors() {
		return false
	}
	symbol := r.names.Lookup(p.Name)
	switch {
	case symbol == Undeclared:
		return r.failUndeclared(p)
	case len(p.Keys) > 1:
		return r.fail(p, r.lacksMapping(p, p.Name), r.orEscape("declare the mapping", p))
	case symbol == Parameter:
		return r.fail(p, r.lacksMapping(p, p.Name+mappingSuffix), r.orEscape("declare the mapping", p))
	}
	message := fmt.Sprintf("%s has one key, which only a parameter with a mapping %s takes", quoted(r.written(p)), quoted(p.Name+mappingSuffix))
	return r.fail(p, message, r.orEscape("name two keys", p))
}

func (r *reader) lacksMapping(p Part, mapping string) string {
	return fmt.Sprintf("%s needs a mapping %s, which is not declared", quoted(r.written(p)), quoted(mapping))
}

// tooDeep reports a lookup that was read up to where it is nested too deep. The result covers
// all of it, or the rest of the text where its brackets do not match.
func (r *reader) tooDeep(p Part) Part {
	r.fail(p, fmt.Sprintf("lookups are nested more than %d deep", MaxNesting), "look the inner values up in a mapping of their own")
	open := MaxNesting
	for ; open > 0 && p.To < len(r.text); p.To++ {
		switch r.text[p.To] {
		case '[':
			open++
		case ']':
			open--
		}
	}
	return p
}

func (r *reader) failNoPath(p Part) bool {
	if r.enoughErrors() {
		return false
	}
	return r.fail(p, quoted(r.written(p))+" names no file, expected a path", r.orEscape("name a file", p))
}
