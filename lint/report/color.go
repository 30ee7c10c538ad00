package report

import "github.com/cfnc/cfnc/compiler/diag"

// palette paints text with the sixteen colours that every terminal has, or not at all.
type palette bool

const (
	bold   = "1"
	red    = "31"
	yellow = "33"
	blue   = "34"
	cyan   = "36"
)

func (p palette) paint(text string, codes ...string) string {
	if !p || text == "" {
		return text
	}
	for i := len(codes) - 1; i >= 0; i-- {
		text = "\x1b[" + codes[i] + "m" + text
	}
	return text + "\x1b[0m"
}

func (p palette) bold(text string) string { return p.paint(text, bold) }

// frame paints what holds the quoted lines: arrows, bars and line numbers.
func (p palette) frame(text string) string { return p.paint(text, blue) }

func (p palette) severity(s diag.Severity, text string) string {
	return p.paint(text, bold, [...]string{cyan, yellow, red}[s])
}
