package boot

import (
	"slices"
	"strings"

	"github.com/cfnc/cfnc/compiler/lazy"
	"github.com/cfnc/cfnc/compiler/script"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
)

// Program is a text that an instance runs, in one of its branches. The places in its scripts
// are bytes of the text.
type Program struct {
	Place
	Text    template.Text
	Read    *script.Text // nil for a command and a hook
	Scripts []*script.Script
}

// Place says where a text stands: in one of user data, a command, a hook or a file.
type Place struct {
	Resource *template.Resource
	Key      *syntax.Node // UserData, the name of the command, the path of the file
	UserData *UserData
	Command  *Command
	Hook     *Hook
	File     *File        // the file that cfn-init writes, also of a hook
	Written  *script.File // the file that the script around it writes
}

// When returns the scenario in which the program runs.
func (p *Program) When() *template.Scenario { return p.Text.When }

// Commands returns the commands of all scripts in the order of the text.
func (p *Program) Commands() (all []*script.Command) {
	for _, s := range p.Scripts {
		all = append(all, s.Commands...)
	}
	return all
}

func programsOf(b *Boot) (list []*Program) {
	for _, u := range b.UserData() {
		for _, x := range u.Texts {
			if x.Encoding == ByBase64 || x.Encoding == Unencoded {
				list = readAll(list, Place{Resource: u.Resource, Key: u.Key, UserData: u}, x.Text)
			}
		}
	}
	for _, in := range b.Inits() {
		for _, c := range in.Configs {
			list = c.programs(list)
		}
	}
	for _, f := range b.Hup() {
		for _, h := range f.Hooks {
			if action, ok := h.Get("action"); ok {
				p := Place{Resource: f.File.Config.Init.Resource, Key: f.File.Key, Hook: h, File: f.File}
				list = append(list, shell(p, action))
			}
		}
	}
	return list
}

// shell reads a text that is run by the shell.
func shell(p Place, x template.Text) *Program {
	return &Program{Place: p, Text: x, Scripts: []*script.Script{script.ReadShell(x.String())}}
}

// readAll reads a text that may be of any form, and the scripts that it writes into files.
func readAll(list []*Program, p Place, x template.Text) []*Program {
	text := script.Read(x.String())
	list = append(list, &Program{Place: p, Text: x, Read: text, Scripts: text.Scripts})
	for _, f := range text.Files {
		if inner := f.Read(); len(inner.Scripts) > 0 {
			p.Written = f
			list = append(list, &Program{Place: p, Text: x, Read: inner, Scripts: inner.Scripts})
		}
	}
	return list
}

func (c *Config) programs(list []*Program) []*Program {
	for _, command := range c.Commands {
		p := Place{Resource: c.Init.Resource, Key: command.Key, Command: command}
		for _, x := range command.Line.Texts {
			list = append(list, shell(p, x))
		}
		for _, x := range command.Test.Texts {
			list = append(list, shell(p, x))
		}
		for _, args := range command.Args {
			if x, ok := commandLine(args); ok {
				list = append(list, shell(p, x))
			}
		}
	}
	for _, f := range c.Files {
		p := Place{Resource: c.Init.Resource, Key: f.Key, File: f}
		for _, x := range f.Content.Texts {
			switch head := script.HeadOf(x.String()); {
			case head.Form == script.ShellScript:
				list = readAll(list, p, x)
			case strings.HasSuffix(f.Name, ".sh"):
				list = append(list, shell(p, x))
			}
		}
	}
	return list
}

// plainWord is a word that means the same to a shell as in a list.
var plainWord = lazy.Regexp(`^[-\w./:=@%+,\x{E000}-\x{F8FF}]+$`)

// commandLine writes a command that is a list as the shell would read it. ok is false where
// words depend on conditions or cannot be put in quotes.
func commandLine(args List) (x template.Text, ok bool) {
	for i, arg := range args.Items {
		if len(arg.Texts) != 1 || arg.Missing || strings.Contains(arg.Texts[0].String(), "'") {
			return template.Text{}, false
		}
		between, behind := " ", ""
		if i == 0 {
			between, x.When = "", arg.Texts[0].When
		}
		if !plainWord().MatchString(arg.Texts[0].String()) {
			between, behind = between+"'", "'"
		}
		x = x.Append(between, arg.Texts[0]).Append(behind, template.Text{})
	}
	return x, len(args.Items) > 0
}

// Mentions reports whether a text that instances of a resource run, or a file that cfn-init
// writes there and cfn-hup does not read, holds a word.
func (b *Boot) Mentions(r *template.Resource, word string) bool {
	for _, p := range b.ProgramsOf(r) {
		if strings.Contains(p.Text.String(), word) {
			return true
		}
	}
	for _, in := range b.InitsOf(r) {
		if slices.ContainsFunc(in.Configs, func(c *Config) bool { return c.mentions(word) }) {
			return true
		}
	}
	return false
}

func (c *Config) mentions(word string) bool {
	for _, f := range c.Files {
		if HupPathOf(f.Name).Kind == NoHup && f.Content.holds(word) {
			return true
		}
	}
	for _, command := range c.Commands {
		for _, args := range command.Args {
			if slices.ContainsFunc(args.Items, func(v Value) bool { return v.holds(word) }) {
				return true
			}
		}
	}
	return false
}

func (v Value) holds(word string) bool {
	return slices.ContainsFunc(v.Texts, func(x template.Text) bool { return strings.Contains(x.String(), word) })
}
