package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"

	"github.com/cfnc/cfnc/schema"
)

func (s *session) versionCommand() *cobra.Command {
	return &cobra.Command{
		Use:               "version",
		Short:             "Show the version, the build, and the date of the resource schemas",
		Args:              noArgs,
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE:              func(*cobra.Command, []string) error { return s.version() },
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
	info, ok := debug.ReadBuildInfo()
	if !ok {
		info = &debug.BuildInfo{}
	}
	return fmt.Sprintf("%s with %s for %s/%s", origin(info), runtime.Version(), runtime.GOOS, runtime.GOARCH)
}

// origin is the commit that a binary was built from, or the hash of the module that `go install`
// fetched.
func origin(info *debug.BuildInfo) string {
	vcs := map[string]string{}
	for _, setting := range info.Settings {
		vcs[setting.Key] = setting.Value
	}
	switch commit, day := vcs["vcs.revision"], day(vcs["vcs.time"]); {
	case commit != "" && vcs["vcs.modified"] == "true":
		return "of " + commit + " with changes" + day
	case commit != "":
		return "of " + commit + day
	case info.Main.Sum != "":
		return "of the module " + info.Main.Sum
	}
	return "of an unknown commit"
}

// day says of which day a commit is.
func day(time string) string {
	if date, _, ok := strings.Cut(time, "T"); ok {
		return ", " + date + ","
	}
	return ""
}

// noArgs refuses arguments.
func noArgs(_ *cobra.Command, args []string) error {
	if len(args) > 0 {
		return usage("no argument is expected, but there is `%s`", args[0])
	}
	return nil
}
