package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/cfnc/cfnc/lint"
	"github.com/cfnc/cfnc/schema"
)

// A shell asks for completions with a command of cobra that nobody types; the script that this
// command writes teaches it to.
func (s *session) completionCommand() *cobra.Command {
	return &cobra.Command{
		Use:       "completion SHELL",
		Short:     "Write what teaches bash, zsh, fish or powershell to complete commands, flags and rules",
		Long:      "completion writes a script for one of the shells bash, zsh, fish and powershell. The packages of\ncfnc bring theirs.",
		Example:   "  cfnc completion bash > /etc/bash_completion.d/cfnc\n  cfnc completion zsh > \"${fpath[1]}/_cfnc\"\n  cfnc completion fish > ~/.config/fish/completions/cfnc.fish",
		ValidArgs: []string{"bash", "zsh", "fish", "powershell"},
		RunE:      func(c *cobra.Command, args []string) error { return completion(s.stdout, c.Root(), args) },
	}
}

func completion(w io.Writer, root *cobra.Command, args []string) error {
	if len(args) != 1 {
		return usage("name one shell: bash, zsh, fish or powershell")
	}
	switch args[0] {
	case "bash":
		return root.GenBashCompletionV2(w, true)
	case "zsh":
		return root.GenZshCompletion(w)
	case "fish":
		return root.GenFishCompletion(w, true)
	case "powershell":
		return root.GenPowerShellCompletionWithDesc(w)
	}
	return usage("there is no completion for `%s`; the shells are bash, zsh, fish and powershell", args[0])
}

// offers are the values of flags, by name, that shells complete. Of other flags, and for
// arguments, they complete the names of files.
type offers map[string]cobra.CompletionFunc

// add lets shells complete the flags of a command. Only a flag that does not exist is an error,
// and a test asks for each.
func (o offers) add(c *cobra.Command) {
	for flag, values := range o {
		_ = c.RegisterFlagCompletionFunc(flag, values)
	}
}

// words offers some words and no files.
func words(list ...string) cobra.CompletionFunc {
	return cobra.FixedCompletions(list, cobra.ShellCompDirectiveNoFileComp)
}

func offerRegions(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
	return schema.Regions().Slice(), cobra.ShellCompDirectiveNoFileComp
}

// offerRule offers a rule where none is named yet.
func offerRule(_ *cobra.Command, args []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	return rulesLike("", typed)
}

// offerRules completes the last of several rules with commas between them.
func offerRules(_ *cobra.Command, _ []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
	last := strings.LastIndexByte(typed, ',') + 1
	return rulesLike(typed[:last], typed[last:])
}

// rulesLike lists the rules whose IDs or names begin with what was typed, with their titles.
func rulesLike(before, typed string) (list []cobra.Completion, _ cobra.ShellCompDirective) {
	all, err := allRules()
	if err != nil {
		return nil, cobra.ShellCompDirectiveError
	}
	for _, r := range all {
		if word := wordOf(r, typed); word != "" {
			list = append(list, fmt.Sprintf("%s%s\t%s", before, word, r.Title))
		}
	}
	return list, cobra.ShellCompDirectiveNoFileComp
}

// wordOf is what a rule is called in the way that somebody began to type, or "".
func wordOf(r *lint.Rule, typed string) string {
	switch {
	case strings.HasPrefix(r.ID, strings.ToUpper(typed)):
		return r.ID
	case strings.HasPrefix(r.Name, typed):
		return r.Name
	}
	return ""
}
