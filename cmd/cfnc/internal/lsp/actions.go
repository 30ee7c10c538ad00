package lsp

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/lint"
)

type actionParams struct {
	documentParams
	Range   textRange `json:"range"`
	Context struct {
		Only []string `json:"only"`
	} `json:"context"`
}

type codeAction struct {
	Title       string         `json:"title"`
	Kind        string         `json:"kind"`
	Diagnostics []diagnostic   `json:"diagnostics,omitempty"`
	Preferred   bool           `json:"isPreferred,omitempty"`
	Edit        *workspaceEdit `json:"edit,omitempty"`
	Command     *command       `json:"command,omitempty"`
}

type command struct {
	Title     string   `json:"title"`
	Name      string   `json:"command"`
	Arguments []string `json:"arguments,omitempty"`
}

// quickFix is the kind of all actions here.
const quickFix = "quickfix"

// explainCommand shows what there is to know of a rule.
const explainCommand = "cfnc.explain"

// actions lists what can be done about the findings in a range: their fixes, a comment that
// ignores them, and the explanation of their rules.
func (v *view) actions(ctx context.Context, p actionParams) ([]codeAction, error) {
	d, err := v.document(p.TextDocument.URI)
	list := []codeAction{}
	if err != nil || !wants(p.Context.Only) {
		return list, err
	}
	start := d.file.Offset(p.Range.Start.Line, p.Range.Start.Character, v.columns)
	end := d.file.Offset(p.Range.End.Line, p.Range.End.Character, v.columns)
	found := v.findingsIn(ctx, d, start, max(start, end))
	for _, one := range found {
		list = append(list, v.fixes(d, one)...)
	}
	for _, one := range found {
		if edit, ok := ignoring(d, one); ok {
			list = append(list, codeAction{
				Title: fmt.Sprintf("Ignore %s here", one.Rule), Kind: quickFix,
				Diagnostics: []diagnostic{v.diagnostic(d, one)}, Edit: v.workspaceEdit([]diag.Edit{edit}),
			})
		}
	}
	return append(list, explanations(found)...), nil
}

// wants reports whether the client asks for quick fixes.
func wants(only []string) bool {
	for _, kind := range only {
		if kind == quickFix {
			return true
		}
	}
	return len(only) == 0
}

// fixes are those of a finding. The first safe one is the preferred one.
func (v *view) fixes(d *document, one diag.Diagnostic) (list []codeAction) {
	preferred := true
	for _, f := range one.Fixes {
		list = append(list, codeAction{
			Title: strings.ToUpper(f.Title[:1]) + f.Title[1:], Kind: quickFix, Preferred: preferred && f.Safe,
			Diagnostics: []diagnostic{v.diagnostic(d, one)}, Edit: v.workspaceEdit(f.Edits),
		})
		preferred = preferred && !f.Safe
	}
	return list
}

// ignoring is the edit that puts a comment above the line of a finding. JSON has no comments, and
// what keeps a source from compiling cannot be ignored.
func ignoring(d *document, one diag.Diagnostic) (edit diag.Edit, ok bool) {
	if doc := d.parsed(); lint.Fatal(one) || doc.Format != syntax.YAML {
		return edit, false
	}
	start := scalarStart(d, one.Span.Start)
	position := d.file.Position(start)
	line, at := d.file.Line(position.Line)
	indent := line[:len(line)-len(strings.TrimLeft(line, " "))]
	return diag.Edit{Span: d.file.Span(at, at), Text: indent + "# cfnc:ignore " + one.Rule + "\n"}, true
}

// scalarStart is the start of the scalar around an offset, within which there is no room for a
// comment, or the offset itself.
func scalarStart(d *document, offset int) int {
	t, onKey := trailTo(d.parsed().Root, offset)
	if n := t.last().node; !onKey && n.IsScalar() {
		return wholeSpan(n).Start
	}
	return offset
}

// explanations are those of the rules of findings, each once.
func explanations(found []diag.Diagnostic) (list []codeAction) {
	seen := map[string]bool{}
	for _, one := range found {
		if !seen[one.Rule] {
			seen[one.Rule] = true
			title := fmt.Sprintf("Explain %s (%s)", one.Rule, one.Name)
			list = append(list, codeAction{Title: title, Kind: quickFix, Command: &command{title, explainCommand, []string{one.Rule}}})
		}
	}
	return list
}

type commandParams struct {
	Command   string   `json:"command"`
	Arguments []string `json:"arguments"`
}

// execute runs a command of an action: it shows the explanation, and returns it for clients that
// have a better place.
func execute(_ context.Context, s *server, v *view, raw json.RawMessage) (json.RawMessage, error) {
	p, err := decode[commandParams](raw)
	if err != nil {
		return nil, err
	}
	if p.Command != explainCommand || len(p.Arguments) != 1 {
		return nil, &rpcError{invalidParams, fmt.Sprintf("there is no command `%s` with %d arguments", p.Command, len(p.Arguments))}
	}
	for _, name := range v.names() {
		if project := v.docs[name].project; project != nil {
			if rule := lint.Find(project.Rules(), p.Arguments[0]); rule != nil {
				text := s.host.Explain(rule)
				s.show(infoMessage, text)
				return json.Marshal(text)
			}
		}
	}
	return nil, &rpcError{invalidParams, fmt.Sprintf("no rule is called `%s`", p.Arguments[0])}
}
