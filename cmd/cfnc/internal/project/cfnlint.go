package project

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"

	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/lint/strict"
)

// CfnLint is what the configuration of cfn-lint says, as far as it means something here. All
// rules run without being included, so include_checks and include_experimental say nothing.
type CfnLint struct {
	IgnoreChecks    []string
	MandatoryChecks []string
	Templates       []string
	IgnoreTemplates []string
	Regions         []string
	FailOn          string
	SkipUnreadable  bool     // ignore_bad_template
	Unused          []string // what has no use here, each with its place
}

// LoadCfnLint reads the configuration of cfn-lint in a folder: .cfnlintrc, .cfnlintrc.yaml or
// .cfnlintrc.yml. Only what is no YAML is an error; what the check does not take is unused.
func LoadCfnLint(folder string, check Check) (CfnLint, error) {
	for _, name := range []string{".cfnlintrc", ".cfnlintrc.yaml", ".cfnlintrc.yml"} {
		name = filepath.Join(folder, name)
		switch f, err := ReadFile(name); {
		case err == nil:
			return readCfnLint(f, check)
		case !errors.Is(err, fs.ErrNotExist):
			return CfnLint{}, fmt.Errorf("%s: %w", source.FromHere(name), err)
		}
	}
	return CfnLint{}, nil
}

func readCfnLint(f *source.File, check Check) (CfnLint, error) {
	r := cfnLintReader{reader: reader{check: check}}
	var unused reader
	r.read(f, func(key, value *syntax.Node) {
		if complaint := r.set(key.Text(), value); complaint != "" {
			unused.Report(key, "`%s` %s", key.Text(), complaint)
		}
	})
	for _, d := range unused.Mistakes() {
		r.Unused = append(r.Unused, strict.Line(d))
	}
	return r.CfnLint, r.err()
}

type cfnLintReader struct {
	CfnLint
	reader
}

// set takes a setting, or says why it is of no use.
func (r *cfnLintReader) set(name string, value *syntax.Node) (complaint string) {
	switch name {
	case "include_checks", "include_experimental", "merge_configs":
	case "ignore_checks":
		complaint = words(value, &r.IgnoreChecks)
	case "mandatory_checks":
		complaint = words(value, &r.MandatoryChecks)
	case "templates":
		complaint = words(value, &r.Templates)
	case "ignore_templates":
		complaint = words(value, &r.IgnoreTemplates)
	case "regions":
		complaint = cmp.Or(words(value, &r.Regions), r.unknownRegion())
	case "ignore_bad_template":
		r.SkipUnreadable = value.Is(syntax.Bool) && strings.EqualFold(value.Text(), "true")
	case "non_zero_exit_code":
		complaint = r.threshold(value.Text())
	case "parameter_files", "parameters":
		complaint = "is not read; use --params and --param"
	case "configure_rules", "append_rules", "custom_rules", "override_spec", "registry_schemas", "deployment_files",
		"format", "output_file":
		complaint = "has no effect on cfnc"
	default:
		complaint = "is no setting that cfnc knows"
	}
	return complaint
}

// words reads a list of words, of which one may stand alone.
func words(value *syntax.Node, list *[]string) (complaint string) {
	if value.IsScalar() {
		*list = append(*list, value.Text())
	}
	for _, item := range value.Items() {
		*list = append(*list, item.Text())
	}
	if !value.IsScalar() && !value.Is(syntax.List) {
		return "is " + value.Kind().String() + " here, but must be a list"
	}
	return ""
}

// AllRegions is cfn-lint's name for every region.
const AllRegions = "ALL_REGIONS"

func (r *cfnLintReader) unknownRegion() (complaint string) {
	for _, name := range r.Regions {
		if name != AllRegions && r.check("regions", name) != nil {
			return "names `" + name + "`, which is not in the resource schemas"
		}
	}
	return ""
}

// threshold reads which findings fail the run. What cfn-lint calls informational is its
// default, and counts for rules that are included by hand only.
func (r *cfnLintReader) threshold(severity string) (complaint string) {
	switch severity {
	case "error", "warning":
		r.FailOn = severity
	case "informational":
	default:
		return "is `" + severity + "` here, which has no effect on cfnc"
	}
	return ""
}
