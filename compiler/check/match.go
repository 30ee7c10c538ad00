package check

import (
	"regexp"
	"regexp/syntax"
	"unicode/utf8"
)

// expression is a regular expression of a schema. Most are asked one short text in a run, and to
// compile one costs more than to follow its tree; only a search that goes astray is left to the
// compiled form.
type expression struct {
	source   string
	tree     *syntax.Regexp // nil where the tree is not followed
	compiled *regexp.Regexp
}

// newExpression parses an expression. It returns nil for one that is none.
func newExpression(source string) *expression {
	tree, err := syntax.Parse(source, syntax.Perl)
	if err != nil {
		return nil
	}
	e := &expression{source: source}
	if followed(tree) {
		e.tree = tree
	}
	return e
}

// followed reports whether a search can follow all of a tree.
func followed(tree *syntax.Regexp) bool {
	switch tree.Op {
	case syntax.OpEmptyMatch, syntax.OpCharClass, syntax.OpAnyChar, syntax.OpAnyCharNotNL, syntax.OpBeginText, syntax.OpEndText,
		syntax.OpCapture, syntax.OpConcat, syntax.OpAlternate, syntax.OpStar, syntax.OpPlus, syntax.OpQuest, syntax.OpRepeat:
	case syntax.OpLiteral:
		return tree.Flags&syntax.FoldCase == 0
	default:
		return false
	}
	for _, sub := range tree.Sub {
		if !followed(sub) {
			return false
		}
	}
	return true
}

// matches reports whether the expression is somewhere in a text.
func (e *expression) matches(text string) bool {
	if e.tree != nil {
		s := search{text: text, left: maxFollowed}
		if found, known := s.somewhere(e.tree); known {
			return found
		}
	}
	if e.compiled == nil {
		e.compiled = regexp.MustCompile(e.source) // it was parsed before
	}
	return e.compiled.MatchString(text)
}

// maxFollowed is how many steps a search follows a tree: about what it costs to compile it.
const maxFollowed = 2000

// search looks for a match of a tree in a text, by trying one way after the other.
type search struct {
	text string
	left int // steps
}

// somewhere reports whether there is a match; known is false when the steps did not suffice.
func (s *search) somewhere(tree *syntax.Regexp) (found, known bool) {
	end := func(int) bool { return true }
	for at := 0; at <= len(s.text) && !found; at++ {
		if at == len(s.text) || utf8.RuneStart(s.text[at]) {
			found = s.match(tree, at, end)
		}
	}
	return found, s.left > 0
}

// match tries a tree at a place, and what comes behind it at each place where it can end.
func (s *search) match(tree *syntax.Regexp, at int, then func(int) bool) bool {
	if s.left--; s.left <= 0 {
		return false
	}
	switch tree.Op {
	case syntax.OpEmptyMatch:
		return then(at)
	case syntax.OpBeginText:
		return at == 0 && then(at)
	case syntax.OpEndText:
		return at == len(s.text) && then(at)
	case syntax.OpLiteral:
		literal := string(tree.Rune)
		return len(s.text)-at >= len(literal) && s.text[at:at+len(literal)] == literal && then(at+len(literal))
	case syntax.OpCapture:
		return s.match(tree.Sub[0], at, then)
	case syntax.OpConcat:
		return s.all(tree.Sub, at, then)
	case syntax.OpAlternate:
		for _, sub := range tree.Sub {
			if s.match(sub, at, then) {
				return true
			}
		}
		return false
	case syntax.OpStar, syntax.OpPlus, syntax.OpQuest, syntax.OpRepeat:
		least, most := bounds(tree)
		return s.repeat(tree.Sub[0], least, most, at, then)
	}
	size := s.rune(tree, at)
	return size > 0 && then(at+size)
}

func (s *search) all(trees []*syntax.Regexp, at int, then func(int) bool) bool {
	if len(trees) == 0 {
		return then(at)
	}
	return s.match(trees[0], at, func(end int) bool { return s.all(trees[1:], end, then) })
}

// repeat matches as often as it can, and less often where what comes behind does not fit.
func (s *search) repeat(tree *syntax.Regexp, least, most, at int, then func(int) bool) bool {
	if least <= 0 && most == 0 {
		return then(at)
	}
	again := func(end int) bool {
		return (end > at || least > 0) && s.repeat(tree, least-1, max(most-1, -1), end, then)
	}
	return s.match(tree, at, again) || least <= 0 && then(at)
}

// bounds says how often a tree is repeated; most is -1 for any number.
func bounds(tree *syntax.Regexp) (least, most int) {
	switch tree.Op {
	case syntax.OpStar:
		return 0, -1
	case syntax.OpPlus:
		return 1, -1
	case syntax.OpQuest:
		return 0, 1
	}
	return tree.Min, tree.Max
}

// rune returns the length of the character at a place if it is one of a class, else 0.
func (s *search) rune(tree *syntax.Regexp, at int) int {
	r, size := utf8.DecodeRuneInString(s.text[at:])
	if size == 0 {
		return 0
	}
	switch tree.Op {
	case syntax.OpAnyChar:
		return size
	case syntax.OpAnyCharNotNL:
		if r == '\n' {
			return 0
		}
		return size
	}
	for i := 0; i+1 < len(tree.Rune); i += 2 {
		if tree.Rune[i] <= r && r <= tree.Rune[i+1] {
			return size
		}
	}
	return 0
}
