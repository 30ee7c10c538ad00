package main

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"github.com/cfnc/cfnc/cmd/cfnc/internal/project"
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/lint"
	"github.com/cfnc/cfnc/lint/report"
)

type lintFlags struct {
	sourceFlags
	outputs          outputs
	selected, ignore []string
	failOn           string
	stdinName        string
	fix              fixFlag
	diff, strict     bool
	baseline         string
	writeBaseline    bool
}

func (s *session) lintCommand() *cobra.Command {
	f := &lintFlags{}
	c := &cobra.Command{
		Use:   "lint [PATH...]",
		Short: "Report what is wrong with templates, and what would go wrong when they are deployed",
		Long: "lint checks files, patterns, and the templates in folders; without a PATH, those below the\n" +
			"working folder. A PATH of - is standard input. Files that hold no template are skipped.",
		Example: "  cfnc lint web.yaml\n  cfnc lint --format text --format json --output findings.json stacks/",
		RunE:    func(_ *cobra.Command, args []string) error { return s.lint(args, f) },
	}
	f.add(c)
	flags := c.Flags()
	flags.Var((*formatFlag)(&f.outputs), "format", "write findings as `FORMAT`: text, compact, json, jsonl, sarif, github, gitlab, junit, checkstyle or rdjson; may be repeated")
	flags.Var((*outputFlag)(&f.outputs), "output", "write the format named before it to `FILE`, not to standard output")
	flags.StringSliceVar(&f.selected, "select", nil, "run only these `RULES`: IDs, names, or beginnings of IDs such as H1")
	flags.StringSliceVar(&f.ignore, "ignore", nil, "do not run these `RULES`")
	flags.StringVar(&f.failOn, "fail-on", "", "exit with 1 for findings of this `SEVERITY` and above: error, warning or info (default warning)")
	flags.BoolVar(&f.strict, "strict", false, "let nothing pass: fail on info, on suppressions without a reason, on stale entries of the baseline")
	flags.Var(&f.fix, "fix", "change the files: apply all `KIND` fixes, safe or unsafe")
	flags.Lookup("fix").NoOptDefVal = string(safeFixes)
	flags.BoolVar(&f.diff, "diff", false, "show what --fix would change, and change nothing")
	flags.StringVar(&f.baseline, "baseline", "", "leave out the findings that are in `FILE`")
	flags.BoolVar(&f.writeBaseline, "write-baseline", false, "put what is found into the baseline")
	flags.StringVar(&f.stdinName, "stdin-filename", "", "treat standard input as the file `NAME`")
	offers{
		"format": words(report.Formats()...), "select": offerRules, "ignore": offerRules,
		"fail-on": words("error", "warning", "info"), "fix": words(string(safeFixes), string(unsafeFixes)),
	}.add(c)
	return c
}

func (s *session) loadLint(f *lintFlags) (settings, error) {
	st, err := s.load(&f.sourceFlags)
	if err != nil {
		return st, err
	}
	if f.selected != nil {
		st.chosen.Select = f.selected
	}
	if f.ignore != nil {
		st.chosen.Ignore = f.ignore
	}
	if err := f.thresholds(&st); err != nil {
		return st, err
	}
	st.stdinName = f.stdinName
	st.baseline = cmp.Or(f.baseline, st.baseline)
	st.keepFiles = f.repairs() || st.baseline != ""
	if err := st.chosen.Check(st.rules); err != nil {
		return st, usage("%w", err)
	}
	return st, cmp.Or(f.verify(st), f.outputs.check())
}

// thresholds says which findings fail the run.
func (f *lintFlags) thresholds(st *settings) (err error) {
	if st.strict = st.strict || f.strict; st.strict {
		st.chosen.Reasons, st.failOn = true, diag.Info
	}
	if f.failOn != "" {
		st.failOn, err = parseSeverity(f.failOn)
	}
	return err
}

// verify refuses flags that contradict each other.
func (f *lintFlags) verify(st settings) error {
	switch {
	case f.writeBaseline && st.baseline == "":
		return usage("--write-baseline needs the name of a file: --baseline FILE, or baseline in %s", project.ConfigName)
	case f.writeBaseline && f.repairs():
		return usage("--write-baseline takes what is found as it is; fix first, and write the baseline then")
	case f.diff && len(f.outputs) > 0:
		return usage("--diff shows changes, not findings; leave out --format and --output")
	}
	return nil
}

func (s *session) lint(args []string, f *lintFlags) error {
	st, err := s.loadLint(f)
	if err != nil {
		return err
	}
	st.inputs = slices.DeleteFunc(withBundles(s.find(st.lintPaths(args))), st.leavesOut)
	outcomes := s.each(st.inputs, func(o *outcome) { s.check(o, st) })
	known, err := readBaseline(st.baseline, f.writeBaseline)
	if err != nil {
		return err
	}
	if f.repairs() {
		return s.repair(outcomes, st, f, known)
	}
	found, files := s.collect(outcomes)
	if f.writeBaseline {
		if known, err = s.writeBaseline(known, found, outcomes, st); err != nil {
			return err
		}
	}
	return s.report(s.without(known, found, outcomes, st), files, st, f)
}

// report writes findings, and fails the run if one of them is bad enough.
func (s *session) report(found []diag.Diagnostic, files int, st settings, f *lintFlags) error {
	s.judge(found, st)
	if files == 0 && s.code == 0 {
		fmt.Fprintln(s.stderr, "cfnc: no template was found")
	}
	return s.write(report.Report{Findings: found, Failures: s.failures, Files: files, Names: s.looked, Rules: st.rules, Release: release()}, f.outputs)
}

// judge fails the run if a finding is at or above the threshold.
func (s *session) judge(found []diag.Diagnostic, st settings) {
	if worst, any := diag.Worst(found); any && worst >= st.failOn {
		s.raise(exitFindings)
	}
}

// lintPaths returns what to look at: what is named, else what the configuration of cfn-lint
// names, else the working folder.
func (st settings) lintPaths(args []string) []string {
	switch {
	case len(args) > 0:
		return args
	case len(st.paths) > 0:
		return st.paths
	}
	return []string{"."}
}

// leavesOut reports whether the configuration wants no rule to look at an input.
func (st settings) leavesOut(in project.Input) bool {
	return (in.Path != project.Stdin || st.stdinName != "") && st.unwanted.Match(st.pathOf(in))
}

// check compiles one input and lets the rules look at it.
func (s *session) check(o *outcome, st settings) {
	src, err := s.source(o.input, st)
	if err != nil || src == nil || src.Unit.Bundle == nil && isNoTemplate(src) || st.skipUnreadable && isUnreadable(src) {
		o.err = err
		return
	}
	result := lint.Check(*src, st.rules, st.chosenFor(o.input))
	o.result = &result
	if st.keepFiles {
		o.files = filesOf(src.Unit)
	}
}
