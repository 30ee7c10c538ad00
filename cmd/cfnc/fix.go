package main

import (
	"fmt"
	"io"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"github.com/cfnc/cfnc/cmd/cfnc/internal/project"
	"github.com/cfnc/cfnc/compiler"
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/emit"
	"github.com/cfnc/cfnc/lint"
	"github.com/cfnc/cfnc/lint/fix"
)

// fixFlag says which fixes are applied; "" is none.
type fixFlag string

const (
	safeFixes   fixFlag = "safe"
	unsafeFixes fixFlag = "unsafe"
)

// Type names the values of the flag in the help.
func (*fixFlag) Type() string     { return "kind" }
func (f *fixFlag) String() string { return string(*f) }

// Set takes the value of the flag.
func (f *fixFlag) Set(kind string) error {
	if *f = fixFlag(kind); *f != safeFixes && *f != unsafeFixes {
		return fmt.Errorf("there are no `%s` fixes; write safe or unsafe", kind)
	}
	return nil
}

// repairs reports whether findings are to be fixed, or their fixes shown.
func (f *lintFlags) repairs() bool { return f.fix != "" || f.diff }

// maxRounds bounds how often sources are changed and looked at again.
const maxRounds = 50

// A repair applies fixes in rounds. It changes texts in memory, lets the rules look at all
// sources that have a part in them, and takes a round back that brings a new error.
type repair struct {
	session  *session
	st       settings
	unsafe   bool
	known    lint.Baseline
	outcomes []outcome
	before   map[string]string // the texts that were changed as they were read, by the names of files
	refused  map[string]bool   // findings whose fix brings an error
	fixed    int
}

// repair fixes what can be fixed, and reports what is left, or shows what would change.
func (s *session) repair(outcomes []outcome, st settings, f *lintFlags, known lint.Baseline) error {
	st.overlay = map[string]string{}
	r := &repair{s, st, f.fix == unsafeFixes, known, slices.Clone(outcomes), map[string]string{}, map[string]bool{}, 0}
	r.rounds()
	if f.diff {
		found, _ := s.collect(r.outcomes)
		return r.show(s.without(known, found, r.outcomes, st))
	}
	if len(r.changed()) > 0 {
		r.finish(outcomes)
	}
	found, files := s.collect(r.outcomes)
	return s.report(s.without(known, found, r.outcomes, st), files, st, f)
}

// finish writes the changed texts and tells of it. Sources with a file that cannot be written
// are what they were at first.
func (r *repair) finish(first []outcome) {
	failed := r.write()
	for i := range r.outcomes {
		if r.outcomes[i].isMadeOf(failed) {
			r.outcomes[i] = first[i]
		}
	}
	if len(failed) > 0 {
		fmt.Fprintf(r.session.stderr, "cfnc: %s could not be changed\n", counted(len(failed), "file"))
		return
	}
	fmt.Fprintf(r.session.stderr, "cfnc: fixed %s in %s\n", counted(r.fixed, "finding"), counted(len(r.changed()), "file"))
}

// rounds applies fixes until there are no more. When a round brings an error, half of its fixes
// are tried, down to the one that is to blame.
func (r *repair) rounds() {
	limit := 0 // 0: none
	for range maxRounds {
		list := r.choose()
		if limit > 0 && limit < len(list) {
			list = list[:limit]
		}
		switch {
		case len(list) == 0:
			return
		case r.try(list):
			r.fixed += len(list)
			limit *= 2
		case len(list) == 1:
			r.refused[identity(list[0].Finding)] = true
			limit = 0
		default:
			limit = (len(list) + 1) / 2
		}
	}
}

// choose returns fixes that go together.
func (r *repair) choose() []fix.Choice {
	var results []lint.Result
	users := map[string][]map[string]bool{} // by the names of files: what was found in each source that they belong to
	for _, o := range r.outcomes {
		if o.result == nil {
			continue
		}
		results = append(results, *o.result)
		for _, f := range o.files {
			users[f.Name()] = append(users[f.Name()], identities(o.found()))
		}
	}
	found, _ := r.known.Filter(lint.Join(results), func(string, string) bool { return false })
	return fix.Choose(found, r.unsafe, func(d diag.Diagnostic) bool { return !r.refused[identity(d)] && r.isShared(d, users) })
}

// isShared reports whether a finding is one in every source that its file belongs to: else a
// change of the file would reach sources to which it does no good.
func (r *repair) isShared(d diag.Diagnostic, users map[string][]map[string]bool) bool {
	of := users[d.Span.Name()]
	for _, found := range of {
		if !found[identity(d)] {
			return false
		}
	}
	return len(of) > 0 && !strings.HasPrefix(d.Span.Name(), "<")
}

// identity tells findings apart, as far as people do.
func identity(d diag.Diagnostic) string {
	return fmt.Sprintf("%s %s:%d-%d %s", d.Rule, d.Span.Name(), d.Span.Start, d.Span.End, d.Message)
}

func identities(found []diag.Diagnostic) map[string]bool {
	set := map[string]bool{}
	for _, d := range found {
		set[identity(d)] = true
	}
	return set
}

// found returns what was found in the source of an outcome alone.
func (o *outcome) found() []diag.Diagnostic { return lint.Join([]lint.Result{*o.result}) }

// try applies fixes and looks at the result. When there are new errors it takes them back.
func (r *repair) try(list []fix.Choice) bool {
	st := r.st
	st.library = &compiler.Library{}
	st.overlay = maps.Clone(r.st.overlay)
	texts := fix.Apply(list)
	maps.Copy(st.overlay, texts)
	var places []int
	var inputs []project.Input
	for i, o := range r.outcomes {
		if o.isMadeOf(texts) {
			places = append(places, i)
			inputs = append(inputs, o.input)
		}
	}
	made := r.session.each(inputs, func(o *outcome) { r.session.check(o, st) })
	for n := range made {
		if made[n].isWorseThan(r.outcomes[places[n]]) {
			return false
		}
	}
	for n, i := range places {
		r.outcomes[i] = made[n]
	}
	r.remember(list)
	r.st = st
	return true
}

// remember keeps the texts of files that are changed for the first time.
func (r *repair) remember(list []fix.Choice) {
	for _, c := range list {
		for _, e := range c.Edits {
			if _, there := r.before[e.Span.Name()]; !there {
				r.before[e.Span.Name()] = e.Span.File.Text()
			}
		}
	}
}

// isMadeOf reports whether one of the files belongs to the source of an outcome.
func (o *outcome) isMadeOf(texts map[string]string) bool {
	for _, f := range o.files {
		if _, changed := texts[f.Name()]; changed {
			return true
		}
	}
	return false
}

// isWorseThan reports whether a source was readable and is no more, or has an error that it
// had not: one of a rule at a path with its message, wherever it stands in the file.
func (o *outcome) isWorseThan(before outcome) bool {
	if o.result == nil || o.err != nil || o.fault != nil {
		return true
	}
	count := map[string]int{}
	for _, d := range before.found() {
		count[d.Rule+d.Path+d.Message]++
	}
	for _, d := range o.found() {
		if count[d.Rule+d.Path+d.Message]--; d.Severity == diag.Error && count[d.Rule+d.Path+d.Message] < 0 {
			return true
		}
	}
	return false
}

// changed returns the names of the files whose texts are not as they were.
func (r *repair) changed() (names []string) {
	for _, name := range slices.Sorted(maps.Keys(r.before)) {
		if r.before[name] != r.st.overlay[name] {
			names = append(names, name)
		}
	}
	return names
}

// show writes what would change. It fails the run if anything would, or if something is left.
func (r *repair) show(left []diag.Diagnostic) error {
	s := r.session
	s.judge(left, r.st)
	names := r.changed()
	for _, name := range names {
		s.raise(exitFindings)
		if _, err := io.WriteString(s.stdout, fix.Diff(name, r.before[name], r.st.overlay[name])); err != nil {
			return fmt.Errorf("cannot write to standard output: %w", err)
		}
	}
	fmt.Fprintf(s.stderr, "cfnc: %s would be fixed in %s; %d would be left\n", counted(r.fixed, "finding"), counted(len(names), "file"), len(left))
	return nil
}

// write puts the changed texts into their files, and returns those that it could not write.
func (r *repair) write() (failed map[string]string) {
	failed = map[string]string{}
	for _, name := range r.changed() {
		path := filepath.FromSlash(name)
		same, err := emit.Same(path, strings.NewReader(r.before[name]))
		switch {
		case err == nil && !same:
			err = fmt.Errorf("%s was changed by somebody else meanwhile, so it is left alone", name)
		case err == nil:
			err = writing(path, emit.WriteFile(path, strings.NewReader(r.st.overlay[name])))
		}
		if err != nil {
			r.session.fail(err)
			failed[name] = r.before[name]
		}
	}
	return failed
}
