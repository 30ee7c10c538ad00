// Package fix applies the fixes that findings carry: it chooses those that go together, puts
// their edits into the bytes of the files, and shows the difference. It reads and writes no
// file, and does not know whether a result is any good: whoever calls it looks again.
package fix

import (
	"cmp"
	"slices"
	"strings"

	"github.com/cfnc/cfnc/compiler/diag"
)

// A Choice is a fix that is to be applied, and the finding that it ends.
type Choice struct {
	Finding diag.Diagnostic
	Edits   []diag.Edit
}

// Choose picks a fix for each finding that has one: the first safe one, or, where unsafe ones
// are wanted too, the first of those. Of fixes that touch the same bytes the first one in the
// order of the findings wins; the others wait for another round. Findings for which wanted
// reports false are left alone.
func Choose(found []diag.Diagnostic, unsafe bool, wanted func(diag.Diagnostic) bool) (list []Choice) {
	var taken []diag.Edit
	for _, d := range found {
		edits := pick(d, unsafe)
		if len(edits) == 0 || !disjoint(edits, taken) || !wanted(d) {
			continue
		}
		taken = append(taken, edits...)
		list = append(list, Choice{d, edits})
	}
	return list
}

func pick(d diag.Diagnostic, unsafe bool) []diag.Edit {
	for _, f := range d.Fixes {
		if f.Safe {
			return f.Edits
		}
	}
	if unsafe && len(d.Fixes) > 0 {
		return d.Fixes[0].Edits
	}
	return nil
}

// disjoint reports whether edits touch neither each other nor others.
func disjoint(edits, others []diag.Edit) bool {
	for i, e := range edits {
		if e.Span.File == nil || touched(e, others) || touched(e, edits[i+1:]) {
			return false
		}
	}
	return true
}

// touched reports whether an edit has bytes, or an end, in common with one of others.
func touched(e diag.Edit, others []diag.Edit) bool {
	return slices.ContainsFunc(others, func(o diag.Edit) bool {
		return o.Span.Name() == e.Span.Name() && o.Span.Start <= e.Span.End && e.Span.Start <= o.Span.End
	})
}

// Apply returns the texts of the files that choices change, by the names of the files. A line
// break in an edit becomes the one that its file has.
func Apply(list []Choice) map[string]string {
	edits := map[string][]diag.Edit{}
	for _, c := range list {
		for _, e := range c.Edits {
			edits[e.Span.Name()] = append(edits[e.Span.Name()], e)
		}
	}
	texts := map[string]string{}
	for name, of := range edits {
		texts[name] = splice(of[0].Span.File.Text(), of)
	}
	return texts
}

func splice(text string, edits []diag.Edit) string {
	slices.SortStableFunc(edits, func(a, b diag.Edit) int { return cmp.Compare(a.Span.Start, b.Span.Start) })
	windows := strings.Contains(text, "\r\n")
	var out strings.Builder
	at := 0
	for _, e := range edits {
		written := e.Text
		if windows {
			written = strings.ReplaceAll(strings.ReplaceAll(written, "\r\n", "\n"), "\n", "\r\n")
		}
		out.WriteString(text[at:e.Span.Start])
		out.WriteString(written)
		at = e.Span.End
	}
	out.WriteString(text[at:])
	return out.String()
}
