package check

import (
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/schema"
)

// scalar holds a text, number or boolean against a schema.
func (w *walker) scalar(s schema.Node, v *syntax.Node) {
	w.enum(s, v)
	w.number(s, v)
	if types := s.Types(); types != 0 && !types.Has(schema.String) || w.strict && !v.Is(syntax.String) {
		return
	}
	if w.format(s, v) {
		w.length(s, v)
		w.pattern(s, v)
	}
}

// enum wants one of the listed values.
func (w *walker) enum(s schema.Node, v *syntax.Node) {
	if list := s.Enum(); list.Len() > 0 && !w.listed(list, v) {
		w.notListed(list, v)
	}
	fold := s.EnumFold()
	if fold.Len() == 0 {
		return
	}
	for value := range fold.All() {
		if strings.EqualFold(value.Text(), v.Text()) {
			return
		}
	}
	w.notListed(fold, v)
}

func (w *walker) listed(list schema.Values, v *syntax.Node) bool {
	for value := range list.All() {
		if w.equal(value, v) {
			return true
		}
	}
	return false
}

// equal compares as CloudFormation does: 5 is "5", and true is "true".
func (w *walker) equal(value schema.Value, v *syntax.Node) bool {
	if w.strict && !w.typesOf(v).Has(value.Type()) {
		return false
	}
	switch value.Type() {
	case schema.Number:
		f, ok := number(v.Text())
		return ok && f == value.Number()
	case schema.Boolean:
		return strings.EqualFold(v.Text(), value.Text())
	}
	switch {
	case engines(w.rule):
		return w.sameVersion(value.Text(), v.Text())
	case v.Is(syntax.Bool):
		return strings.EqualFold(v.Text(), value.Text())
	}
	return v.Text() == value.Text()
}

// engines reports whether a rule is about engines of databases and their versions: RDS and
// ElastiCache take `MySQL` for `mysql`.
func engines(rule string) bool {
	switch rule {
	case "E3690", "E3691", "E3692", "E3693", "E3695", "W3690", "W3691":
		return true
	}
	return false
}

// sameVersion compares an engine or a version with one that is available, or, for a warning,
// deprecated. `8.0` stands for the newest 8.0, and `16` for the newest 16, so that some of them
// are available, and that some are deprecated says nothing.
func (w *walker) sameVersion(listed, text string) bool {
	if w.rule[0] == 'W' {
		return strings.EqualFold(listed, text) && numeric(text)&schema.Integer == 0
	}
	return strings.EqualFold(listed, text) || strings.HasPrefix(listed, strings.TrimSuffix(text, ".00")+".")
}

func (w *walker) notListed(list schema.Values, v *syntax.Node) {
	w.failed = true
	if w.quiet {
		return
	}
	var names []string
	for value := range list.All() {
		if len(names) == 0 || !strings.EqualFold(value.Text(), names[len(names)-1]) {
			names = append(names, value.Text())
		}
	}
	message := "`" + shorten(v.Text()) + "` is not allowed here, expected " + among(names)
	near := diag.Nearest(v.Text(), names, maxEdits)
	if near != "" {
		message = "`" + shorten(v.Text()) + "` is not allowed here, did you mean `" + near + "`?"
	}
	w.report(Violation{Rule: "E3030", Node: v, Message: message, Fix: renaming(v, near)})
}

// renaming replaces a text by the one that was probably meant.
func renaming(v *syntax.Node, near string) *diag.Fix {
	span := v.Span()
	if near == "" || span.File == nil || span.Text() != v.Text() {
		return nil
	}
	return &diag.Fix{Title: "write `" + near + "`", Edits: []diag.Edit{{Span: span, Text: near}}}
}

// number holds a number against its bounds.
func (w *walker) number(s schema.Node, v *syntax.Node) {
	f, ok := number(v.Text())
	if !ok || w.strict && !v.Is(syntax.Number) {
		return
	}
	if least, ok := s.Minimum(); ok && f < least {
		w.fail("E3034", v, "`%s` is too small, expected at least %s", v.Text(), written(least))
	}
	if most, ok := s.Maximum(); ok && f > most {
		w.fail("E3034", v, "`%s` is too large, expected at most %s", v.Text(), written(most))
	}
	if least, ok := s.ExclusiveMinimum(); ok && f <= least {
		w.fail("E3034", v, "`%s` is too small, expected more than %s", v.Text(), written(least))
	}
	if most, ok := s.ExclusiveMaximum(); ok && f >= most {
		w.fail("E3034", v, "`%s` is too large, expected less than %s", v.Text(), written(most))
	}
	if step, ok := s.MultipleOf(); ok && step > 0 && !divides(step, f) {
		w.fail("E3034", v, "`%s` is no multiple of %s", v.Text(), written(step))
	}
}

func divides(step, f float64) bool {
	q := f / step
	return math.Abs(q-math.Round(q)) < 1e-9
}

func written(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }

// length counts the characters of a text.
func (w *walker) length(s schema.Node, v *syntax.Node) {
	least, bounded := s.MinLength()
	most, limited := s.MaxLength()
	if !bounded && !limited {
		return
	}
	switch n := utf8.RuneCountInString(v.Text()); {
	case bounded && n < least:
		w.fail("E3033", v, "this text has %s, expected at least %d", count(n, "character", "characters"), least)
	case limited && n > most:
		w.fail("E3033", v, "this text has %s, expected at most %d", count(n, "character", "characters"), most)
	}
}

// pattern wants a text that matches.
func (w *walker) pattern(s schema.Node, v *syntax.Node) {
	if p := s.Pattern(); !p.IsZero() && !w.expression.match(p, v.Text()) {
		w.fail("E3031", v, "`%s` does not match the pattern `%s`", shorten(v.Text()), p.Source())
	}
}

func count(n int, one, several string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + several
}
