package rules

import (
	"fmt"
	"strings"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

// didYouMean ends a message with the candidate that was probably meant, if there is one.
func didYouMean(word string, candidates []string) string {
	return meaning(diag.Nearest(word, candidates, 2))
}

func meaning(near string) string {
	if near == "" {
		return ""
	}
	return ", did you mean `" + near + "`?"
}

// oneOf lists what a value may be, at most five and how many there are beyond them.
func oneOf(values []string) string {
	const most = 5
	if more := len(values) - most; more > 0 {
		return "`" + strings.Join(values[:most], "`, `") + "` and " + fmt.Sprint(more) + " more"
	}
	if last := len(values) - 1; last > 0 {
		return "`" + strings.Join(values[:last], "`, `") + "` or `" + values[last] + "`"
	}
	return "`" + strings.Join(values, "") + "`"
}

// allOf lists all of several values.
func allOf(values []string) string {
	last := len(values) - 1
	if last < 1 {
		return "`" + strings.Join(values, "") + "`"
	}
	return "`" + strings.Join(values[:last], "`, `") + "` and `" + values[last] + "`"
}

// count writes a number of things.
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// kindOf names what a node is as messages do.
func kindOf(n *syntax.Node) string {
	if f := template.CallOf(n).Function; f != "" {
		return "the function `" + string(f) + "`"
	}
	return n.Kind().String()
}

// isAlphanumeric reports whether a text has letters and digits of ASCII only, and at least
// one, or one of the other characters.
func isAlphanumeric(text, others string) bool {
	for _, r := range text {
		if !(r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' || strings.ContainsRune(others, r)) {
			return false
		}
	}
	return text != ""
}

// offer adds the change of a word to the one that was meant, where the two differ in upper and
// lower case only: of any other it is not certain.
func offer(f *lint.Finding, n *syntax.Node, meant string) {
	if strings.EqualFold(n.Text(), meant) {
		f.Fix("write `"+meant+"`", true, diag.Edit{Span: n.TextSpan(0, len(n.Text())), Text: meant})
	}
}

// maxListed is how many candidates a message lists.
const maxListed = 5

// several quotes words, the first ones of many.
func several(words []string) string {
	if more := len(words) - maxListed; more > 0 {
		return quoted(words[:maxListed]) + " and " + fmt.Sprint(more) + " more"
	}
	return quoted(words)
}
