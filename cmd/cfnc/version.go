package main

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"

	"github.com/cfnc/cfnc/schema"
)

func (s *session) versionCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Show the version, the build, and the date of the resource schemas",
		Args:  noArgs,
		RunE:  func(*cobra.Command, []string) error { return s.version() },
	}
}

func (s *session) version() error {
	_, err := fmt.Fprintf(s.stdout, "cfnc %s\nbuild %s\nresource schemas of %s, from %s\n", release(), build(), schema.Date(), schema.Source())
	return err
}

// release is the version of the module that the binary was built from.
func release() string {
	info, ok := debug.ReadBuildInfo()
	if !ok || info.Main.Version == "" || info.Main.Version == "(devel)" {
		return "devel"
	}
	return info.Main.Version
}

// build says from what, and with what, the binary was built.
func build() string {
	commit := "of an unknown commit"
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, setting := range info.Settings {
			if setting.Key == "vcs.revision" {
				commit = "of " + setting.Value
			}
		}
	}
	return fmt.Sprintf("%s with %s for %s/%s", commit, runtime.Version(), runtime.GOOS, runtime.GOARCH)
}

// noArgs refuses arguments.
func noArgs(_ *cobra.Command, args []string) error {
	if len(args) > 0 {
		return usage("no argument is expected, but there is `%s`", args[0])
	}
	return nil
}
