package main

import (
	"bytes"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/cfnc/cfnc/compiler/emit"
)

// manCommand is for those who make packages of cfnc, so that the help does not list it.
func (s *session) manCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "man FOLDER",
		Short:   "Write the manual pages into a folder",
		Example: "  cfnc man /usr/local/share/man/man1",
		Hidden:  true,
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usage("name one folder, which must exist")
			}
			return writePages(c.Root(), args[0])
		},
	}
}

// writePages writes a page for a command, and one for each below it.
func writePages(c *cobra.Command, folder string) error {
	c.InitDefaultHelpFlag()
	if err := emit.WriteFile(filepath.Join(folder, pageName(c)+".1"), manPage(c)); err != nil {
		return err
	}
	for _, sub := range c.Commands() {
		if !isShown(sub) {
			continue
		}
		if err := writePages(sub, folder); err != nil {
			return err
		}
	}
	return nil
}

func isShown(c *cobra.Command) bool { return !c.Hidden && c.Name() != "help" }

func pageName(c *cobra.Command) string { return strings.ReplaceAll(c.CommandPath(), " ", "-") }

// manPage is the page of a command in the macros of man(7).
func manPage(c *cobra.Command) *bytes.Buffer {
	page := &bytes.Buffer{}
	fmt.Fprintf(page, ".TH \"%s\" 1 \"\" \"cfnc %s\" \"cfnc\"\n", strings.ToUpper(pageName(c)), release())
	fmt.Fprintf(page, ".SH NAME\n%s \\- %s\n.SH SYNOPSIS\n.B %s\n", roff(pageName(c)), roff(c.Short), roff(c.UseLine()))
	fmt.Fprintf(page, ".SH DESCRIPTION\n%s", paragraph(c.Long, c.Short))
	writeList(page, "COMMANDS", subcommands(c))
	writeList(page, "OPTIONS", flagsOf(c))
	writeList(page, "EXIT STATUS", exitCodes())
	if c.HasExample() {
		fmt.Fprintf(page, ".SH EXAMPLES\n.nf\n%s\n.fi\n", roff(c.Example))
	}
	fmt.Fprintf(page, ".SH SEE ALSO\n%s\n", strings.Join(related(c), ",\n"))
	return page
}

// An item of a page is a term, and what there is to say of it.
type item struct{ term, text string }

func writeList(page *bytes.Buffer, heading string, items []item) {
	if len(items) == 0 {
		return
	}
	fmt.Fprintf(page, ".SH %s\n", heading)
	for _, i := range items {
		fmt.Fprintf(page, ".TP\n.B %s\n%s\n", roff(i.term), roff(i.text))
	}
}

func subcommands(c *cobra.Command) (list []item) {
	for _, sub := range c.Commands() {
		if isShown(sub) {
			list = append(list, item{sub.Name(), sub.Short})
		}
	}
	return list
}

func flagsOf(c *cobra.Command) (list []item) {
	c.Flags().VisitAll(func(f *pflag.Flag) {
		value, text := pflag.UnquoteUsage(f)
		term := "--" + f.Name
		if f.Shorthand != "" {
			term = "-" + f.Shorthand + ", " + term
		}
		if value != "" {
			term += " " + value
		}
		list = append(list, item{term, text})
	})
	return list
}

// exitCodes are those of every command.
func exitCodes() []item {
	return []item{
		{"0", "nothing at or above the threshold"},
		{"1", "findings, or an output that is out of date"},
		{"2", "wrong usage, wrong configuration, or a file that cannot be read or written"},
		{"3", "a fault of cfnc itself"},
	}
}

// related are the pages of the command above and of those below.
func related(c *cobra.Command) (list []string) {
	if c.HasParent() {
		list = append(list, reference(c.Parent()))
	}
	for _, sub := range c.Commands() {
		if isShown(sub) {
			list = append(list, reference(sub))
		}
	}
	return append(list, "https://github.com/cfnc/cfnc")
}

func reference(c *cobra.Command) string { return fmt.Sprintf("\\fB%s\\fR(1)", roff(pageName(c))) }

func paragraph(long, short string) string {
	if long == "" {
		long = short + "."
	}
	return roff(long) + "\n"
}

// roff escapes what has a meaning in the language of manual pages: backslashes, hyphens, which
// it would break lines at, and a point or quote that begins a line.
func roff(text string) string {
	text = strings.NewReplacer(`\`, `\e`, "-", `\-`).Replace(text)
	text = strings.NewReplacer("\n.", "\n\\&.", "\n'", "\n\\&'").Replace("\n" + text)
	return text[1:]
}
