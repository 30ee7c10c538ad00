package expand

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/compiler/syntax"
)

// load reads the file that a path names, seen from the file of a frame. It reports what
// is wrong and then returns nil.
func (e *expander) load(written string, at source.Span, from *frame, origin *syntax.Origin) *source.File {
	if e.spent.includes++; e.spent.includes > MaxIncludes {
		e.stop(at, origin, "there are more than %d includes", MaxIncludes)
	}
	if e.spent.stopped {
		return nil
	}
	file, err := e.resolve(written, from)
	if err != nil {
		e.fail(at, origin, "cannot include `%s`: %s", written, err)
		return nil
	}
	e.spendBytes(len(file.Text()), at, origin)
	return file
}

func (e *expander) resolve(written string, from *frame) (*source.File, error) {
	if e.opts.Loader == nil {
		return nil, fmt.Errorf("there is no project to read it from")
	}
	path, err := source.Resolve(from.file, written)
	if err != nil {
		return nil, err
	}
	if chain := from.chainTo(path); chain != "" {
		return nil, fmt.Errorf("the files include each other in a circle, %s", chain)
	}
	if from.depth() >= MaxIncludeDepth {
		return nil, fmt.Errorf("more than %d files include each other in a chain", MaxIncludeDepth)
	}
	return e.opts.Loader.Load(path)
}

// chainTo returns the way from the entry file back to a file that it leads through, or ""
// when the frame is not inside of that file.
func (f *frame) chainTo(path string) string {
	for outer := f; outer != nil; outer = outer.outer {
		if outer.file.Path() == path {
			return f.chain() + " → " + outer.file.Name()
		}
	}
	return ""
}

// chain lists the names of the files from the entry file to this one.
func (f *frame) chain() string {
	if f.outer == nil {
		return f.file.Name()
	}
	return f.outer.chain() + " → " + f.file.Name()
}

func (f *frame) depth() int {
	depth := 0
	for ; f.outer != nil; f = f.outer {
		depth++
	}
	return depth
}

// parsed is an included file that was read as YAML or JSON.
type parsed struct {
	root  *syntax.Node
	found []diag.Diagnostic
}

// document reads a file as YAML or JSON, once for all its includes; what is wrong with it is
// told for each of them. The root is nil for a file without a value.
func (e *expander) document(f *source.File, origin *syntax.Origin) *syntax.Node {
	read := e.parsed[f.Path()]
	if read == nil {
		doc, found := syntax.Parse(f)
		read = &parsed{root: doc.Root, found: found}
		e.documents = append(e.documents, doc)
		e.keep(f.Path(), read)
	}
	for _, d := range read.found {
		e.add(d, origin)
	}
	return read.root
}

func (e *expander) keep(path string, read *parsed) {
	if e.parsed == nil {
		e.parsed = map[string]*parsed{}
	}
	e.parsed[path] = read
}

// content is the text of a file as one string, which knows its places. A byte order mark
// is no part of it. It returns nil, and reports why, for what is no text.
func (e *expander) content(f *source.File, at source.Span, origin *syntax.Origin) *syntax.Node {
	text := f.Text()
	if bad := badByte(text); bad >= 0 {
		what := "is not UTF-8"
		if text[bad] == 0 {
			what = "has a NUL"
		}
		e.fail(at, origin, "cannot include `%s`: it %s at byte %d", f.Name(), what, bad)
		return nil
	}
	if !slices.ContainsFunc(e.texts, func(t *source.File) bool { return t.Path() == f.Path() }) {
		e.texts = append(e.texts, f)
	}
	start := len(text) - len(strings.TrimPrefix(text, "\uFEFF"))
	included := syntax.NewOrigin(syntax.Included, at, origin)
	return syntax.NewVerbatim(f.Span(start, len(text))).With(included)
}

// badByte finds the first byte that no text has, or is -1.
func badByte(text string) int {
	if nul := strings.IndexByte(text, 0); nul >= 0 {
		text = text[:nul+1]
	} else if utf8.ValidString(text) {
		return -1
	}
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		if r == 0 || r == utf8.RuneError && size == 1 {
			return i
		}
		i += size
	}
	return -1
}
