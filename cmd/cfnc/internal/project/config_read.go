package project

import (
	"errors"
	"path/filepath"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/lint"
)

type configReader struct {
	Config
	reader
	words Words
}

// readConfig reads the configuration file in a folder. Files of rules are read first, since
// the other settings may name their rules.
func readConfig(folder string, f *source.File, words Words) (Config, error) {
	r := configReader{Config: Config{Folder: folder}, reader: reader{check: words.Check}, words: words}
	root := r.Root(f)
	r.Rules = r.paths(root, "rules")
	err := words.Load(r.Rules)
	r.settings(root, r.set)
	return r.Config, errors.Join(r.err(), err)
}

// paths reads paths from the folder of the configuration on.
func (r *configReader) paths(root *syntax.Node, setting string) (list []string) {
	if value := root.Get(setting); value != nil {
		for _, path := range r.texts(root.Key(setting), value) {
			list = append(list, r.below(path))
		}
	}
	return list
}

func (r *configReader) below(path string) string {
	path = filepath.FromSlash(path)
	if filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(r.Folder, path)
}

func (r *configReader) set(key, value *syntax.Node) {
	switch key.Text() {
	case "dialect":
		r.Dialect = r.text(key, value)
	case "fail-on":
		r.FailOn = r.text(key, value)
	case "strict":
		r.Strict = r.Flag(key, value)
	case "select":
		r.Select = r.texts(key, value)
	case "ignore":
		r.Ignore = r.texts(key, value)
	case "ignore-files":
		r.IgnoreFiles = r.texts(key, value)
	case "regions":
		r.Regions = r.texts(key, value)
	case "severity":
		r.Grades = r.grades(key, value)
	case "options":
		r.Options = r.options(key, value)
	case "overrides":
		r.overrides(key, value)
	case "rules":
	case "baseline":
		r.Baseline = r.below(r.text(key, value))
	default:
		r.Unknown(key, "setting", []string{"baseline", "dialect", "fail-on", "ignore", "ignore-files", "options", "overrides",
			"regions", "rules", "select", "severity", "strict"})
	}
}

// grades reads a map of rules to severities.
func (r *configReader) grades(key, value *syntax.Node) (list []lint.Grade) {
	if !r.Is(syntax.Map, key, value) {
		return nil
	}
	for word, severity := range value.Pairs() {
		if err := r.check("select", word.Text()); err != nil {
			r.Report(word, "%v", err)
		}
		grade, ok := diag.ParseSeverity(severity.Text())
		if !ok {
			r.Report(severity, "a severity is expected here: error, warning or info")
		}
		list = append(list, lint.Grade{Rules: word.Text(), Severity: grade})
	}
	return list
}

// options reads a map of rules to maps of their options.
func (r *configReader) options(key, value *syntax.Node) lint.Options {
	all := lint.Options{}
	if !r.Is(syntax.Map, key, value) {
		return all
	}
	for word, set := range value.Pairs() {
		rule := r.words.Rule(word.Text())
		switch {
		case rule == nil:
			if err := r.check("select", word.Text()); err != nil {
				r.Report(word, "%v", err)
			} else {
				r.Report(word, "`%s` is no rule of its own, so it has no options", word.Text())
			}
		case r.Is(syntax.Map, word, set):
			all[rule.ID] = r.optionsOf(rule, set)
		}
	}
	return all
}

func (r *configReader) optionsOf(rule *lint.Rule, set *syntax.Node) map[string]lint.Setting {
	values := map[string]lint.Setting{}
	for name, value := range set.Pairs() {
		option := rule.Option(name.Text())
		if option == nil {
			r.unknownOption(rule, name)
			continue
		}
		setting, err := option.Read(value)
		if err != nil {
			r.Report(value, "%v", err)
		}
		values[option.Name] = setting
	}
	return values
}

func (r *configReader) unknownOption(rule *lint.Rule, name *syntax.Node) {
	var names []string
	for _, o := range rule.Options {
		names = append(names, o.Name)
	}
	if len(names) == 0 {
		r.Report(name, "%s has no options", rule.ID)
		return
	}
	r.Unknown(name, "option", names)
}

// overrides reads the list of what holds for some files only.
func (r *configReader) overrides(key, value *syntax.Node) {
	if !value.Is(syntax.List) {
		r.Report(value, "`%s` is %s here, but must be a list", key.Text(), value.Kind())
	}
	for _, item := range value.Items() {
		if r.Is(syntax.Map, key, item) {
			r.Overrides = append(r.Overrides, r.override(item))
		}
	}
}

func (r *configReader) override(item *syntax.Node) (o Override) {
	for key, value := range item.Pairs() {
		switch key.Text() {
		case "files":
			patterns, err := NewPatterns(r.Folder, r.texts(key, value))
			if o.Files = patterns; err != nil {
				r.Report(value, "%v", err)
			}
		case "ignore":
			o.Ignore = r.texts(key, value)
		case "severity":
			o.Grades = r.grades(key, value)
		case "options":
			o.Options = r.options(key, value)
		default:
			r.Unknown(key, "setting", []string{"files", "ignore", "options", "severity"})
		}
	}
	if item.Get("files") == nil {
		r.Report(item, "`files` is missing: an override holds for some files")
	}
	return o
}
