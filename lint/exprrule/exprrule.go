// Package exprrule turns a YAML file of rules into the values that the rules in Go are: nobody
// can tell them apart afterwards. What a rule looks for is an expression of expr-lang/expr,
// which this package alone knows.
//
// An expression sees a resource through a small view, not our own types, and its values as they
// are in one case of a deployment (template.Case): a value that only the deployment knows ends
// the evaluation, and the rule is silent. Nothing that an expression does can take long.
package exprrule

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/expr-lang/expr/conf"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/lint"
	"github.com/cfnc/cfnc/lint/strict"
	"github.com/cfnc/cfnc/schema"
)

// Limits of the rules of a file.
const (
	MaxExpression = 64 << 10 // bytes of one expression
	MaxSteps      = 200_000  // values that a rule looks at in one template
)

// Load reads a file of rules. Other rules are those whose IDs and names are taken. Mistakes
// have their places in the file; where there are any, the rules are of no use.
func Load(f *source.File, others []*lint.Rule) ([]*lint.Rule, []diag.Diagnostic) {
	l := loader{
		taken:    map[string]string{},
		idForm:   regexp.MustCompile(`^X[0-9]{3,4}$`),
		nameForm: regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)+$`),
	}
	for _, r := range others {
		l.take(r)
	}
	root := l.Root(f)
	if root != nil && l.Is(syntax.Map, syntax.NewString("a file of rules", root.Span()), root) {
		l.file(root)
	}
	return l.rules, l.Mistakes()
}

type loader struct {
	strict.Reader
	rules []*lint.Rule
	taken map[string]string // the words that mean a rule, to its ID

	idForm, nameForm *regexp.Regexp // what a rule is called by
	language         *conf.Config   // of expressions; nil before the first
}

func (l *loader) take(r *lint.Rule) {
	for _, word := range append([]string{r.ID, r.Name}, r.Aliases...) {
		l.taken[word] = r.ID
	}
}

func (l *loader) file(root *syntax.Node) {
	for key, value := range root.Pairs() {
		switch {
		case key.Text() != "rules":
			l.Unknown(key, "setting", []string{"rules"})
		case l.Is(syntax.List, key, value):
			for _, item := range value.Items() {
				if l.Is(syntax.Map, key, item) {
					l.rule(item)
				}
			}
		}
	}
}

// keys of a rule, and those that it must have.
var (
	ruleKeys = []string{"at", "examples", "help", "id", "message", "name", "options", "select", "severity", "title", "when", "why"}
	required = []string{"id", "name", "title", "why", "select", "when", "message"}
)

// rule reads one rule.
func (l *loader) rule(n *syntax.Node) {
	r := &rule{Rule: lint.Rule{Severity: diag.Warning}, node: n}
	if options := n.Get("options"); options != nil {
		l.options(r, n.Key("options"), options)
	}
	for key, value := range n.Pairs() {
		l.set(r, key, value)
	}
	for _, name := range required {
		if n.Key(name) == nil {
			l.Report(n, "`%s` is missing: a rule needs %s", name, listed(required))
			return
		}
	}
	l.identity(r)
	l.compile(r)
	made := r.Rule
	made.Check = r.check
	l.take(&made)
	l.rules = append(l.rules, &made)
}

func (l *loader) set(r *rule, key, value *syntax.Node) {
	switch key.Text() {
	case "id":
		r.ID = l.Text(key, value)
	case "name":
		r.Name = l.Text(key, value)
	case "title":
		r.Title = l.Text(key, value)
	case "why":
		r.Why = l.Text(key, value)
	case "help":
		r.Help = l.Text(key, value)
	case "severity":
		severity, ok := diag.ParseSeverity(l.Text(key, value))
		if r.Severity = severity; !ok {
			l.Report(value, "a severity is expected here: error, warning or info")
		}
	case "select":
		l.selected(r, key, value)
	case "examples":
		l.examples(r, key, value)
	case "when", "message", "at":
		l.Text(key, value)
	case "options":
	default:
		l.Unknown(key, "key", ruleKeys)
	}
}

// selected reads what a rule is about: the types of resources, and, where it is about each of
// several values in them, the path to these.
func (l *loader) selected(r *rule, key, value *syntax.Node) {
	if !l.Is(syntax.Map, key, value) {
		return
	}
	for name, what := range value.Pairs() {
		switch name.Text() {
		case "type":
			r.types = l.Texts(name, what, l.resourceType)
		case "each":
			r.each = l.path(what, l.Text(name, what))
		default:
			l.Unknown(name, "key", []string{"each", "type"})
		}
	}
	if len(r.types) == 0 {
		l.Report(value, "`type` is missing: write a type of resources, as AWS::S3::Bucket, or a pattern, as AWS::EC2::*")
	}
}

// resourceType reads a type or a pattern. One that the schemas do not have may be new, unless it
// looks like a misspelt one.
func (l *loader) resourceType(key, value *syntax.Node) string {
	name := l.Text(key, value)
	if _, known := schema.Lookup(name); known || !strings.HasPrefix(name, "AWS::") || strings.ContainsAny(name, "*?[") {
		return name
	}
	var names []string
	for t := range schema.All() {
		names = append(names, t.Name())
	}
	if near := diag.Nearest(name, names, 2); near != "" {
		l.Report(value, "there is no type `%s`; did you mean `%s`?", name, near)
	}
	return name
}

// identity checks that a rule can be found by its words, and that no other is.
func (l *loader) identity(r *rule) {
	id, name := r.node.Get("id"), r.node.Get("name")
	switch {
	case !l.idForm.MatchString(r.ID):
		l.Report(id, "`%s` is no ID for a rule of your own: write X and three or four digits, as X001", r.ID)
	case l.taken[r.ID] != "":
		l.Report(id, "`%s` is taken already", r.ID)
	}
	switch other := l.taken[r.Name]; {
	case !l.nameForm.MatchString(r.Name):
		l.Report(name, "`%s` is no name of a rule: write two or more words in lower case, as bucket-without-owner", r.Name)
	case other != "":
		l.Report(name, "`%s` already means %s", r.Name, other)
	}
}

// options reads what users may set for a rule.
func (l *loader) options(r *rule, key, value *syntax.Node) {
	if !l.Is(syntax.Map, key, value) {
		return
	}
	for name, what := range value.Pairs() {
		o := lint.Option{Name: name.Text()}
		if !l.Is(syntax.Map, name, what) {
			continue
		}
		for part, value := range what.Pairs() {
			switch part.Text() {
			case "doc":
				o.Doc = l.Text(part, value)
			case "choices":
				o.Choices = l.Texts(part, value, l.Text)
			case "default":
				setting, ok := lint.SettingOf(value)
				if o.Default = setting; !ok {
					l.Report(value, "a default is a string, a list of strings, a whole number, true or false")
				}
			default:
				l.Unknown(part, "key", []string{"choices", "default", "doc"})
			}
		}
		l.complete(o, what)
		r.Options = append(r.Options, o)
	}
}

func (l *loader) complete(o lint.Option, n *syntax.Node) {
	switch {
	case o.Default.String() == "" && n.Key("default") == nil:
		l.Report(n, "`default` is missing: an option has a value when nobody sets it")
	case len(o.Choices) > 0 && !slices.Contains(o.Choices, o.Default.Text()):
		l.Report(n.Get("default"), "the default is none of the choices")
	}
}

// examples reads the examples of a rule: templates, or maps of name, template and files.
func (l *loader) examples(r *rule, key, value *syntax.Node) {
	if !l.Is(syntax.Map, key, value) {
		return
	}
	for quality, list := range value.Pairs() {
		if quality.Text() != "bad" && quality.Text() != "good" {
			l.Unknown(quality, "key", []string{"bad", "good"})
			continue
		}
		if !l.Is(syntax.List, quality, list) {
			continue
		}
		for i, item := range list.Items() {
			e := l.example(quality, item)
			if e.Name == "" {
				e.Name = fmt.Sprintf("%s example %d", quality.Text(), i+1)
			}
			if quality.Text() == "bad" {
				r.Bad = append(r.Bad, e)
			} else {
				r.Good = append(r.Good, e)
			}
		}
	}
}

func (l *loader) example(quality, item *syntax.Node) (e lint.Example) {
	if item.Is(syntax.String) {
		return lint.Example{Template: item.Text()}
	}
	if !l.Is(syntax.Map, quality, item) {
		return e
	}
	for key, value := range item.Pairs() {
		switch key.Text() {
		case "name":
			e.Name = l.Text(key, value)
		case "template":
			e.Template = l.Text(key, value)
		case "files":
			e.Files = map[string]string{}
			for name, text := range value.Pairs() {
				e.Files[name.Text()] = l.Text(name, text)
			}
		default:
			l.Unknown(key, "key", []string{"files", "name", "template"})
		}
	}
	return e
}
