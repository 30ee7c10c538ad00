package interp

import "strings"

// Parse reads the expressions of the cfnc dialect in a string. An expression that names
// nothing declared stays text.
//
// The parts are nil when the string is its own literal: it has no expression and no escape.
// A lookup with one key, @Env[k], comes out as the lookup [EnvMap, Ref Env, k]. A third
// key is accepted here: whether the template may have one is for the caller to say.
func Parse(text string, names Names, mode Mode) ([]Part, []Problem) {
	if strings.IndexByte(text, '@') < 0 {
		return nil, nil
	}
	r := reader{parted: parted{text: text}, names: names, mode: mode}
	for at := r.next(0); at >= 0; at = r.next(r.read(at)) {
		if len(r.parts) >= MaxParts {
			r.failTooMany(at)
			break
		}
	}
	r.finish()
	return r.parts, r.problems
}

// reader turns one string into parts.
type reader struct {
	parted
	reported
	names Names
	mode  Mode
	inKey bool // the keys of a lookup are being linked
	open  bool // in the text of Fn::Sub: a "${" that is never closed was met
}

// verdict says what became of an '@' and what follows it.
type verdict uint8

const (
	literal verdict = iota // no expression
	broken                 // an expression that has an error and stays text
	expands
)

// next finds the first '@' from a place on that is not inside ${…} of Fn::Sub, or -1.
func (r *reader) next(from int) int {
	for {
		i := strings.IndexByte(r.text[from:], '@')
		if i < 0 || r.mode&InSub == 0 || r.open {
			return offset(from, i)
		}
		hole := strings.Index(r.text[from:from+i], "${")
		if hole < 0 {
			return from + i
		}
		end := strings.IndexByte(r.text[from+hole:], '}')
		r.open = end < 0
		from += max(hole+end+1, 0)
	}
}

func offset(from, i int) int {
	if i < 0 {
		return -1
	}
	return from + i
}

// read reads a run of '@' and the body behind it, and returns where to go on. Before a body,
// two '@' give one, and an odd last one begins the expression.
func (r *reader) read(at int) int {
	c := cursor{text: r.text, at: at}
	n := len(c.while(isAt))
	r.quiet = n%2 == 0
	part, got := r.expression(c.at - 1)
	if got == literal {
		return c.at
	}
	r.escape(at, n/2)
	if got == expands && n%2 == 1 {
		r.add(part)
	}
	return part.To
}

// expression reads what the '@' at a place begins.
func (r *reader) expression(at int) (Part, verdict) {
	c := cursor{text: r.text, at: at + 1}
	switch b := c.peek(); {
	case b == '{':
		return r.braced(at)
	case c.take(fileScheme):
		return c.barePath(at)
	case isAlnum(b):
		return r.bare(at)
	}
	return Part{}, literal
}
