package lsp

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/lint"
	"github.com/cfnc/cfnc/lint/fix"
)

type renameParams struct {
	positionParams
	NewName string `json:"newName"`
}

type workspaceEdit struct {
	Changes         map[string][]textEdit `json:"changes,omitempty"`
	DocumentChanges []documentEdit        `json:"documentChanges,omitempty"`
}

type documentEdit struct {
	TextDocument versionedID `json:"textDocument"`
	Edits        []textEdit  `json:"edits"`
}

type versionedID struct {
	URI     string `json:"uri"`
	Version *int   `json:"version"`
}

type prepared struct {
	Range       textRange `json:"range"`
	Placeholder string    `json:"placeholder"`
}

// refuse is why something is not renamed.
func refuse(format string, args ...any) error {
	return &rpcError{requestFailed, fmt.Sprintf(format, args...)}
}

// prepareRename says which name would be renamed, or why none would.
func (v *view) prepareRename(p positionParams) (*prepared, error) {
	c, err := v.cursor(p)
	if err != nil {
		return nil, err
	}
	m, err := c.renamed()
	if err != nil {
		return nil, err
	}
	return &prepared{v.rangeOf(m.at), m.name}, nil
}

// renamed is the name at the cursor, if all its places are known.
func (c cursor) renamed() (m mention, err error) {
	m, ok := c.mention()
	if !ok {
		return m, refuse("there is no name of a parameter, resource, condition or mapping here")
	}
	if !m.exact() {
		return m, refuse("`%s` is no name as it stands, but gives `%s`", m.at.Text(), m.name)
	}
	return m, c.unit.renamable(m.symbol)
}

// renamable says why the places of a name are not all known, if they are not.
func (u *unit) renamable(s symbol) error {
	declared := 0
	for _, m := range u.of(s) {
		line, _ := m.at.Positions()
		switch {
		case m.looped:
			return refuse("`%s` stands in Fn::ForEach, where names are put together (line %d)", s.name, line.Line)
		case !m.exact():
			return refuse("line %d of %s names `%s` by `%s`, which cannot be renamed", line.Line, m.at.Name(), s.name, clipped(m.at.Text()))
		case m.declared:
			declared++
		}
	}
	switch t := u.src.Unit.Template; {
	case declared == 0:
		return refuse("nothing declares the %s `%s`", s.kind, s.name)
	case declared > 1:
		return refuse("the %s `%s` is declared more than once", s.kind, s.name)
	case t.MayUseMore():
		return refuse("a macro or a part that does not compile may use `%s`", s.name)
	case u.derives(s):
		return refuse("a transform makes resources whose names begin with `%s`, and the template uses one", s.name)
	case slices.ContainsFunc(u.src.Found, diagFatal):
		return refuse("the template does not compile, so that it is not known who uses `%s`", s.name)
	}
	return nil
}

// derives reports whether the template uses a name that a transform makes of a resource's.
func (u *unit) derives(s symbol) bool {
	return s.kind == aResource && slices.ContainsFunc(u.mentions(), func(m mention) bool {
		return m.kind == 0 && strings.HasPrefix(m.name, s.name) && u.src.Unit.Template.Generated(m.name)
	})
}

func diagFatal(d diag.Diagnostic) bool { return lint.Fatal(d) }

// rename changes a name wherever it stands: in references, expressions, and in the scripts and
// files that speak to CloudFormation. The edit is tried first. It must leave a template in which
// the new name is used where the old one was, and the old one nowhere.
func (v *view) rename(ctx context.Context, p renameParams) (*workspaceEdit, error) {
	c, err := v.cursor(p.positionParams)
	if err != nil {
		return nil, err
	}
	m, err := c.renamed()
	if err != nil {
		return nil, err
	}
	if err := c.unit.accepts(m.symbol, p.NewName); err != nil {
		return nil, err
	}
	places := c.unit.of(m.symbol)
	if err := c.elsewhere(places); err != nil {
		return nil, err
	}
	if err := v.sharedBy(ctx, c.unit, places); err != nil {
		return nil, err
	}
	var edits []diag.Edit
	for _, m := range places {
		edits = append(edits, diag.Edit{Span: m.at, Text: p.NewName})
	}
	if err := v.tried(c.unit, m.symbol, edits, p.NewName); err != nil {
		return nil, err
	}
	return v.workspaceEdit(edits), nil
}

// accepts says what is wrong with a new name, if anything is.
func (u *unit) accepts(s symbol, name string) error {
	t := u.src.Unit.Template
	switch {
	case name == "" || strings.ContainsFunc(name, func(r rune) bool { return r > 127 || !isWord(byte(r)) }):
		return refuse("`%s` is no name: write letters and digits", name)
	case !plainString(name):
		return refuse("YAML does not take `%s` for a text; begin with a letter", name)
	case name == s.name:
		return refuse("that is its name")
	case t.Parameter(name) != nil, t.Resource(name) != nil, s.kind == aCondition && t.Condition(name) != nil, t.Mapping(name) != nil:
		return refuse("`%s` is declared already", name)
	}
	return nil
}

// plainString reports whether YAML takes a name for a string.
func plainString(name string) bool {
	doc, _ := syntax.ParseYAML(source.NewFile("name", "name", name))
	return doc.Root.Is(syntax.String)
}

// elsewhere refuses when a script or a file that an instance reads has the name in another place
// than those that are known. Whether that means the resource is not certain.
func (c cursor) elsewhere(places []mention) error {
	if len(places) == 0 || places[0].kind != aResource {
		return nil
	}
	for _, program := range c.unit.src.Unit.Boot().Programs() {
		text := program.Text.String()
		for at := range wordsIn(text, places[0].name) {
			span := program.Text.Span(at, at+len(places[0].name))
			known := slices.ContainsFunc(places, func(m mention) bool { return m.at.Name() == span.Name() && m.at.Start == span.Start })
			if line, _ := span.Positions(); !known && span.Text() == places[0].name {
				return refuse("`%s` also stands in a script in line %d of %s, and whether that is the resource is not certain", places[0].name, line.Line, span.Name())
			}
		}
	}
	return nil
}

// wordsIn goes through the places where a name stands as a word of its own.
func wordsIn(text, name string) func(yield func(int) bool) {
	return func(yield func(int) bool) {
		for from := 0; ; {
			i := strings.Index(text[from:], name)
			if i < 0 {
				return
			}
			at := from + i
			from = at + len(name)
			if (at == 0 || !isWord(text[at-1])) && (from == len(text) || !isWord(text[from])) && !yield(at) {
				return
			}
		}
	}
}

// sharedBy refuses to change an included file that another template includes, too: there the
// name may be another one's.
func (v *view) sharedBy(ctx context.Context, u *unit, places []mention) error {
	included := map[string]bool{}
	for _, m := range places {
		if m.at.Name() != u.doc.name() {
			included[m.at.Name()] = true
		}
	}
	if len(included) == 0 {
		return nil
	}
	texts := v.texts()
	for _, name := range u.doc.project.Templates() {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		src, whole, err := u.doc.project.Compile(name, texts)
		if err != nil || src == nil || !whole || name == u.doc.name() {
			continue
		}
		for _, doc := range src.Unit.Documents {
			if included[doc.File.Name()] {
				return refuse("%s is included by %s, too, where the name may be used", doc.File.Name(), name)
			}
		}
	}
	return nil
}

// tried compiles the template with the edits, and refuses if something else than the name has
// changed.
func (v *view) tried(u *unit, s symbol, edits []diag.Edit, name string) error {
	texts := v.texts()
	maps.Copy(texts, fix.Apply([]fix.Choice{{Edits: edits}}))
	src, _, err := u.doc.project.Compile(u.doc.name(), texts)
	if err != nil || src == nil {
		return refuse("the template would not compile any more")
	}
	after := &unit{doc: u.doc, src: src}
	after.once.Do(func() {})
	switch now, before := len(after.of(symbol{s.kind, name})), len(u.of(s)); {
	case len(after.of(s)) > 0, now != before:
		return refuse("with the name `%s`, %d of %d references would be found", name, now, before)
	case len(src.Found) > len(u.src.Found):
		return refuse("with the name `%s` the template would have a new problem: %s", name, src.Found[len(src.Found)-1].Message)
	}
	return nil
}

// workspaceEdit writes edits as the client takes them.
func (v *view) workspaceEdit(edits []diag.Edit) *workspaceEdit {
	byURI := map[string][]textEdit{}
	var order []string
	for _, e := range edits {
		uri := v.uriFor(e.Span.Name())
		if byURI[uri] == nil {
			order = append(order, uri)
		}
		byURI[uri] = append(byURI[uri], textEdit{v.rangeOf(e.Span), lineEnds(e)})
	}
	if !v.client.Workspace.WorkspaceEdit.DocumentChanges {
		return &workspaceEdit{Changes: byURI}
	}
	made := &workspaceEdit{}
	for _, uri := range order {
		id := versionedID{URI: uri}
		if d := v.docs[nameOf(uri)]; d != nil {
			id.Version = &d.version
		}
		made.DocumentChanges = append(made.DocumentChanges, documentEdit{id, byURI[uri]})
	}
	return made
}

// lineEnds gives the text of an edit the line ends of its file.
func lineEnds(e diag.Edit) string {
	if !strings.Contains(e.Text, "\n") || !strings.Contains(e.Span.File.Text(), "\r\n") {
		return e.Text
	}
	return strings.ReplaceAll(strings.ReplaceAll(e.Text, "\r\n", "\n"), "\n", "\r\n")
}
