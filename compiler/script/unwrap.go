package script

import (
	"path"
	"strings"
)

// runner is a command that runs the command in its words.
type runner struct {
	valued  string // the letters of its short options that take a value
	long    string // its long options that take a value, each between blanks
	skip    int    // words before the command: the duration of timeout
	assigns bool   // A=B may stand before the command
}

func runnerOf(name string) (runner, bool) {
	switch name {
	case "sudo":
		return runner{valued: "ugCDhpRrTtU", long: " --user --group --host --prompt --chdir --chroot ", assigns: true}, true
	case "env":
		return runner{valued: "uCS", long: " --unset --chdir ", assigns: true}, true
	case "nohup", "setsid", "builtin", "unbuffer":
		return runner{}, true
	case "time":
		return runner{valued: "fo"}, true
	case "exec":
		return runner{valued: "a"}, true
	case "command":
		return runner{}, true
	case "timeout":
		return runner{valued: "ks", long: " --kill-after --signal ", skip: 1}, true
	case "nice":
		return runner{valued: "n"}, true
	case "ionice":
		return runner{valued: "cn"}, true
	case "stdbuf":
		return runner{valued: "ioe"}, true
	case "xargs":
		return runner{valued: "adEIiLlnPs", long: " --max-args --max-procs --delimiter --replace --arg-file "}, true
	case "chroot":
		return runner{skip: 1}, true
	case "runuser":
		return runner{valued: "ugGsw", long: " --user --group --shell "}, true
	}
	return runner{}, false
}

// unwrap moves the words that only run another command to Through.
func (c *Command) unwrap() {
	for range maxWrapped {
		n := c.wrapped()
		if n == 0 {
			break
		}
		c.Through, c.Words = append(c.Through, c.Words[:n]...), c.Words[n:]
	}
	c.Name = ""
	if len(c.Words) > 0 {
		c.Name = c.Words[0].name()
	}
}

const maxWrapped = 8 // commands that run one another, before the one that counts

// wrapped returns the number of words before the command that the command runs, 0 when it runs none.
func (c *Command) wrapped() int {
	if len(c.Words) < 2 {
		return 0
	}
	name := c.Words[0].name()
	if n := c.module(name); n > 0 {
		return n
	}
	r, ok := runnerOf(name)
	if !ok {
		return 0
	}
	at := r.command(c.Words)
	if at >= len(c.Words) || c.queries(name, at) {
		return 0
	}
	return at
}

// module finds the module that python runs, or the program that is a file without a suffix, as pip installs them.
func (c *Command) module(name string) int {
	if strings.TrimRight(name, "0123456789.") != "python" {
		return 0
	}
	for i, w := range c.Words[1:] {
		switch {
		case w.Text == "-m" && i+2 < len(c.Words):
			return i + 2
		case strings.Contains(w.Text, "/") && path.Ext(w.Text) == "":
			return i + 1
		case !strings.HasPrefix(w.Text, "-"):
			return 0
		}
	}
	return 0
}

// queries reports whether options keep the command from running another: command -v, runuser -c.
func (c *Command) queries(name string, at int) bool {
	for _, w := range c.Words[1:at] {
		switch {
		case name == "command" && strings.ContainsAny(w.Text, "vV"):
			return true
		case name == "runuser" && w.Text == "-c", name == "sudo" && strings.Contains(w.Text, "-e"):
			return true
		}
	}
	return name == "runuser" && !strings.Contains(joined(c.Words[1:at]), " -u ") && !strings.Contains(joined(c.Words[1:at]), " -- ")
}

func joined(words []Word) string {
	var b strings.Builder
	for _, w := range words {
		b.WriteString(" " + w.Text)
	}
	return b.String() + " "
}

// command returns the index of the command behind the options.
func (r runner) command(words []Word) int {
	i, skip := 1, r.skip
	for i < len(words) {
		text := words[i].Text
		switch {
		case text == "--":
			return i + 1 + skip
		case len(text) > 1 && text[0] == '-':
			if words[i].asks(r.valued) || strings.Contains(r.long, " "+text+" ") {
				i++
			}
		case r.assigns && assignsFirst(text):
		case skip > 0:
			skip--
		default:
			return i
		}
		i++
	}
	return i
}

// assignsFirst reports whether a word is NAME=value.
func assignsFirst(text string) bool {
	name, _, ok := strings.Cut(text, "=")
	return ok && name != "" && !strings.ContainsAny(name, "/-. ")
}
