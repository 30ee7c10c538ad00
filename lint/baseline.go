package lint

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/compiler/syntax"
)

// A Baseline is a list of findings that were there when it was written. They are not shown,
// so that a project can begin with the rules today and mend its past later.
type Baseline struct {
	entries []known
}

// known are the findings of a rule at one path of one template. The fingerprint is the one of
// the first of them, so that lines may move.
type known struct {
	File        string `json:"file"` // below the project root
	Rule        string `json:"rule"`
	Path        string `json:"path"`
	Fingerprint string `json:"fingerprint"`
	Count       int    `json:"count"`
}

// BaselineVersion is the version of the file format; schema/baseline.schema.json describes it.
const BaselineVersion = 1

// NewBaseline makes a baseline of findings. Those that keep a source from compiling are left
// out: nothing can hide them.
func NewBaseline(found []diag.Diagnostic) Baseline {
	at := map[string]int{}
	var b Baseline
	for _, d := range found {
		if Fatal(d) {
			continue
		}
		key := identity(d)
		i, there := at[key]
		if !there {
			i = len(b.entries)
			at[key] = i
			b.entries = append(b.entries, known{place(d), d.Rule, d.Path, digest(key, 0), 0})
		}
		b.entries[i].Count++
	}
	slices.SortFunc(b.entries, func(x, y known) int { return strings.Compare(x.order(), y.order()) })
	return b
}

func (k known) order() string { return k.File + "\x00" + k.Path + "\x00" + k.Rule }

// Keep returns the baseline with the entries of an old one that this run could not find again.
func (b Baseline) Keep(old Baseline, looked func(file, rule string) bool) Baseline {
	list := slices.Clone(b.entries)
	for _, k := range old.entries {
		if !looked(k.File, k.Rule) {
			list = append(list, k)
		}
	}
	slices.SortFunc(list, func(x, y known) int { return strings.Compare(x.order(), y.order()) })
	return Baseline{list}
}

// Len is the number of findings that the baseline holds.
func (b Baseline) Len() (n int) {
	for _, k := range b.entries {
		n += k.Count
	}
	return n
}

// JSON writes the baseline as it stands in its file.
func (b Baseline) JSON() ([]byte, error) {
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	err := enc.Encode(struct {
		Version  int     `json:"version"`
		Findings []known `json:"findings"`
	}{BaselineVersion, append([]known{}, b.entries...)})
	return out.Bytes(), err
}

// Filter returns the findings that are not in the baseline, and what is in it and was not
// found, as "file: rule at path". Only what looked reports true for, a file and a rule, can
// be missed.
func (b Baseline) Filter(found []diag.Diagnostic, looked func(file, rule string) bool) (left []diag.Diagnostic, stale []string) {
	room := map[string]int{}
	for _, k := range b.entries {
		room[k.Fingerprint] += k.Count
	}
	for _, d := range found {
		name := digest(identity(d), 0)
		if room[name] == 0 || Fatal(d) {
			left = append(left, d)
			continue
		}
		room[name]--
	}
	for _, k := range b.entries {
		if room[k.Fingerprint] > 0 && looked(k.File, k.Rule) {
			stale = append(stale, fmt.Sprintf("%s: %s at %s", k.File, k.Rule, k.Path))
		}
	}
	return left, stale
}

// ReadBaseline reads the file that a baseline was written to. Mistakes in it have their place.
func ReadBaseline(f *source.File) (b Baseline, found []diag.Diagnostic) {
	doc, found := syntax.ParseJSON(f)
	report := func(n *syntax.Node, message string, args ...any) {
		found = append(found, diag.Diagnostic{Severity: diag.Error, Span: n.Span(), Message: fmt.Sprintf(message, args...)})
	}
	version, list := doc.Root.Get("version"), doc.Root.Get("findings")
	switch {
	case len(found) > 0:
		return b, found
	case !list.Is(syntax.List) || version == nil:
		report(doc.Root, "this is no baseline; write one with --write-baseline")
	case version.Text() != strconv.Itoa(BaselineVersion):
		report(version, "the baseline has version %s, but this cfnc reads version %d", version.Text(), BaselineVersion)
	}
	for _, item := range list.Items() {
		count, err := strconv.Atoi(item.Get("count").Text())
		k := known{item.Get("file").Text(), item.Get("rule").Text(), item.Get("path").Text(), item.Get("fingerprint").Text(), count}
		if err != nil || count < 1 || k.Rule == "" || k.Fingerprint == "" {
			report(item, "an entry needs file, rule, path, fingerprint, and a count of at least 1")
		}
		b.entries = append(b.entries, k)
	}
	return b, found
}
