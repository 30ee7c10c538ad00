package rules

import (
	"strings"

	"github.com/cfnc/cfnc/compiler/interp"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
)

// arn is an ARN as far as it is known, in its six parts. A star stands for what is not known or
// may be anything. It is nil for what is no ARN, or may be none.
type arn []string

func (a arn) service() string {
	if a == nil || strings.ContainsAny(a[2], "*?") {
		return ""
	}
	return a[2]
}

// overlaps reports whether there is an ARN that is both. No star holds a colon but that of the
// last part.
func (a arn) overlaps(b arn) bool {
	for i := range min(len(a), len(b)) {
		if !overlap(a[i], b[i]) {
			return false
		}
	}
	return true
}

// arnOf reads a literal, or Fn::Sub of a text that begins with arn: and has variables in it.
// Up to the part that holds a variable of unknown value, all parts are known to be such.
func arnOf(n *syntax.Node) arn {
	text := n.Text()
	if !isFixed(n) {
		text = starred(template.CallOf(n).Sub())
	}
	return arnIn(text)
}

func arnIn(text string) arn {
	const parts = 6
	list := strings.SplitN(text, ":", parts)
	if len(list) < parts || list[0] != "arn" {
		return nil
	}
	return list
}

// starred is a text of Fn::Sub with a star for each variable. A variable that may bring colons
// with it ends the text: what follows may be any part.
func starred(s template.Sub) string {
	var b strings.Builder
	parts, _ := s.Parts()
	for _, p := range parts {
		switch {
		case p.Kind == interp.SubText, p.Kind == interp.SubLiteral:
			b.WriteString(p.Text)
		case p.Kind == interp.SubRef && isPlace(p.Name) || strings.Count(b.String(), ":") >= 5:
			b.WriteString("*")
		default:
			return b.String() + "*:*:*:*:*:*"
		}
	}
	return b.String()
}

// isPlace reports whether a pseudo parameter gives a part of ARNs: it holds no colon.
func isPlace(name string) bool {
	return name == "AWS::Partition" || name == "AWS::Region" || name == "AWS::AccountId" || name == "AWS::StackName"
}

// overlap reports whether there is a text that two patterns fit. A star stands for any run of
// characters, a question mark for one.
func overlap(a, b string) bool {
	reached := make([]bool, (len(a)+1)*(len(b)+1))
	at := func(i, j int) *bool { return &reached[i*(len(b)+1)+j] }
	*at(0, 0) = true
	for i := 0; i <= len(a); i++ {
		for j := 0; j <= len(b); j++ {
			if !*at(i, j) {
				continue
			}
			starA, starB := i < len(a) && a[i] == '*', j < len(b) && b[j] == '*'
			if i < len(a) && (starA || starB) {
				*at(i+1, j) = true
			}
			if j < len(b) && (starA || starB) {
				*at(i, j+1) = true
			}
			if i < len(a) && j < len(b) && (a[i] == b[j] || a[i] == '?' || b[j] == '?') {
				*at(i+1, j+1) = true
			}
		}
	}
	return reached[len(reached)-1]
}
