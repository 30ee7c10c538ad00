package rules

import (
	"regexp"
	"strings"
)

// An allowedPattern is the AllowedPattern of a parameter, a regular expression of Java, as far
// as Go's engine can stand for it.
type allowedPattern struct {
	text  string // for Go: look-arounds are groups, and quantifiers are not possessive
	same  bool   // it means the same to Go
	known bool   // Go finds the mistakes in it that Java does
}

// readPattern reads a pattern of Java. It gives up at what Java alone knows within brackets.
func readPattern(pattern string) allowedPattern {
	r := patternReader{allowedPattern: allowedPattern{same: true, known: true}}
	for i := 0; i < len(pattern); {
		i += r.read(pattern[:i], pattern[i:])
	}
	r.text = r.out.String()
	return r.allowedPattern
}

type patternReader struct {
	allowedPattern
	out   strings.Builder
	class bool // within brackets
}

// read takes the next element of a pattern and says how many bytes it has.
func (r *patternReader) read(before, rest string) int {
	n := 1
	switch {
	case rest[0] == '\\' && len(rest) > 1:
		r.escape(rest[1])
		n = 2
	case r.class:
		r.inClass(rest)
		r.class = rest[0] != ']'
	case rest[0] == '[':
		r.class = true
		n = classStart(rest)
	case isLookAround(rest):
		r.same = false
		r.out.WriteString("(?:")
		return 1 + strings.IndexAny(rest, "=!>")
	case rest[0] == '+' && isQuantifier(before):
		r.same = false // possessive
		return 1
	case rest[0] == '{' && !repetition().MatchString(rest):
		r.same = false
	}
	r.out.WriteString(rest[:n])
	return n
}

// escape looks at the letter after a backslash.
func (r *patternReader) escape(letter byte) {
	if strings.IndexByte(`AbBdDfnrsStwWz`, letter) < 0 && isAlphanumeric(string(letter), "") {
		r.same = false
	}
	if letter == 'Q' {
		r.known = false
	}
}

// inClass looks at a character between brackets, where Java has sets within sets.
func (r *patternReader) inClass(rest string) {
	if rest[0] == '[' {
		r.same, r.known = false, false
	}
	if strings.HasPrefix(rest, "&&") {
		r.same = false
	}
}

// classStart is how many bytes open a class: a bracket that follows them at once is in it.
func classStart(rest string) int {
	for _, opening := range []string{"[^]", "[]", "[^"} {
		if strings.HasPrefix(rest, opening) {
			return len(opening)
		}
	}
	return 1
}

func isLookAround(rest string) bool {
	for _, opening := range []string{"(?=", "(?!", "(?>", "(?<=", "(?<!"} {
		if strings.HasPrefix(rest, opening) {
			return true
		}
	}
	return false
}

// isQuantifier reports whether what stands before ends with a quantifier.
func isQuantifier(before string) bool {
	return strings.TrimRight(before, "*+?}") != before && !strings.HasSuffix(before[:len(before)-1], `\`)
}

func repetition() *regexp.Regexp { return regexp.MustCompile(`^\{\d+(,\d*)?\}`) }

// whole returns the expression that matches what the pattern allows, or nil where Go may
// decide otherwise than Java.
func (p allowedPattern) whole() *regexp.Regexp {
	if !p.same || !p.known {
		return nil
	}
	expression, err := regexp.Compile(`\A(?:` + p.text + `)\z`)
	if err != nil {
		return nil
	}
	return expression
}
