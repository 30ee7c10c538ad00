package main

import (
	"cmp"
	"fmt"
	"path"
	"slices"

	"github.com/spf13/cobra"

	"github.com/cfnc/cfnc/cmd/cfnc/internal/project"
	"github.com/cfnc/cfnc/compiler"
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/expand"
	"github.com/cfnc/cfnc/lint"
	"github.com/cfnc/cfnc/rules"
)

// Settings say how sources are compiled and checked: what the flags say, and where they say
// nothing, what .cfnc.yaml says, and then what the configuration of cfn-lint says.
type settings struct {
	dialect expand.Dialect
	failOn  diag.Severity
	rules   []*lint.Rule
	chosen  lint.Selection
	special []project.Override // of the selection, for some files
	root    *project.Root
	regions regions
	values  map[string]string // of parameters
	library *compiler.Library

	unwanted       project.Patterns // files that no rule looks at
	skipUnreadable bool             // so for templates that cannot be read
	paths          []string         // what to lint when nothing is named
	inputs         []project.Input  // of the run
	stdinName      string           // what standard input goes by; "": nothing

	strict    bool
	baseline  string            // its file; "": none
	keepFiles bool              // outcomes keep the files that were read
	overlay   map[string]string // texts that take the place of what is on the disk, by the names of files
}

// sourceFlags are those of every command that compiles.
type sourceFlags struct {
	valueFlags
	dialect, root string
	regions       []string
}

func (f *sourceFlags) add(c *cobra.Command) {
	flags := c.Flags()
	flags.StringVar(&f.dialect, "dialect", "", "read every source as `NAME`: cfnc, cloudformation or autostacker24 (default: by the file)")
	flags.StringVar(&f.root, "root", "", "let includes reach the whole of `FOLDER`")
	flags.StringSliceVar(&f.regions, "region", nil, "check what depends on the `REGION` of the deployment; may be repeated")
	f.valueFlags.add(c, "for the rules")
	offers{"dialect": words("cfnc", "cloudformation", "autostacker24"), "region": offerRegions}.add(c)
}

// load joins flags and configuration files.
func (s *session) load(f *sourceFlags) (settings, error) {
	st := settings{rules: rules.All(), library: &compiler.Library{}}
	config, unused, err := st.loadFrom(".")
	for _, line := range unused {
		fmt.Fprintf(s.stderr, "cfnc: %s\n", line)
	}
	if err != nil {
		return st, err
	}
	return st, f.apply(&st, config)
}

// loadFrom reads the configuration files that hold in a folder. Unused is what has no use here.
func (st *settings) loadFrom(folder string) (c project.Config, unused []string, err error) {
	if c, err = st.readConfig(folder); err != nil {
		return c, nil, err
	}
	foreign, err := project.LoadCfnLint(folder, st.checkSetting)
	if err != nil {
		return c, nil, err
	}
	return c, foreign.Unused, st.configure(folder, c, foreign)
}

// readConfig reads the .cfnc.yaml that holds in a folder, and the files of rules that it names.
func (st *settings) readConfig(folder string) (project.Config, error) {
	return project.LoadConfig(folder, project.Words{
		Check: st.checkSetting,
		Rule:  func(word string) *lint.Rule { return lint.Find(st.rules, word) },
		Load:  st.loadRules,
	})
}

// configure takes what the configuration files of a folder say.
func (st *settings) configure(folder string, c project.Config, foreign project.CfnLint) (err error) {
	st.chosen = lint.Selection{Select: c.Select, Ignore: either(c.Ignore, foreign.IgnoreChecks), Mandatory: foreign.MandatoryChecks}
	st.regions.configured = either(c.Regions, knownRegions(foreign.Regions))
	st.chosen.Grades, st.chosen.Options, st.special = c.Grades, c.Options, c.Overrides
	st.baseline, st.strict = c.Baseline, c.Strict
	st.skipUnreadable, st.paths = foreign.SkipUnreadable, foreign.Templates
	if st.failOn, err = parseSeverity(cmp.Or(c.FailOn, foreign.FailOn)); err != nil {
		return err
	}
	unwanted, err := project.NewPatterns(c.Folder, c.IgnoreFiles)
	if err != nil {
		return err
	}
	more, err := project.NewPatterns(folder, bound(foreign.IgnoreTemplates))
	st.unwanted = slices.Concat(unwanted, more)
	return err
}

// either returns what is set in the configuration file, and else what another file says.
func either(own, other []string) []string {
	if own != nil {
		return own
	}
	return other
}

// bound binds patterns of cfn-lint to their folder.
func bound(patterns []string) (list []string) {
	for _, p := range patterns {
		list = append(list, "./"+p)
	}
	return list
}

// apply lets the flags win.
func (f *sourceFlags) apply(st *settings, c project.Config) (err error) {
	if st.dialect, err = parseDialect(cmp.Or(f.dialect, c.Dialect)); err != nil {
		return err
	}
	for _, name := range f.regions {
		if err := checkRegion(name); err != nil {
			return err
		}
	}
	st.regions.named = f.regions
	if st.values, err = f.values(); err != nil {
		return err
	}
	st.root, err = project.NewRoot(f.root, c)
	return err
}

// checkSetting says what is wrong with a word of the configuration file.
func (st *settings) checkSetting(setting, word string) (err error) {
	switch setting {
	case "dialect":
		_, err = parseDialect(word)
	case "fail-on":
		_, err = parseSeverity(word)
	case "select":
		err = lint.Selection{Select: []string{word}}.Check(st.rules)
	case "ignore":
		err = lint.Selection{Ignore: []string{word}}.Check(st.rules)
	case "regions":
		err = checkRegion(word)
	case "ignore-files", "files":
		_, err = path.Match(word, "")
	}
	return err
}

// parseDialect reads the name of a dialect; without one, each file says itself.
func parseDialect(name string) (expand.Dialect, error) {
	if name == "" {
		return expand.Auto, nil
	}
	d, ok := expand.ParseDialect(name)
	if !ok {
		return d, usage("there is no dialect `%s`; the dialects are cfnc, cloudformation and autostacker24", name)
	}
	return d, nil
}

// parseSeverity reads a threshold; without one, warnings count.
func parseSeverity(name string) (diag.Severity, error) {
	if name == "" {
		return diag.Warning, nil
	}
	if severity, ok := diag.ParseSeverity(name); ok {
		return severity, nil
	}
	return diag.Error, usage("there is no severity `%s`; write error, warning or info", name)
}

// chosenFor returns the selection for one input.
func (st settings) chosenFor(in project.Input) lint.Selection {
	chosen := st.chosen
	for _, o := range st.special {
		if (in.Path != project.Stdin || st.stdinName != "") && o.Files.Match(st.pathOf(in)) {
			chosen = chosen.With(lint.Selection{Ignore: o.Ignore, Grades: o.Grades, Options: o.Options})
		}
	}
	return chosen
}
