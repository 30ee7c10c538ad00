package main

import (
	"github.com/spf13/cobra"

	"github.com/cfnc/cfnc/compiler/diag"
)

// execute runs the command that the arguments name.
func (s *session) execute(args []string) {
	root := s.rootCommand()
	root.SetArgs(args)
	command, err := root.ExecuteC()
	if wrong, ok := err.(usageError); ok {
		wrong.hint = "Run `" + command.CommandPath() + " --help` to see how it is used."
		err = wrong
	}
	s.end(err)
}

func (s *session) rootCommand() *cobra.Command {
	root := &cobra.Command{
		Use:               "cfnc",
		Short:             "Compile and check CloudFormation templates",
		Long:              "cfnc compiles CloudFormation sources to canonical JSON, and finds what would go wrong when they are deployed.",
		Args:              cobra.ArbitraryArgs,
		RunE:              s.noCommand,
		SilenceErrors:     true,
		SilenceUsage:      true,
		CompletionOptions: cobra.CompletionOptions{DisableDefaultCmd: true},
	}
	root.SetIn(s.stdin)
	root.SetOut(s.stdout)
	root.SetErr(s.stderr)
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usage("%w", err) })
	root.Flags().Bool("version", false, "show the version")
	root.AddCommand(s.buildCommand(), s.lintCommand(), s.explainCommand(), s.lspCommand(), s.paramsCommand(), s.rolloutCommand(), s.rulesCommand(), s.versionCommand(),
		s.completionCommand(), s.manCommand())
	return root
}

// noCommand answers arguments that name no command.
func (s *session) noCommand(c *cobra.Command, args []string) error {
	if c.Flags().Changed("version") {
		return s.version()
	}
	if len(args) == 0 {
		return usage("name a command")
	}
	names := []string{"help"}
	for _, known := range c.Commands() {
		names = append(names, known.Name())
	}
	if near := diag.Nearest(args[0], names, 2); near != "" {
		return usage("there is no command `%s`; did you mean `%s`?", args[0], near)
	}
	return usage("there is no command `%s`", args[0])
}
