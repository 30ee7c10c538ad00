package rules

import (
	"strings"

	"github.com/cfnc/cfnc/compiler/interp"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
)

// joinedText returns the text that values give together, if all are literals.
func joinedText(values *syntax.Node) (text string, ok bool) {
	var b strings.Builder
	for _, value := range values.Items() {
		if !value.IsScalar() {
			return "", false
		}
		b.WriteString(value.Text())
	}
	return b.String(), true
}

// subText returns the text of Fn::Sub that gives what the values give together. ok is false
// where a text cannot surely be told from a variable.
func subText(values *syntax.Node) (text string, ok bool) {
	var all, literal strings.Builder
	for _, value := range values.Items() {
		call := template.CallOf(value)
		if call.Function == "" {
			literal.WriteString(value.Text())
			continue
		}
		if !keep(&all, &literal) {
			return "", false
		}
		all.WriteString(variable(call))
	}
	if !keep(&all, &literal) {
		return "", false
	}
	_, problems := interp.ParseSub(all.String())
	return all.String(), len(problems) == 0
}

// variable writes a call as Fn::Sub has it inside its text.
func variable(call template.Call) string {
	get, isAttribute := call.GetAtt()
	switch {
	case isAttribute:
		return "${" + get.Resource.Text + "." + get.Attribute.Text + "}"
	case call.Function == template.FnRef:
		return "${" + call.Argument.Text() + "}"
	}
	return call.Argument.Text()
}

// keep adds a literal so that it stays what it is, and empties it.
func keep(all, literal *strings.Builder) bool {
	rest := literal.String()
	literal.Reset()
	for {
		before, after, found := strings.Cut(rest, "${")
		all.WriteString(before)
		if !found {
			return !strings.HasSuffix(before, "$")
		}
		inner, tail, closed := strings.Cut(after, "}")
		if !closed || strings.ContainsAny(inner, "!${") || strings.HasSuffix(before, "$") {
			return false
		}
		all.WriteString("${!" + inner + "}")
		rest = tail
	}
}
