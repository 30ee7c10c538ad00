package main

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/cfnc/cfnc/cmd/cfnc/internal/project"
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/lint"
)

func (s *session) explainCommand() *cobra.Command {
	return &cobra.Command{
		Use:               "explain RULE",
		Short:             "Say why a rule exists, show examples, and how to suppress it",
		Example:           "  cfnc explain H104",
		ValidArgsFunction: offerRule,
		RunE:              func(_ *cobra.Command, args []string) error { return s.explain(args) },
	}
}

func (s *session) explain(args []string) error {
	if len(args) != 1 {
		return usage("name one rule, by its ID or name")
	}
	all, err := allRules()
	if err != nil {
		return err
	}
	word := args[0]
	rule := cmp.Or(lint.Find(all, word), lint.Find(all, strings.ToUpper(word)))
	if rule != nil {
		return explanation(s.stdout, rule)
	}
	if near := lint.Suggest(all, word); near != "" {
		return usage("no rule is called `%s`; did you mean `%s`?", word, near)
	}
	return usage("no rule is called `%s`", word)
}

// explanation writes all that there is to know of a rule.
func explanation(w io.Writer, r *lint.Rule) error {
	out := bufio.NewWriter(w)
	fmt.Fprintf(out, "%s %s (%s)\n", r.ID, r.Name, r.Severity)
	if len(r.Aliases) > 0 {
		fmt.Fprintf(out, "also known as %s\n", strings.Join(r.Aliases, ", "))
	}
	if r.Optional {
		fmt.Fprintln(out, "optional: it runs only where its ID or name is selected, or given a severity")
	}
	fmt.Fprintf(out, "\n%s.\n\n%s\n", r.Title, wrap(r.Why))
	if r.Help != "" {
		fmt.Fprintf(out, "\n%s.\n", wrap("What to do: "+r.Help))
	}
	bad, good := r.Examples()
	writeExamples(out, "Reported", bad)
	writeExamples(out, "Not reported", good)
	writeOptions(out, r)
	fmt.Fprint(out, suppression(r))
	return out.Flush()
}

// writeOptions shows what can be set for a rule.
func writeOptions(out *bufio.Writer, r *lint.Rule) {
	if len(r.Options) == 0 {
		return
	}
	fmt.Fprintf(out, "\nOptions, with their defaults, in %s:\n\n    options:\n      %s:\n", project.ConfigName, r.ID)
	for _, o := range r.Options {
		fmt.Fprintf(out, "        %s: %s # %s\n", o.Name, o.Default, o.Doc)
		if len(o.Choices) > 0 {
			fmt.Fprintf(out, "        # one of %s\n", strings.Join(o.Choices, ", "))
		}
	}
}

// suppression says how to suppress a rule, if that can be done.
func suppression(r *lint.Rule) string {
	if lint.Fatal(diag.Diagnostic{Rule: r.ID, Severity: r.Severity}) {
		return "\nIt cannot be suppressed: its source does not compile.\n"
	}
	return strings.ReplaceAll(howToSuppress, "RULE", r.ID)
}

const howToSuppress = `
To suppress it at one place, put this comment on the line, or on the line above:

    # cfnc:ignore RULE reason

For a resource, or at the top of the template for all of it:

    Metadata:
      Cfnc:
        Ignore: [RULE]

For a whole run: cfnc lint --ignore RULE, or in .cfnc.yaml, where its severity can be changed, too:

    ignore: [RULE]
    severity: {RULE: info}
`

func writeExamples(out *bufio.Writer, heading string, examples []lint.Example) {
	for _, e := range examples {
		fmt.Fprintf(out, "\n%s: %s\n\n%s", heading, e.Name, indented(e.Shown(e.Template)))
		for _, name := range sortedNames(e.Files) {
			fmt.Fprintf(out, "\n  with %s:\n\n%s", name, indented(e.Shown(e.Files[name])))
		}
	}
}

func sortedNames(files map[string]string) []string {
	names := make([]string, 0, len(files))
	for name := range files {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

func indented(text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		b.WriteString(strings.TrimRight("    "+line, " \n") + "\n")
	}
	return b.String()
}

// lineLength is how long the lines of running text may be.
const lineLength = 88

// wrap breaks running text into lines.
func wrap(text string) string {
	var b strings.Builder
	column := 0
	for word := range strings.FieldsSeq(text) {
		switch {
		case column == 0:
		case column+1+len(word) > lineLength:
			b.WriteByte('\n')
			column = 0
		default:
			b.WriteByte(' ')
			column++
		}
		b.WriteString(word)
		column += len(word)
	}
	return b.String()
}
