package report

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/cfnc/cfnc/compiler/diag"
)

// xmlText writes a text for XML, which has no way to write control characters.
func xmlText(text string) string { return xmlEscapes(visible(text)) }

var xmlEscapes = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "'", "&apos;").Replace

const xmlHead = `<?xml version="1.0" encoding="UTF-8"?>` + "\n"

// fileFindings are the findings in one file.
type fileFindings struct {
	name  string
	found []diag.Diagnostic
}

// byFile puts findings together by their files, in the order of the names. Files without findings
// are among them.
func (r Report) byFile() []fileFindings {
	found := map[string][]diag.Diagnostic{}
	for _, name := range r.Names {
		found[name] = nil
	}
	for _, d := range r.Findings {
		found[d.Span.Name()] = append(found[d.Span.Name()], d)
	}
	var list []fileFindings
	for name := range found {
		list = append(list, fileFindings{name, found[name]})
	}
	slices.SortFunc(list, func(a, b fileFindings) int { return strings.Compare(a.name, b.name) })
	return list
}

// Checkstyle writes the XML of Checkstyle, which many tools read.
func Checkstyle(w io.Writer, r Report) error {
	out := bufio.NewWriter(w)
	out.WriteString(xmlHead + `<checkstyle version="4.3">` + "\n")
	for _, file := range r.byFile() {
		fmt.Fprintf(out, "  <file name=\"%s\">\n", xmlText(file.name))
		for _, d := range file.found {
			start := placeForJSON(d.Span).Start
			fmt.Fprintf(out, "    <error line=\"%d\" column=\"%d\" severity=\"%s\" message=\"%s\" source=\"cfnc.%s\"/>\n",
				start.Line, start.Column, d.Severity, xmlText(d.Message), d.Rule)
		}
		out.WriteString("  </file>\n")
	}
	for _, f := range r.Failures {
		fmt.Fprintf(out, "  <file name=\"%s\">\n    <error line=\"1\" severity=\"error\" message=\"%s\" source=\"cfnc\"/>\n  </file>\n", xmlText(f.File), xmlText(f.Message))
	}
	out.WriteString("</checkstyle>\n")
	return out.Flush()
}

// JUnit writes a test report. Every file is a test suite; every error and warning in it is a test
// that failed, and a file without any is a test that passed.
func JUnit(w io.Writer, r Report) error {
	out := bufio.NewWriter(w)
	files := r.byFile()
	tests, failures := len(r.Failures), 0
	for _, file := range files {
		failures += file.failing()
		tests += max(1, file.failing())
	}
	fmt.Fprintf(out, "%s<testsuites name=\"cfnc\" tests=\"%d\" failures=\"%d\" errors=\"%d\">\n", xmlHead, tests, failures, len(r.Failures))
	for _, file := range files {
		file.junit(out)
	}
	for _, f := range r.Failures {
		fmt.Fprintf(out, "  <testsuite name=\"%[1]s\" tests=\"1\" failures=\"0\" errors=\"1\">\n    <testcase classname=\"%[1]s\" name=\"cfnc\">\n      <error message=\"%[2]s\"/>\n    </testcase>\n  </testsuite>\n", xmlText(f.File), xmlText(f.Message))
	}
	out.WriteString("</testsuites>\n")
	return out.Flush()
}

// failing counts the findings that fail a test.
func (f fileFindings) failing() (n int) {
	for _, d := range f.found {
		if d.Severity > diag.Info {
			n++
		}
	}
	return n
}

func (f fileFindings) junit(out *bufio.Writer) {
	name := xmlText(f.name)
	fmt.Fprintf(out, "  <testsuite name=\"%s\" tests=\"%d\" failures=\"%d\" errors=\"0\">\n", name, max(1, f.failing()), f.failing())
	if f.failing() == 0 {
		fmt.Fprintf(out, "    <testcase classname=\"%s\" name=\"cfnc\"/>\n", name)
	}
	for _, d := range f.found {
		if d.Severity > diag.Info {
			fmt.Fprintf(out, "    <testcase classname=\"%s\" name=\"%s\">\n      <failure type=\"%s\" message=\"%s\">%s</failure>\n    </testcase>\n",
				name, xmlText(fmt.Sprintf("%s %s at %s", d.Rule, d.Name, location(d.Span))), d.Severity, xmlText(d.Message), xmlText(location(d.Span)+": "+d.Help))
		}
	}
	out.WriteString("  </testsuite>\n")
}
