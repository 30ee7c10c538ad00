package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"github.com/cfnc/cfnc/cmd/cfnc/internal/project"
	"github.com/cfnc/cfnc/compiler"
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/emit"
	"github.com/cfnc/cfnc/lint"
	"github.com/cfnc/cfnc/lint/report"
)

type buildFlags struct {
	sourceFlags
	output                           string
	minify, sourceMap, noLint, check bool
}

func (s *session) buildCommand() *cobra.Command {
	f := &buildFlags{}
	c := &cobra.Command{
		Use:   "build PATH...",
		Short: "Compile sources to canonical CloudFormation JSON",
		Long: "build compiles files, and the sources in folders. A PATH of - is standard input. The JSON of\n" +
			"one source goes to standard output; findings go to standard error. An error stops the output.",
		Example: "  cfnc build web.yaml\n  cfnc build stacks/ -o out/",
		RunE:    func(_ *cobra.Command, args []string) error { return s.build(args, f) },
	}
	f.add(c)
	flags := c.Flags()
	flags.StringVarP(&f.output, "output", "o", "", "write to `FILE`, or, with several sources, below that folder")
	flags.BoolVar(&f.minify, "minify", false, "leave out white space, and report the size")
	flags.BoolVar(&f.sourceMap, "source-map", false, "write beside the output where every value comes from")
	flags.BoolVar(&f.noLint, "no-lint", false, "compile only, without the rules")
	flags.BoolVar(&f.check, "check", false, "write nothing; exit with 1 if an output differs")
	return c
}

func (s *session) build(args []string, f *buildFlags) error {
	if err := f.verify(args); err != nil {
		return err
	}
	st, err := s.load(&f.sourceFlags)
	if err != nil {
		return err
	}
	st.rules = warningOfQuotas(st.rules)
	inputs := s.find(args)
	targets, err := targets(inputs, f.output)
	if err != nil {
		return err
	}
	outcomes := s.each(inputs, func(o *outcome) { s.compileTo(targets[o.input], o, st, f) })
	return s.finish(outcomes)
}

// warningOfQuotas makes warnings of the errors about CloudFormation's quotas: an output that is
// too large for one stack may still be wanted, to be split.
func warningOfQuotas(rules []*lint.Rule) []*lint.Rule {
	list := slices.Clone(rules)
	for i, r := range list {
		if r.Quota && r.Severity == diag.Error {
			mild := *r
			mild.Severity = diag.Warning
			list[i] = &mild
		}
	}
	return list
}

// verify refuses flags that contradict each other.
func (f *buildFlags) verify(args []string) error {
	switch {
	case len(args) == 0:
		return usage("name a source to build, or - for standard input")
	case f.check && f.output == "":
		return usage("--check compares with files; name them with -o")
	case f.sourceMap && f.output == "":
		return usage("--source-map is written beside the output; name that with -o")
	}
	return nil
}

// finish shows what was found and puts out what is left for standard output.
func (s *session) finish(outcomes []outcome) error {
	found, files := s.collect(outcomes)
	if diag.HasErrors(found) {
		s.raise(exitFindings)
	}
	r := report.Report{Findings: found, Files: files}
	if err := report.Text(s.stderr, r, colored(s.stderr)); err != nil {
		return err
	}
	for i := range outcomes {
		o := &outcomes[i]
		if o.stale {
			s.raise(exitFindings)
		}
		if err := o.print(s.stdout); err != nil {
			return fmt.Errorf("cannot write to standard output: %w", err)
		}
		fmt.Fprint(s.stderr, o.note)
	}
	return nil
}

// compileTo compiles one input and writes it to a file, or keeps it for standard output if
// there is none.
func (s *session) compileTo(target string, o *outcome, st settings, f *buildFlags) {
	src, err := s.compile(o.input, st)
	if err != nil || src == nil {
		o.err = err
		return
	}
	rules := st.rules
	if f.noLint || st.leavesOut(o.input) {
		rules = nil
		src.Found = slices.DeleteFunc(src.Found, func(d diag.Diagnostic) bool { return d.Severity == diag.Error && !src.Fatal(d) })
	}
	result := lint.Check(*src, rules, st.chosenFor(o.input))
	if o.result = &result; !result.HasErrors() {
		o.err = f.emit(target, o, src.Unit)
	}
}

// emit writes a compiled template and what stands beside it.
func (f *buildFlags) emit(target string, o *outcome, unit *compiler.Unit) error {
	text := &measured{WriterTo: emit.NewText(unit.Root, f.minify)}
	if f.minify {
		text.report = func(size int64) { o.note += fmt.Sprintf("%s: %s\n", o.input.Name, emit.Size(size)) }
	}
	if target == "" {
		o.output = text
		o.noteLive(unit)
		return nil
	}
	if err := f.putManifest(o, target, unit, text.WriterTo); err != nil {
		return err
	}
	if err := f.put(o, target, text); err != nil || !f.sourceMap {
		return err
	}
	return f.put(o, target+".map", bytes.NewReader(emit.SourceMap(unit.Root)))
}

// print writes what an outcome has for standard output.
func (o *outcome) print(stdout io.Writer) error {
	if o.output == nil {
		return nil
	}
	_, err := o.output.WriteTo(stdout)
	return err
}

// measured reports the size of a text when it was written as a whole.
type measured struct {
	io.WriterTo
	report func(size int64) // may be nil
}

func (m *measured) WriteTo(w io.Writer) (int64, error) {
	n, err := m.WriterTo.WriteTo(w)
	if err == nil && m.report != nil {
		m.report(n)
	}
	return n, err
}

// put writes an output file, or with --check compares it.
func (f *buildFlags) put(o *outcome, name string, text io.WriterTo) error {
	if f.check {
		same, err := emit.Same(name, text)
		if err == nil && !same {
			o.stale = true
			o.note += fmt.Sprintf("%s: differs from what %s compiles to\n", filepath.ToSlash(name), o.input.Name)
		}
		return writing(name, err)
	}
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		return writing(name, err)
	}
	return writing(name, emit.WriteFile(name, text))
}

// writing says which file an error of the operating system is about.
func writing(name string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("cannot write %s: %w", filepath.ToSlash(name), project.Reason(err))
}
