package expand

import (
	"strings"

	"github.com/cfnc/cfnc/compiler/syntax"
)

// isOddNumber reports whether a plain scalar is a number for YAML 1.1, and by that for
// CloudFormation, that JSON cannot spell: ".5", "5.", "+5", "0x1F", "1_000", ".inf". What begins
// with a needless zero is an account ID, a file mode or a date rather than a number.
func isOddNumber(n *syntax.Node) bool {
	text := n.Text()
	if n.Kind() != syntax.String || n.Style() != syntax.Plain || text == "" || text[0] > '9' {
		return false
	}
	unsigned := strings.TrimLeft(text[:1], "+-") + text[1:]
	if unsigned == "" || unsigned[0] > '9' || unsigned[0] != '.' && unsigned[0] < '0' {
		return false
	}
	switch lower := strings.ToLower(unsigned); {
	case strings.HasPrefix(lower, "0x"):
		return isDigits(lower[2:], "0123456789abcdef_")
	case strings.HasPrefix(lower, "0b"):
		return isDigits(lower[2:], "01_")
	case lower == ".inf", text == ".nan", text == ".NaN", text == ".NAN":
		return true
	default:
		return isOddDecimal(lower)
	}
}

// isOddDecimal goes by what is left when the odd parts are put right.
func isOddDecimal(text string) bool {
	whole, fraction, hasPoint := strings.Cut(strings.ReplaceAll(text, "_", ""), ".")
	if strings.Contains(fraction, ".") || whole == "" && (fraction == "" || fraction[0] == 'e') {
		return false
	}
	if hasPoint && (fraction == "" || fraction[0] == 'e') {
		fraction = "0" + fraction
	}
	if hasPoint && whole == "" {
		whole = "0"
	}
	if hasPoint {
		whole += "." + fraction
	}
	return syntax.IsNumber(whole)
}

func isDigits(text, digits string) bool {
	return strings.Trim(text, "_") != "" && strings.Trim(text, digits) == ""
}

func (e *expander) warnOddNumber(n *syntax.Node, c context) {
	e.warn(NumberID, NumberName, n.Span(), c.origin, "`%s` is not how JSON spells a number, and stays a string", n.Text()).Help =
		"quote it, or write the number in decimal digits"
}
