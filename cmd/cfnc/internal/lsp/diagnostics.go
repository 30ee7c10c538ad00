package lsp

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/lint"
)

type publication struct {
	URI         string       `json:"uri"`
	Version     int          `json:"version,omitempty"`
	Diagnostics []diagnostic `json:"diagnostics"`
}

type diagnostic struct {
	Range    textRange       `json:"range"`
	Severity int             `json:"severity"`
	Code     string          `json:"code"`
	Href     *codeLink       `json:"codeDescription,omitempty"`
	Source   string          `json:"source"`
	Message  string          `json:"message"`
	Tags     []int           `json:"tags,omitempty"`
	Related  []relatedInform `json:"relatedInformation,omitempty"`
}

type codeLink struct {
	Href string `json:"href"`
}

type relatedInform struct {
	Location location `json:"location"`
	Message  string   `json:"message"`
}

// fullReport is the answer to a client that asks for findings.
type fullReport struct {
	Kind  string       `json:"kind"`
	Items []diagnostic `json:"items"`
}

// maxShown is how many findings are shown in one file. Editors become slow with more, and
// nobody reads them.
const maxShown = 1000

// findings returns what the rules find in all open templates. It is cut short when nobody wants
// to know any more.
func (v *view) findings(ctx context.Context) []diag.Diagnostic {
	var found []diag.Diagnostic
	byProject := map[Project][]lint.Result{}
	for _, name := range v.names() {
		if result := v.units[name].check(ctx); result != nil {
			project := v.docs[name].project
			byProject[project] = append(byProject[project], *result)
		}
	}
	for project, results := range byProject {
		found = append(found, project.Filter(lint.Join(results))...)
	}
	return diag.Sort(found)
}

// pulled answers a client that asks for the findings of a file. It asks with every key, so the
// answer waits for a pause, too.
func (v *view) pulled(ctx context.Context, p documentParams) (fullReport, error) {
	d, err := v.document(p.TextDocument.URI)
	if err != nil {
		return fullReport{}, err
	}
	select {
	case <-time.After(debounce):
	case <-ctx.Done():
		return fullReport{}, ctx.Err()
	}
	return fullReport{"full", v.shown(d, v.findings(ctx))}, nil
}

// document returns an open file.
func (v *view) document(uri string) (*document, error) {
	if d := v.docs[nameOf(uri)]; d != nil {
		return d, nil
	}
	return nil, &rpcError{invalidParams, fmt.Sprintf("%s is not open", uri)}
}

// shown returns what is shown in a file: what was found there, and in files that it includes
// and that are not open.
func (v *view) shown(d *document, found []diag.Diagnostic) []diagnostic {
	list := []diagnostic{}
	for _, one := range found {
		if len(list) == maxShown {
			break
		}
		if one.Span.Name() == d.name() {
			list = append(list, v.diagnostic(d, one))
		} else if at, ok := v.through(d, one); ok {
			start, _ := one.Span.Positions()
			one.Notes = append([]diag.Note{{Message: one.Message, Span: one.Span}}, one.Notes...)
			one.Message = fmt.Sprintf("%s:%d:%d: %s", one.Span.Name(), start.Line, start.Column, one.Message)
			one.Span = at
			list = append(list, v.diagnostic(d, one))
		}
	}
	return list
}

// through returns where an open file brings in the closed one that holds a finding.
func (v *view) through(d *document, one diag.Diagnostic) (at source.Span, ok bool) {
	if v.docs[one.Span.Name()] != nil || one.Span.File == nil {
		return source.Span{}, false
	}
	for _, note := range one.Notes {
		if note.Span.Name() == d.name() {
			return note.Span, true
		}
	}
	return source.Span{}, false
}

// diagnostic writes a finding as the protocol does.
func (v *view) diagnostic(d *document, one diag.Diagnostic) diagnostic {
	made := diagnostic{
		Range:    v.rangeOf(one.Span),
		Severity: severityOf(one.Severity),
		Code:     one.Rule,
		Source:   "cfnc",
		Message:  one.Message,
	}
	if one.Help != "" {
		made.Message += "\n" + one.Help
	}
	if one.URL != "" {
		made.Href = &codeLink{one.URL}
	}
	if strings.HasPrefix(one.Name, "unused-") {
		made.Tags = []int{unnecessaryTag}
	}
	for _, note := range one.Notes {
		if note.Span.File != nil {
			made.Related = append(made.Related, relatedInform{v.locationOf(note.Span), note.Message})
		}
	}
	return made
}

// unnecessaryTag lets editors fade what is not used.
const unnecessaryTag = 1

// severityOf counts from the worst, as the protocol does: 1 is an error.
func severityOf(s diag.Severity) int { return 1 + int(diag.Error-s) }

// rangeOf writes a span as the protocol does.
func (v *view) rangeOf(at source.Span) (r textRange) {
	if at.File != nil {
		r.Start.Line, r.Start.Character = at.File.Place(at.Start, v.columns)
		r.End.Line, r.End.Character = at.File.Place(at.End, v.columns)
	}
	return r
}

func (v *view) locationOf(at source.Span) location {
	return location{v.uriFor(at.Name()), v.rangeOf(at)}
}

// uriFor returns the URI of a file: that by which the client knows it where it is open.
func (v *view) uriFor(name string) string {
	if d := v.docs[name]; d != nil {
		return d.uri
	}
	return uriOf(name)
}
