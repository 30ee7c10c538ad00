package main

import (
	"errors"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"github.com/cfnc/cfnc/cmd/cfnc/internal/project"
	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/lint"
	"github.com/cfnc/cfnc/lint/exprrule"
	"github.com/cfnc/cfnc/lint/strict"
	"github.com/cfnc/cfnc/rules"
)

// loadRules adds the rules of files to those that there are.
func (st *settings) loadRules(files []string) error {
	var failed []error
	for _, name := range files {
		list, err := readRules(name, st.rules)
		if err != nil {
			failed = append(failed, err)
		}
		st.rules = slices.Concat(st.rules, list)
	}
	return errors.Join(failed...)
}

func readRules(name string, others []*lint.Rule) ([]*lint.Rule, error) {
	f, err := project.ReadFile(name)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", source.FromHere(name), err)
	}
	list, mistakes := exprrule.Load(f, others)
	return list, strict.Error(mistakes)
}

// allRules returns the rules of cfnc and those of the project.
func allRules() ([]*lint.Rule, error) {
	st := settings{rules: rules.All()}
	_, err := st.readConfig(".")
	return st.rules, err
}

func (s *session) rulesTestCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "test FILE...",
		Short:   "Run the examples of files of rules",
		Long:    "test reads files of rules, and checks that each bad example is reported at the lines that end with\n# want and at no other, and that each good one is silent.",
		Example: "  cfnc rules test rules/ours.yaml",
		RunE:    func(_ *cobra.Command, args []string) error { return s.testRules(args) },
	}
}

// testRules runs the examples of rules. What is not as it should be goes to standard output, as
// findings do.
func (s *session) testRules(files []string) error {
	if len(files) == 0 {
		return usage("name a file of rules")
	}
	examples := 0
	all := rules.All()
	for _, name := range files {
		list, err := readRules(name, all)
		if err != nil {
			s.fail(err)
			continue
		}
		all = slices.Concat(all, list)
		for _, rule := range list {
			for _, problem := range problemsOf(rule) {
				s.raise(exitFindings)
				fmt.Fprintf(s.stdout, "%s: %s: %s\n", source.FromHere(name), rule.ID, problem)
			}
			bad, good := rule.Examples()
			examples += len(bad) + len(good)
		}
	}
	if s.code == 0 {
		fmt.Fprintf(s.stdout, "%s: all as expected\n", counted(examples, "example"))
	}
	return nil
}

// problemsOf runs the examples of a rule. A rule without both kinds is not tested.
func problemsOf(rule *lint.Rule) (problems []string) {
	bad, good := rule.Examples()
	if len(bad) == 0 || len(good) == 0 {
		problems = append(problems, "it needs a bad and a good example")
	}
	for _, e := range bad {
		if len(e.Marks()) == 0 {
			problems = append(problems, fmt.Sprintf("%s: no line ends with # want", e.Name))
		}
	}
	for _, e := range slices.Concat(bad, good) {
		for _, problem := range rule.Problems(e) {
			problems = append(problems, e.Name+": "+problem)
		}
	}
	return problems
}
