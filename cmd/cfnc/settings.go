package main

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/cfnc/cfnc/cmd/cfnc/internal/project"
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/expand"
	"github.com/cfnc/cfnc/lint"
	"github.com/cfnc/cfnc/rules"
)

// Settings say how sources are compiled and checked: what the flags say, and where they say
// nothing, what the configuration file says.
type settings struct {
	dialect expand.Dialect
	failOn  diag.Severity
	rules   []*lint.Rule
	chosen  lint.Selection
	root    *project.Root

	stdinName string // what standard input goes by; "": nothing
}

// sourceFlags are those of every command that compiles.
type sourceFlags struct {
	dialect, root string
	params        []string
	paramFiles    []string
}

func (f *sourceFlags) add(c *cobra.Command) {
	flags := c.Flags()
	flags.StringVar(&f.dialect, "dialect", "", "read every source as `NAME`: cfnc, cloudformation or autostacker24 (default: by the file)")
	flags.StringVar(&f.root, "root", "", "let includes reach the whole of `FOLDER`")
	flags.StringArrayVar(&f.params, "param", nil, "a parameter's value for the rules, as `NAME=VALUE`; may be repeated")
	flags.StringArrayVar(&f.paramFiles, "params", nil, "a `FILE` of parameter values for the rules")
}

// load joins flags and configuration file.
func (f *sourceFlags) load() (settings, error) {
	st := settings{rules: rules.All()}
	config, err := project.LoadConfig(".", st.checkSetting)
	if err != nil {
		return st, err
	}
	st.chosen = lint.Selection{Select: config.Select, Ignore: config.Ignore}
	if st.failOn, err = parseSeverity(config.FailOn); err != nil {
		return st, err
	}
	if st.dialect, err = parseDialect(cmp.Or(f.dialect, config.Dialect)); err != nil {
		return st, err
	}
	if err = f.checkParams(); err != nil {
		return st, err
	}
	st.root, err = project.NewRoot(f.root, config)
	return st, err
}

// checkSetting says what is wrong with a word of the configuration file.
func (st settings) checkSetting(setting, word string) (err error) {
	switch setting {
	case "dialect":
		_, err = parseDialect(word)
	case "fail-on":
		_, err = parseSeverity(word)
	case "select":
		err = lint.Selection{Select: []string{word}}.Check(st.rules)
	case "ignore":
		err = lint.Selection{Ignore: []string{word}}.Check(st.rules)
	}
	return err
}

// checkParams refuses what can be no value of a parameter. No rule asks for values yet.
func (f *sourceFlags) checkParams() error {
	for _, p := range f.params {
		if name, _, ok := strings.Cut(p, "="); !ok || name == "" {
			return usage("--param %s: write it as NAME=VALUE", p)
		}
	}
	for _, name := range f.paramFiles {
		if _, err := project.ReadFile(name); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return nil
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
	switch name {
	case "error":
		return diag.Error, nil
	case "", "warning":
		return diag.Warning, nil
	case "info":
		return diag.Info, nil
	}
	return diag.Error, usage("there is no severity `%s`; write error, warning or info", name)
}
