package script

import (
	"slices"
	"strings"

	"mvdan.cc/sh/v3/syntax"
)

// effect is what a command does to the state of the script, and the scripts in its words.
func (w *walker) effect(c *Command) {
	for _, a := range c.Sets {
		if len(c.Words) == 0 || c.declares() {
			w.state.set(a.Name, a.Of)
		}
	}
	if f := w.functions[c.Name]; f != nil && len(c.Words) > 0 && len(c.Through) == 0 && c.Words[0].Text == f.Name {
		w.call(c, f)
		return
	}
	w.builtin(c)
	w.state.ran(c)
	if len(c.Words) == 0 && w.substituted != nil {
		w.state.ran(w.substituted)
	}
}

func (c *Command) declares() bool {
	return c.Is("export", "declare", "local", "readonly", "typeset", "nameref")
}

func (w *walker) builtin(c *Command) {
	switch c.Name {
	case "set":
		w.settings(c)
	case "trap":
		w.trap(c)
	case "eval", "source", ".":
		w.state.vars = map[string]*Command{}
		if c.Name == "eval" {
			w.state.errexit, w.state.pipefail = Unsure, Unsure
		}
	case "read", "unset", "printf", "mapfile", "readarray", "getopts":
		for _, word := range c.Args() {
			w.state.set(word.Text, nil)
		}
	case "sh", "bash", "dash", "ksh", "su", "runuser":
		w.quoted(c)
	}
}

// settings reads set -e, set +e, set -o pipefail, set -euo pipefail.
func (w *walker) settings(c *Command) {
	args := c.Args()
	for i := 0; i < len(args); i++ {
		text := args[i].Text
		if !args[i].Literal() {
			w.state.errexit, w.state.pipefail = Unsure, Unsure
			return
		}
		if len(text) < 2 || text[0] != '-' && text[0] != '+' || text == "--" {
			return // the rest are positional parameters
		}
		value := On
		if text[0] == '+' {
			value = Off
		}
		if strings.Contains(text, "e") {
			w.state.errexit = value
		}
		if strings.Contains(text, "o") && i+1 < len(args) {
			i++
			w.option(args[i].Text, value)
		}
	}
}

func (w *walker) option(name string, value Setting) {
	switch name {
	case "errexit":
		w.state.errexit = value
	case "pipefail":
		w.state.pipefail = value
	}
}

// trap reads trap 'script' EXIT ERR.
func (w *walker) trap(c *Command) {
	args := c.Args()
	if len(args) > 0 && args[0].Text == "--" {
		args = args[1:]
	}
	if len(args) < 2 || args[0].Text == "-" || strings.HasPrefix(args[0].Text, "-l") || strings.HasPrefix(args[0].Text, "-p") {
		return
	}
	t := &Trap{Command: c}
	for _, word := range args[1:] {
		t.Signals = append(t.Signals, signal(word.Text))
	}
	t.body = inner(args[0])
	t.Known = t.body != nil
	w.script.Traps = append(w.script.Traps, t)
}

func signal(name string) string {
	name = strings.TrimPrefix(strings.ToUpper(name), "SIG")
	if name == "0" {
		return "EXIT"
	}
	return name
}

// trapBody walks the script of a trap. It may run at any time.
func (w *walker) trapBody(t *Trap) {
	if t.body == nil {
		return
	}
	w.state = w.state.lost()
	w.frame = nil
	start := len(w.script.Commands)
	w.within(&Frame{Kind: InTrap, Trap: t}, func() { w.text(t.body, w.parse(t.body)) })
	t.Commands = slices.Clone(w.script.Commands[start:])
}

// inner returns the text of a word that a shell reads as a script, or nil when it is not known what that reads.
// Variables are taken to be parts of words there; $? would be that of the outer script.
func inner(word Word) *view {
	for _, e := range word.Expansions {
		if e.Kind != Variable {
			return nil
		}
	}
	if word.outer == nil {
		return nil
	}
	return word.view()
}

// quoted walks the script of sh -c '…'.
func (w *walker) quoted(c *Command) {
	letters := ""
	for i, word := range c.Args() {
		if !strings.HasPrefix(word.Text, "-") || strings.HasPrefix(word.Text, "--") && word.Text != "--command" {
			continue
		}
		letters += word.Text[1:]
		if !strings.HasSuffix(word.Text, "c") && word.Text != "--command" {
			continue
		}
		if script := inner(c.Word(i + 2)); script != nil && len(script.text) > 0 {
			w.inQuotes(c, script, strings.Contains(letters, "e") && c.Name != "su")
		}
		return
	}
}

func (w *walker) inQuotes(c *Command, script *view, errexit bool) {
	if w.depth >= MaxDepth {
		w.broken(script, 0)
		return
	}
	w.depth++
	defer func() { w.depth-- }()
	before := w.state
	w.state = w.state.lost()
	w.state.errexit, w.state.pipefail = Off, Off
	if errexit {
		w.state.errexit = On
	}
	functions := w.functions
	w.functions = map[string]*Function{}
	w.within(&Frame{Kind: InQuoted, Command: c}, func() { w.text(script, w.parse(script)) })
	w.functions, w.state = functions, before
}

// call walks the body of a function at its first call.
func (w *walker) call(c *Command, f *Function) {
	c.Calls = f
	f.Calls = append(f.Calls, c)
	switch {
	case !f.visited:
		w.state.last, w.state.pipe = nil, nil
		w.body(f)
	default:
		f.again(c)
		w.state = w.state.lost()
	}
	w.state.ran(c)
}

func (w *walker) body(f *Function) {
	f.visited, f.errexit, f.pipefail = true, w.state.errexit, w.state.pipefail
	reading, start := w.reading, len(w.script.Commands)
	w.reading, f.frame = nil, &Frame{Kind: InFunction, Function: f}
	w.within(f.frame, func() { w.text(f.body.view, []*syntax.Stmt{f.body.body}) })
	w.reading = reading
	f.Commands = slices.Clone(w.script.Commands[start:])
}

// again takes back what is true of the first call alone.
func (f *Function) again(c *Command) {
	errexit, pipefail := f.errexit.with(c.ErrExit), f.pipefail.with(c.PipeFail)
	if len(f.Calls) > 2 && errexit == f.errexit && pipefail == f.pipefail {
		return
	}
	f.frame.Outer = nil
	f.errexit, f.pipefail = errexit, pipefail
	for _, own := range f.Commands {
		own.ErrExit, own.PipeFail = own.ErrExit.with(c.ErrExit), own.PipeFail.with(c.PipeFail)
		for _, word := range own.Words {
			f.forget(word)
		}
		for _, a := range own.Sets {
			f.forget(a.Value)
			a.Of = a.Value.StatusOf()
		}
	}
}

// forget drops the commands outside of the function whose status a word had at the first call.
func (f *Function) forget(word Word) {
	for i, e := range word.Expansions {
		if e.Of != nil && !f.holds(e.Of) {
			word.Expansions[i].Of = nil
		}
	}
}

// holds reports whether a command is one of the function's, which run one behind the other.
func (f *Function) holds(c *Command) bool {
	return len(f.Commands) > 0 && f.Commands[0].place <= c.place && c.place <= f.Commands[len(f.Commands)-1].place
}

// with is a setting where it may be one or the other.
func (s Setting) with(other Setting) Setting {
	if s != other {
		return Unsure
	}
	return s
}
