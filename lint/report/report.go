// Package report shows findings: to people as text with code frames, to machines in our own JSON
// and in the formats of the tools that read findings. Its functions are pure; they write to a
// Writer and decide nothing. It knows no exit codes.
package report

import (
	"io"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/lint"
)

// A Report is what a run has to tell. Findings are in the order of diag.Sort.
type Report struct {
	Findings []diag.Diagnostic
	Failures []Failure
	Files    int          // templates that were looked at
	Names    []string     // of these templates, for formats that tell of clean ones
	Rules    []*lint.Rule // that may have run, for formats that describe them
	Release  string       // the version of cfnc
}

// A Failure is something that went wrong with the run itself, as a file that cannot be
// read. It is never a finding.
type Failure struct {
	File    string
	Message string
}

// A Format writes a report. With color it may use the colours of a terminal.
type Format func(w io.Writer, r Report, color bool) error

// Formats lists the names of the formats, the default first.
func Formats() []string {
	return []string{"text", "compact", "json", "jsonl", "sarif", "github", "gitlab", "junit", "checkstyle", "rdjson"}
}

// Named returns a format by its name, or nil.
func Named(name string) Format {
	plain := func(write func(io.Writer, Report) error) Format {
		return func(w io.Writer, r Report, _ bool) error { return write(w, r) }
	}
	switch name {
	case "text":
		return Text
	case "compact":
		return Compact
	case "json":
		return plain(JSON)
	case "jsonl":
		return plain(JSONLines)
	case "sarif":
		return plain(SARIF)
	case "github":
		return plain(GitHub)
	case "gitlab":
		return plain(GitLab)
	case "junit":
		return plain(JUnit)
	case "checkstyle":
		return plain(Checkstyle)
	case "rdjson":
		return plain(RDJSON)
	}
	return nil
}

// counts returns the number of findings by severity.
func (r Report) counts() (errors, warnings, infos int) {
	for _, d := range r.Findings {
		switch d.Severity {
		case diag.Error:
			errors++
		case diag.Warning:
			warnings++
		default:
			infos++
		}
	}
	return errors, warnings, infos
}
