package report

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/cfnc/cfnc/compiler/diag"
)

// GitHub writes workflow commands, which GitHub Actions shows as annotations. It shows about ten
// of each severity, so the worst come first.
func GitHub(w io.Writer, r Report) error {
	out := bufio.NewWriter(w)
	for _, d := range worstFirst(r.Findings) {
		fmt.Fprintln(out, githubCommand(d))
	}
	for _, f := range r.Failures {
		fmt.Fprintf(out, "::error file=%s::%s\n", githubProperty(f.File), githubData(f.Message))
	}
	return out.Flush()
}

// githubCommand writes one command. A column at the end is allowed in the line of the start only.
func githubCommand(d diag.Diagnostic) string {
	place := placeForJSON(d.Span)
	properties := []string{
		"file=" + githubProperty(place.File),
		fmt.Sprintf("line=%d,endLine=%d", place.Start.Line, place.End.Line),
	}
	if place.Start.Line == place.End.Line {
		properties = append(properties, fmt.Sprintf("col=%d,endColumn=%d", place.Start.Column, max(place.Start.Column, place.End.Column)))
	}
	properties = append(properties, "title="+githubProperty(d.Rule+" "+d.Name))
	level := [...]string{"notice", "warning", "error"}[d.Severity]
	return "::" + level + " " + strings.Join(properties, ",") + "::" + githubData(withHelp(d))
}

// withHelp is the message of a finding with its advice behind it.
func withHelp(d diag.Diagnostic) string {
	if d.Help == "" {
		return d.Message
	}
	return d.Message + "\n" + d.Help
}

// The characters that workflow commands escape, in the message and in its properties.
var (
	githubData     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A").Replace
	githubProperty = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C").Replace
)

// worstFirst returns the findings by severity, in their order.
func worstFirst(found []diag.Diagnostic) []diag.Diagnostic {
	list := slices.Clone(found)
	slices.SortStableFunc(list, func(a, b diag.Diagnostic) int { return int(b.Severity) - int(a.Severity) })
	return list
}
