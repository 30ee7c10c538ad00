package interp

import (
	"fmt"
	"unicode"
	"unicode/utf8"

	"github.com/cfnc/cfnc/compiler/diag"
)

// The warnings here are about text that stays text, or that becomes more text than it seems.

// minNear is the length from which on a bare name is told that it is almost a declared one.
const minNear = 4

func (r *reader) warnNearMiss(p Part, bracket bool) {
	if len(p.Name) < minNear || r.followsWord(p.From) || r.enoughWarnings() {
		return
	}
	near := r.nearest(p.Name, bracket, 1)
	if near == "" {
		return
	}
	message := fmt.Sprintf("%s stays text%s", quoted(r.written(p)), didYouMean(near))
	r.warn(NearMiss, p, message, "write "+quoted(r.renamed(p, near)))
}

// followsWord reports whether a letter, digit or underscore stands before a run of '@'.
func (r *reader) followsWord(at int) bool {
	for at > 0 && r.text[at-1] == '@' {
		at--
	}
	before, _ := utf8.DecodeLastRuneInString(r.text[:at])
	return before == '_' || unicode.IsLetter(before) || unicode.IsDigit(before)
}

// nearest returns what may have been meant by a name that is not declared, or "". A mapping
// is meant only where keys follow.
func (r *reader) nearest(name string, keys bool, edits int) string {
	near := diag.Nearest(name, r.names.Declared(), edits)
	if near != "" && !keys && r.names.Lookup(near) == Mapping {
		return ""
	}
	return near
}

// warnBracket warns of a bracket behind a name that is no lookup.
func (r *reader) warnBracket(p Part, bracket bool) {
	if !bracket || r.enoughWarnings() {
		return
	}
	written := quoted(r.written(p) + "[")
	p.To += len("[")
	switch {
	case p.Kind == Ref && r.names.Lookup(p.Name) == Mapping:
		r.warn(LeftLiteral, p, written+" stays text, because it is not followed by two keys", "write "+quoted("@"+p.Name+"[top, second]"))
	case p.Kind == Ref:
		r.warn(LeftLiteral, p, written+" is a reference and a bracket of text, because there is no such mapping", "write "+quoted("@{"+p.Name+"}[")+" if that is meant")
	}
}

func (r *reader) warnNearAttribute(p Part, attr, first string) {
	if r.enoughWarnings() {
		return
	}
	known := r.names.Attributes(p.Name)
	near := diag.Nearest(attr, known, 1)
	if near == "" {
		attr = first
		near = diag.Nearest(first, known, 1)
	}
	if near == "" {
		return
	}
	p.To += len(".") + len(attr)
	message := fmt.Sprintf("%s is a reference and text, because %s has no attribute %s%s", quoted(r.written(p)), quoted(p.Name), quoted(attr), didYouMean(near))
	r.warn(LeftLiteral, p, message, "write "+quoted("@"+p.Name+"."+near))
}

// warnMalformed warns of braces that hold no expression but begin like one.
func (r *reader) warnMalformed(at int) {
	c := cursor{text: r.text, at: at + len("@{")}
	c.blanks()
	live := c.take(liveOpening)
	name := c.name()
	switch p := (Part{From: at, To: c.at}); {
	case r.enoughWarnings():
	case live:
		r.warn(LeftLiteral, p, quoted(r.written(p))+" stays text, because it is no well-formed live value", "write `@{live(Resource.Attribute, default: 1)}`")
	case name != "" && r.names.Lookup(name) != Undeclared:
		r.warn(LeftLiteral, p, quoted(r.written(p))+" stays text, because the braces hold no expression", "write "+quoted("@{"+name+"}")+" to refer to "+quoted(name))
	case c.take("."):
		r.warnArgument(p, c)
	}
}

// warnArgument warns of an argument in a file that is not included.
func (r *reader) warnArgument(p Part, c cursor) {
	if c.while(isArgument) == "" || !c.take("}") || r.mode&Included != 0 {
		return
	}
	p.To = c.at
	r.warn(LeftLiteral, p, quoted(r.written(p))+" stays text, because this file is not included", "include the file with `Fn::Include` and its arguments")
}
