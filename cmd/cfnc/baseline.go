package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"

	"github.com/cfnc/cfnc/cmd/cfnc/internal/project"
	"github.com/cfnc/cfnc/compiler"
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/emit"
	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/lint"
	"github.com/cfnc/cfnc/lint/strict"
)

// readBaseline reads the baseline in a file; without a name it is empty, and so is one that is
// yet to be written.
func readBaseline(name string, toWrite bool) (lint.Baseline, error) {
	if name == "" {
		return lint.Baseline{}, nil
	}
	f, err := project.ReadFile(name)
	switch {
	case toWrite && errors.Is(err, fs.ErrNotExist):
		return lint.Baseline{}, nil
	case errors.Is(err, fs.ErrNotExist):
		return lint.Baseline{}, fmt.Errorf("%s: there is no such baseline; write one with --write-baseline", source.FromHere(name))
	case err != nil:
		return lint.Baseline{}, fmt.Errorf("%s: %w", source.FromHere(name), err)
	}
	known, mistakes := lint.ReadBaseline(f)
	return known, strict.Error(diag.Sort(mistakes))
}

// writeBaseline puts findings into the baseline. What it holds of files and rules that this
// run did not look at stays.
func (s *session) writeBaseline(old lint.Baseline, found []diag.Diagnostic, outcomes []outcome, st settings) (lint.Baseline, error) {
	made := lint.NewBaseline(found).Keep(old, st.lookedAt(outcomes))
	text, err := made.JSON()
	if err != nil {
		return made, err
	}
	if err := emit.WriteFile(st.baseline, bytes.NewReader(text)); err != nil {
		return made, writing(source.FromHere(st.baseline), err)
	}
	fmt.Fprintf(s.stderr, "cfnc: %s in %s\n", counted(made.Len(), "finding"), source.FromHere(st.baseline))
	return made, nil
}

// lookedAt says whether this run would have found something of a rule in a file.
func (st settings) lookedAt(outcomes []outcome) func(file, rule string) bool {
	files := map[string]bool{}
	for _, o := range outcomes {
		for _, f := range o.files {
			files[f.Path()] = true
		}
	}
	return func(file, id string) bool {
		rule := lint.Find(st.rules, id)
		return files[file] && (rule == nil || st.chosen.Has(rule))
	}
}

// shownStale is how many stale entries of a baseline are named.
const shownStale = 5

// without leaves out the findings that the baseline holds, and tells which of its entries are
// stale.
func (s *session) without(known lint.Baseline, found []diag.Diagnostic, outcomes []outcome, st settings) []diag.Diagnostic {
	left, stale := known.Filter(found, st.lookedAt(outcomes))
	if len(stale) == 0 {
		return left
	}
	if st.strict {
		s.raise(exitFindings)
	}
	verb, them := "have", "them"
	if len(stale) == 1 {
		verb, them = "has", "it"
	}
	fmt.Fprintf(s.stderr, "cfnc: %s of %s %s nothing to hide; --write-baseline removes %s:\n", counted(len(stale), "entry"), source.FromHere(st.baseline), verb, them)
	for _, entry := range stale[:min(len(stale), shownStale)] {
		fmt.Fprintf(s.stderr, "  %s\n", entry)
	}
	if more := len(stale) - shownStale; more > 0 {
		fmt.Fprintf(s.stderr, "  and %d more\n", more)
	}
	return left
}

// filesOf returns the files that a unit was compiled from.
func filesOf(unit *compiler.Unit) (files []*source.File) {
	for _, doc := range unit.Documents {
		files = append(files, doc.File)
	}
	return append(files, unit.Texts...)
}

// counted writes a number of things: "1 entry", "2 entries".
func counted(n int, noun string) string {
	switch {
	case n == 1:
	case noun[len(noun)-1] == 'y':
		noun = noun[:len(noun)-1] + "ies"
	default:
		noun += "s"
	}
	return fmt.Sprintf("%d %s", n, noun)
}
