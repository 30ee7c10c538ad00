package report

import (
	"bufio"
	"fmt"
	"io"

	"github.com/cfnc/cfnc/compiler/diag"
)

// Compact writes one line for each finding: file:line:col: severity ID message.
func Compact(w io.Writer, r Report, color bool) error {
	out := bufio.NewWriter(w)
	paint := palette(color)
	for _, d := range r.Findings {
		writeLine(out, paint, d)
	}
	return out.Flush()
}

func writeLine(out *bufio.Writer, paint palette, d diag.Diagnostic) {
	fmt.Fprintf(out, "%s: %s %s %s\n", location(d.Span), paint.severity(d.Severity, d.Severity.String()), d.Rule, visible(d.Message))
}
