package lsp

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/rules"
)

// pieces are what random edits put in: halves of everything.
var pieces = []string{"", "a", " ", "\n", "\r\n", ":", ": ", "- ", "!Ref ", "!Sub '${", "@", "@{", "Size", "{", "}", "[", "]", "'", "\"", "|\n", "#", "&a ", "*a",
	"😀", "é", "\t", "AWS::", "Fn::If", "!Include ", "Resources:\n", "  Web:\n    Type: ", "<<: "}

// everything asks all that a client can ask at a place. It fails the test at a panic, or an answer
// outside of the text.
func everything(t *testing.T, v *view, d *document, offset int) {
	line, column := d.file.Place(offset, v.columns)
	at := positionParams{documentParams{textDocumentID{URI: d.uri}}, position{line, column}}
	ctx := context.Background()
	raw, _ := json.Marshal(at)
	for _, name := range []string{"hover", "completion", "definition", "references", "documentHighlight", "prepareRename", "documentSymbol",
		"foldingRange", "codeAction", "codeLens", "semanticTokens/full"} {
		do := methodOf("textDocument/" + name)
		if _, err := do(ctx, nil, v, raw); err != nil && name != "prepareRename" {
			t.Fatalf("%s at %d:%d of %q: %v", name, line, column, d.file.Text(), err)
		}
	}
	renaming, _ := json.Marshal(renameParams{at, "Other"})
	if answer, err := methodOf("textDocument/rename")(ctx, nil, v, renaming); err == nil && !json.Valid(answer) {
		t.Fatalf("rename gives %s", answer)
	}
	v.publications(ctx)
}

// TestRandomEdits changes a template at random, in two files of which one includes the other, and
// asks everything after each change.
func TestRandomEdits(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	project := &plainProject{t.TempDir(), rules.All()}
	name := func(n string) string { return source.FromHere(project.folder + "/" + n) }
	for round := range 20 {
		v := &view{docs: map[string]*document{}, columns: source.Unit(round % 3)}
		texts := map[string]string{"a.yaml": named + "  Part: !Include b.yaml\n", "b.yaml": "Type: AWS::SNS::Topic\nProperties: {TopicName: '@Size'}\n"}
		for file, text := range texts {
			v = v.with(newDocument(uriOf(name(file)), 1, source.NewFile(name(file), file, text), project))
		}
		for range 15 {
			file := name([]string{"a.yaml", "b.yaml"}[random.IntN(4)/3])
			d := v.docs[file]
			d = newDocument(d.uri, d.version+1, randomEdit(random, d.file, v.columns), project)
			v = v.with(d)
			everything(t, v, d, random.IntN(len(d.file.Text())+1))
		}
	}
}

func randomEdit(random *rand.Rand, f *source.File, columns source.Unit) *source.File {
	start := random.IntN(len(f.Text()) + 1)
	end := min(len(f.Text()), start+random.IntN(1+random.IntN(40)))
	var r textRange
	r.Start.Line, r.Start.Character = f.Place(start, columns)
	r.End.Line, r.End.Character = f.Place(end, columns)
	return changed(f, contentChange{&r, pieces[random.IntN(len(pieces))]}, columns)
}

// TestHalfDocuments asks everything of every beginning of a template, as it is while it is typed.
func TestHalfDocuments(t *testing.T) {
	project := &plainProject{t.TempDir(), rules.All()}
	for end := 0; end <= len(named); end += 7 {
		d := newDocument("file:///a.yaml", 1, source.NewFile(nameOf("file:///a.yaml"), "a.yaml", strings.ToValidUTF8(named[:end], "")), project)
		v := (&view{docs: map[string]*document{}}).with(d)
		everything(t, v, d, len(d.file.Text()))
	}
}

// FuzzEdits compares incremental edits with edits of the text as a whole.
func FuzzEdits(f *testing.F) {
	f.Add("a😀\r\nb\rc\nd", 0, 2, 1, 1, "x\n")
	f.Add("", 5, 5, 0, 0, "é")
	f.Fuzz(func(t *testing.T, text string, line, column, endLine, endColumn int, insert string) {
		for _, unit := range []source.Unit{source.UTF8, source.UTF16, source.UTF32} {
			old := source.NewFile("a", "a", text)
			made := changed(old, contentChange{&textRange{position{line, column}, position{endLine, endColumn}}, insert}, unit)
			start := old.Offset(line, column, unit)
			end := max(start, old.Offset(endLine, endColumn, unit))
			if want := text[:start] + insert + text[end:]; made.Text() != want {
				t.Fatalf("got %q, want %q", made.Text(), want)
			}
		}
	})
}

// FuzzMessages sends any bytes: the server ends, and does not hang or panic.
func FuzzMessages(f *testing.F) {
	for _, body := range []string{`{"id":1,"method":"initialize","params":{}}`, `{"method":"exit"}`, `[]`, `{"id":null,"method":1}`, "{"} {
		f.Add(fmt.Sprintf("Content-Length: %d\r\n\r\n%s", len(body), body))
	}
	f.Add("Content-Length: -1\r\n\r\n")
	f.Add("Content-Length: 99999999999\r\n\r\n")
	f.Add("\r\n\r\n")
	f.Fuzz(func(t *testing.T, text string) {
		_, _ = Serve(strings.NewReader(text), discard{}, plain{})
	})
}

type discard struct{}

func (discard) Write(p []byte) (int, error) { return len(p), nil }
