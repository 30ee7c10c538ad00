package script

import "strings"

// Option is an option on a command line with its value.
type Option struct {
	Name  Span // the option as written, without a value that is attached to it
	Value Word // empty when Given is false
	Given bool // a value was given
}

// Flag returns an option that takes a value, by its long and short names: --resource X,
// --resource=X, -r X, -rX. Of several the last counts, as for most commands. PowerShell's names
// have one dash and are longer than a letter: -Resource X, -Resource:X.
func (c *Command) Flag(names ...string) (found Option, ok bool) {
	args := c.Args()
	for i, w := range args {
		if w.Text == "--" {
			break
		}
		for _, name := range names {
			if o, is := w.option(name); is {
				found, ok = o, true
				if !o.Given && i+1 < len(args) {
					found.Value, found.Given = args[i+1], true
				}
			}
		}
	}
	return found, ok
}

// option reads a word as the option of a name, and a value that is attached to it.
func (w Word) option(name string) (Option, bool) {
	rest, ok := strings.CutPrefix(w.Text, name)
	short := len(name) == 2 && name[0] == '-'
	switch {
	case !ok:
		return Option{}, false
	case rest == "":
		return Option{Name: w.Span}, true
	case rest[0] == '=', rest[0] == ':' && !short:
		return Option{w.At(0, len(name)), w.from(len(name) + 1), true}, true
	case short:
		return Option{w.At(0, len(name)), w.from(len(name)), true}, true
	}
	return Option{}, false
}

// Switch returns the word with an option that takes no value: --fail, -f, and -fsSL for -f. In
// such a cluster the letters that take a value end it; valued says which they are.
func (c *Command) Switch(valued string, names ...string) (Word, bool) {
	args := c.Args()
	for i := 0; i < len(args); i++ {
		w := args[i]
		if w.Text == "--" {
			break
		}
		for _, name := range names {
			if w.Text == name || len(name) == 2 && w.clusters(valued, name[1]) {
				return w, true
			}
		}
		if w.asks(valued) {
			i++ // the next word is a value
		}
	}
	return Word{}, false
}

// letters returns the options of a cluster, up to the first that takes a value.
func (w Word) letters(valued string) (letters string, asks bool) {
	if len(w.Text) < 2 || w.Text[0] != '-' || w.Text[1] == '-' {
		return "", false
	}
	letters = w.Text[1:]
	if i := strings.IndexAny(letters, valued); i >= 0 {
		return letters[:i+1], i == len(letters)-1
	}
	return letters, false
}

func (w Word) clusters(valued string, letter byte) bool {
	letters, _ := w.letters(valued)
	return strings.IndexByte(letters, letter) >= 0
}

func (w Word) asks(valued string) bool {
	_, asks := w.letters(valued)
	return asks
}
