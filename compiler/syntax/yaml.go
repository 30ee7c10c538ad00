package syntax

import (
	"strings"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/source"
)

// ParseYAML reads a YAML file: one document of YAML as CloudFormation takes it. What
// CloudFormation cannot use is an error: keys that are no plain or quoted text,
// directives, several documents. After an error reading goes on with the next line that
// is not deeper than the collection with the error.
func ParseYAML(f *source.File) (*Document, []diag.Diagnostic) {
	r := reader{builder: builder{file: f}, problems: problems{file: f}, src: f.Text()}
	r.doc = &Document{File: f, Format: YAML}
	if checkText(&r.problems) {
		checkCharacters(&r.problems)
		r.document()
	}
	return r.doc, r.list
}

// reader reads one YAML file by recursive descent over its bytes.
type reader struct {
	builder
	problems
	src     string
	doc     *Document
	pos     int  // the next byte
	line    int  // start of the line of pos
	fresh   bool // a block collection or a key may begin here
	tab     int  // start of the line that a tab indents, plus one
	flow    int  // open flow collections
	depth   int  // open collections
	guard   bool // a bracket was never closed: a line that looks like a key ends the next ones
	bad     bool // an error was reported, and reading has not yet gone on behind it
	anchors map[string]*Node
}

// document reads the file: an optional "---", one node, an optional "...".
func (r *reader) document() {
	r.anchors = map[string]*Node{}
	r.pos = len(bom) * boolInt(strings.HasPrefix(r.src, bom))
	r.line, r.fresh = r.pos, true
	r.skip()
	r.refuseDirective()
	if r.marker() == '-' {
		r.pos, r.fresh = r.pos+3, false
		r.skip()
	}
	for r.doc.Root == nil && !r.ended() {
		if r.doc.Root = r.blockNode(-1, false); r.bad && r.doc.Root == nil {
			r.recover(-1)
			r.skip()
		}
	}
	r.rest()
	if r.doc.Root == nil && len(r.list) == 0 {
		r.add(0, 0, "the file is empty").Help = "write a template with a Resources section"
	}
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

// rest reads what stands behind the root node: nothing, or the end of the document.
func (r *reader) rest() {
	if r.bad {
		r.recover(-1)
	}
	for r.skip(); r.pos < len(r.src); r.skip() {
		if r.marker() != '.' {
			break
		}
		r.pos += 3
		for r.pos < len(r.src) && isBlank(r.src[r.pos]) {
			r.pos++
		}
		if r.pos < len(r.src) && !isBreak(r.src[r.pos]) && r.src[r.pos] != '#' {
			r.failLine("unexpected text after `...`, which ends the document")
			return
		}
	}
	if r.pos == len(r.src) || r.bad {
		return
	}
	if r.marker() == '-' || r.src[r.pos] == '%' {
		r.fail(r.pos, min(r.pos+3, len(r.src)), "a second document begins here", "keep one template in a file")
		return
	}
	r.misplaced(-1)
}

// refuseDirective reports and passes lines such as "%YAML 1.2".
func (r *reader) refuseDirective() {
	for r.pos < len(r.src) && r.src[r.pos] == '%' && r.pos == r.line {
		r.failLine("CloudFormation takes no YAML directives").Help = "delete this line"
		r.bad = false
		r.pos = r.lineEnd(r.pos)
		r.skip()
	}
}

// ended reports whether the document ends here: at the end of the file or a marker.
func (r *reader) ended() bool { return r.pos >= len(r.src) || r.marker() != 0 }

// marker returns '-' at "---" and '.' at "..." in the first column, else 0.
func (r *reader) marker() byte {
	if r.pos != r.line || len(r.src)-r.pos < 3 {
		return 0
	}
	c := r.src[r.pos]
	if (c != '-' && c != '.') || r.src[r.pos+1] != c || r.src[r.pos+2] != c || !r.spaceAt(r.pos+3) {
		return 0
	}
	return c
}

// spaceAt reports whether a blank, a line break or the end of the file is at offset i.
func (r *reader) spaceAt(i int) bool {
	return i >= len(r.src) || isBlank(r.src[i]) || isBreak(r.src[i])
}

// at reports whether the indicator c stands here with a space behind it.
func (r *reader) at(c byte) bool {
	return r.pos < len(r.src) && r.src[r.pos] == c && r.spaceAt(r.pos+1)
}

func (r *reader) column() int { return r.pos - r.line }

// skip moves over blanks, comments and line breaks to the next token.
func (r *reader) skip() {
	for r.pos < len(r.src) {
		switch c := r.src[r.pos]; {
		case c == ' ':
			r.pos++
		case c == '\t':
			r.skipTabs()
		case isBreak(c):
			r.pos = afterBreak(r.src, r.pos)
			r.line = r.pos
			r.fresh = r.fresh || r.flow == 0
		case c == '#' && r.pos > 0 && !r.spaceAt(r.pos-1) && r.pos != r.line:
			r.failLine("a comment needs a blank before its `#`").Help = "put a blank before `#`, or quotes around the text"
			r.comment()
		case c == '#':
			r.comment()
		default:
			return
		}
	}
}

// skipTabs passes blanks from a tab on, and remembers when they indent a line.
func (r *reader) skipTabs() {
	indents := trimBlanks(r.src, r.line, r.pos) == r.line
	for r.pos < len(r.src) && isBlank(r.src[r.pos]) {
		r.pos++
	}
	if indents || r.fresh {
		r.tab = r.line + 1
	}
}

// tabbed reports an error if a tab indents the block that begins here; indent is the
// column of the block around it.
func (r *reader) tabbed(indent int, block bool) bool {
	if r.tab != r.line+1 || r.flow > 0 || r.ended() {
		return false
	}
	at := r.line + strings.IndexByte(r.src[r.line:r.pos], '\t')
	first := trimBlanks(r.src, r.line, r.pos) == r.line
	if !block && (!first || at-r.line > indent) {
		return false
	}
	r.fail(at, at+1, "tab used for indentation", "indent with spaces")
	return true
}

// comment records the comment at '#' and passes it.
func (r *reader) comment() {
	if r.pos == len(r.src) {
		return // an error ended the reading
	}
	end := r.lineEnd(r.pos)
	own := trimBlanks(r.src, r.line, r.pos) == r.line
	r.doc.Comments = append(r.doc.Comments, Comment{Span: r.builder.file.Span(r.pos, end), Own: own})
	r.pos = end
}

// lineEnd returns the offset of the line break that ends the line of i.
func (r *reader) lineEnd(i int) int {
	for i < len(r.src) && !isBreak(r.src[i]) {
		i++
	}
	return i
}
