package lint

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/cfnc/cfnc/compiler/syntax"
)

// An Option is something that users may set for a rule.
type Option struct {
	Name    string // kebab-case
	Doc     string // what it does, in one clause
	Default Setting
	Choices []string // what a text may be; none: anything
}

// A Setting is the value of an option: a boolean, a whole number, a text, or a list of texts.
type Setting struct {
	kind   settingKind
	flag   bool
	number int
	texts  []string
}

type settingKind uint8

const (
	noSetting settingKind = iota
	flagSetting
	numberSetting
	textSetting
	listSetting
)

// Options are what is set for rules: by the ID of a rule, then by the name of an option.
type Options map[string]map[string]Setting

// Flag is a boolean as a setting.
func Flag(on bool) Setting { return Setting{kind: flagSetting, flag: on} }

// Number is a whole number as a setting.
func Number(n int) Setting { return Setting{kind: numberSetting, number: n} }

// Text is a text as a setting.
func Text(text string) Setting { return Setting{kind: textSetting, texts: []string{text}} }

// Texts is a list of texts as a setting.
func Texts(list ...string) Setting { return Setting{kind: listSetting, texts: list} }

// Flag returns a boolean, false for every other setting.
func (s Setting) Flag() bool { return s.flag }

// Number returns a whole number, 0 for every other setting.
func (s Setting) Number() int { return s.number }

// Texts returns the texts of a list, and a text as a list of one.
func (s Setting) Texts() []string { return slices.Clone(s.texts) }

// Text returns a text, "" for every other setting.
func (s Setting) Text() string {
	if s.kind != textSetting {
		return ""
	}
	return s.texts[0]
}

// Type names what kind of value a setting has, with its article.
func (s Setting) Type() string {
	return [...]string{"nothing", "a boolean", "a whole number", "a string", "a list of strings"}[s.kind]
}

// String writes a setting as it stands in a configuration file.
func (s Setting) String() string {
	switch s.kind {
	case flagSetting:
		return strconv.FormatBool(s.flag)
	case numberSetting:
		return strconv.Itoa(s.number)
	case textSetting:
		return strconv.Quote(s.texts[0])
	case listSetting:
		quoted := make([]string, len(s.texts))
		for i, text := range s.texts {
			quoted[i] = strconv.Quote(text)
		}
		return "[" + strings.Join(quoted, ", ") + "]"
	}
	return ""
}

// SettingOf reads a setting as it was written. ok is false for a value that is none.
func SettingOf(n *syntax.Node) (s Setting, ok bool) {
	switch n.Kind() {
	case syntax.Bool:
		return Flag(strings.EqualFold(n.Text(), "true")), true
	case syntax.Number:
		number, err := strconv.Atoi(n.Text())
		return Number(number), err == nil
	case syntax.String:
		return Text(n.Text()), true
	case syntax.List:
		list := []string{}
		for _, item := range n.Items() {
			if !item.IsScalar() || item.Is(syntax.Null) {
				return s, false
			}
			list = append(list, item.Text())
		}
		return Texts(list...), true
	}
	return s, false
}

// Read reads what is set for an option.
func (o Option) Read(n *syntax.Node) (Setting, error) {
	s, ok := SettingOf(n)
	switch {
	case ok && s.kind == textSetting && o.Default.kind == listSetting:
		s.kind = listSetting
	case !ok || s.kind != o.Default.kind:
		return s, fmt.Errorf("`%s` must be %s", o.Name, o.Default.Type())
	case len(o.Choices) > 0 && !slices.Contains(o.Choices, s.Text()):
		return s, fmt.Errorf("`%s` must be one of %s", o.Name, strings.Join(o.Choices, ", "))
	}
	return s, nil
}

// Option returns the option of a name, or nil.
func (r *Rule) Option(name string) *Option {
	i := slices.IndexFunc(r.Options, func(o Option) bool { return o.Name == name })
	if i < 0 {
		return nil
	}
	return &r.Options[i]
}

// setting returns what an option of a rule is set to, or its default.
func (s Selection) setting(r *Rule, name string) Setting {
	if set, ok := s.Options[r.ID][name]; ok {
		return set
	}
	if o := r.Option(name); o != nil {
		return o.Default
	}
	return Setting{}
}

// Setting returns what an option of the rule is set to, or its default.
func (p *Pass) Setting(name string) Setting { return p.chosen.setting(p.Rule, name) }
