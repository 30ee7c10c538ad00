package report

import (
	"io"

	"github.com/cfnc/cfnc/lint"
)

type gitlabIssue struct {
	Description string         `json:"description"`
	CheckName   string         `json:"check_name"`
	Fingerprint string         `json:"fingerprint"`
	Severity    string         `json:"severity"`
	Location    gitlabLocation `json:"location"`
}

type gitlabLocation struct {
	Path  string      `json:"path"`
	Lines gitlabLines `json:"lines"`
}

type gitlabLines struct {
	Begin int `json:"begin"`
	End   int `json:"end"`
}

// GitLab writes a report of GitLab's Code Quality. GitLab shows the first of equal fingerprints
// only; those of a run differ.
func GitLab(w io.Writer, r Report) error {
	issues := []gitlabIssue{}
	for i, fingerprint := range lint.Fingerprints(r.Findings) {
		d := r.Findings[i]
		place := placeForJSON(d.Span)
		issues = append(issues, gitlabIssue{
			Description: d.Rule + ": " + d.Message,
			CheckName:   d.Name,
			Fingerprint: fingerprint,
			Severity:    [...]string{"info", "minor", "major"}[d.Severity],
			Location:    gitlabLocation{place.File, gitlabLines{place.Start.Line, place.End.Line}},
		})
	}
	for _, f := range r.Failures {
		issues = append(issues, gitlabIssue{
			Description: f.Message, CheckName: "cfnc", Fingerprint: "failure:" + f.File, Severity: "blocker",
			Location: gitlabLocation{f.File, gitlabLines{1, 1}},
		})
	}
	return writeDocument(w, issues)
}
