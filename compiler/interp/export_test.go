package interp

import "strings"

// Escape writes a text so that Parse gives it back as a literal.
func Escape(text string, names Names, mode Mode) string {
	r := reader{parted: parted{text: text}, names: names, mode: mode}
	var escaped strings.Builder
	done := 0
	for at := r.next(0); at >= 0; at = r.next(done) {
		start := at + len(text[at:]) - len(strings.TrimLeft(text[at:], "@"))
		escaped.WriteString(text[done:start])
		done = start
		if body, got := r.expression(start - 1); got != literal {
			escaped.WriteString(text[at:start] + text[start:body.To])
			done = body.To
		}
	}
	return escaped.String() + text[done:]
}
