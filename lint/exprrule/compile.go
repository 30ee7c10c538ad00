package exprrule

import (
	"reflect"
	"strings"

	"github.com/cfnc/cfnc/compiler/syntax"
)

// compile reads the expressions of a rule, and reports what is wrong with them.
func (l *loader) compile(r *rule) {
	if l.language == nil {
		l.language = newLanguage()
	}
	r.language = languageOf(r, l.language)
	r.when = l.expression(r, r.node.Get("when"), 0, len(r.node.Get("when").Text()))
	if typ := r.when.kind; typ != reflect.Bool && typ != reflect.Interface {
		l.ReportAt(r.when.span(nil), "the expression must be true or false, but gives %s", typ)
	}
	r.message = l.text(r, r.node.Get("message"))
	r.at = l.text(r, r.node.Get("at"))
	if len(r.at) == 1 && r.at[0].value == nil {
		l.path(r.node.Get("at"), r.at[0].literal)
	}
}

func (l *loader) expression(r *rule, n *syntax.Node, from, to int) *expression {
	e := &expression{node: n, from: from, to: to, language: r.language, kind: reflect.Interface}
	if to-from > MaxExpression {
		l.Report(n, "the expression has more than %d KiB", MaxExpression>>10)
	} else if err := e.verify(); err != nil {
		l.ReportAt(e.span(err), "%s%s", reason(err), cutOff(n))
	}
	return e
}

// cutOff says that a comment follows an expression without quotes: most likely a part of it.
func cutOff(n *syntax.Node) string {
	at := n.Span()
	after := at.File.Text()[at.End:]
	if n.Style() == syntax.Plain && strings.HasPrefix(strings.TrimLeft(after, " \t"), "#") {
		return "; in YAML ` #` begins a comment: quote the expression"
	}
	return ""
}

// A text is a string with expressions in it: "the bucket `${resource.id}` has no owner".
type text []part

// A part is a literal, or the value of an expression.
type part struct {
	literal string
	value   *expression
}

// text reads the ${…} in a string.
func (l *loader) text(r *rule, n *syntax.Node) (parts text) {
	whole, from := n.Text(), 0
	for {
		start := strings.Index(whole[from:], "${")
		if start < 0 {
			return append(parts, part{literal: whole[from:]})
		}
		start += from
		end := closing(whole[start:])
		if end < 0 {
			l.ReportAt(n.TextSpan(start, start+2), "`${` has no `}`")
			return parts
		}
		end += start
		parts = append(parts, part{literal: whole[from:start]}, part{value: l.expression(r, n, start+2, end)})
		from = end + 1
	}
}

// closing finds the brace that ends what begins with "${", past braces and texts inside, or is
// negative.
func closing(text string) int {
	depth := 0
	quote := rune(0)
	for i, c := range text {
		switch {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '{':
			depth++
		case c == '}':
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return -1
}

// listed writes names in a row.
func listed(names []string) string {
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " and " + names[last]
}
