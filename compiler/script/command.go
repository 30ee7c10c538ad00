package script

import (
	"slices"
	"strings"
)

// Command is one simple command. What only runs another command, such as sudo, is no command
// of its own: its words are in Through.
//
// A statement that only assigns or only redirects is a command without words. A test in double
// brackets is the command [[ and its words.
type Command struct {
	Span      Span
	Name      string // the last part of its path without .exe, "" when it is not known or there are no words
	Words     []Word // with the path first
	Through   []Word // sudo -E, env A=b, nohup …, as written
	Sets      []*Assignment
	Redirects []*Redirect
	Frame     *Frame // what it stands in, nil at the top

	ErrExit  Setting // set -e when it runs
	PipeFail Setting // set -o pipefail when it runs

	PipesTo    *Command  // the command that reads its output
	PipedFrom  *Command  // the command whose output it reads
	Before     *Command  // the command whose status $? is when it starts, nil when that is not known
	Within     *Command  // the command that it is substituted into
	Calls      *Function // the function of the script that it calls
	StatusRead bool      // a later word reads its status: $?, or a variable that got it

	place   int  // in the order in which commands run
	anyCase bool // it is one of Windows
}

// Is reports whether the command has one of the names. On Windows case does not matter.
func (c *Command) Is(names ...string) bool {
	return c.Name != "" && slices.ContainsFunc(names, func(name string) bool {
		return name == c.Name || c.anyCase && strings.EqualFold(name, c.Name)
	})
}

// Path is the word that names the command as it was written. It is empty without words.
func (c *Command) Path() Word { return c.Word(0) }

// Word returns word i, the path being word 0. Where there is none it is empty.
func (c *Command) Word(i int) Word {
	if i < 0 || i >= len(c.Words) {
		return Word{}
	}
	return c.Words[i]
}

// Args returns the words after the path.
func (c *Command) Args() []Word { return c.Words[min(1, len(c.Words)):] }

// Subcommand reports whether words follow the path, one after the other, with options between
// them left out: aws --region x autoscaling enter-standby. Of an option's value it does not know;
// therefore words in between are allowed.
func (c *Command) Subcommand(words ...string) bool {
	for _, w := range c.Args() {
		if len(words) > 0 && w.Literal() && w.Text == words[0] {
			words = words[1:]
		}
	}
	return len(words) == 0
}

// In returns the innermost frame of a kind around the command, or nil. A command in the body of
// a function, a quoted script or a trap stands in what these stand in.
func (c *Command) In(kinds ...FrameKind) *Frame {
	for f := c.Frame; f != nil; f = f.Outer {
		if slices.Contains(kinds, f.Kind) {
			return f
		}
	}
	return nil
}

// Inside returns the commands that stand in a frame, in the order in which they run.
func (s *Script) Inside(f *Frame) (list []*Command) {
	for _, c := range s.Order {
		if f != nil && c.inside(f) {
			list = append(list, c)
		}
	}
	return list
}

func (c *Command) inside(frame *Frame) bool {
	for f := c.Frame; f != nil; f = f.Outer {
		if f == frame {
			return true
		}
	}
	return false
}

// Function returns the function that the command stands in, or nil.
func (c *Command) Function() *Function {
	if f := c.In(InFunction); f != nil {
		return f.Function
	}
	return nil
}

// Trap returns the trap that runs the command, or nil.
func (c *Command) Trap() *Trap {
	if f := c.In(InTrap); f != nil {
		return f.Trap
	}
	return nil
}

// Tested reports whether the script looks at the success of the command: in a condition, left of
// && and ||, behind !. There set -e has no effect. Of a pipeline all commands count as tested.
func (c *Command) Tested() bool {
	for f := c.Frame; f != nil && f.Kind != InQuoted; f = f.Outer {
		switch f.Kind {
		case IfCondition, LoopCondition, AndLeft, OrLeft, Negation:
			return true
		}
	}
	return false
}

// Output returns the file that the output goes to, and whether it goes to one: by a redirection
// of the command or of what it stands in.
func (c *Command) Output() (Word, bool) {
	if r := output(c.Redirects); r != nil {
		return r.Target, true
	}
	for f := c.Frame; f != nil && c.PipesTo == nil && f.Kind != InSubstitution; f = f.Outer {
		if r := output(f.Redirects); r != nil {
			return r.Target, true
		}
	}
	return Word{}, false
}

func output(redirects []*Redirect) *Redirect {
	for _, r := range slices.Backward(redirects) {
		if strings.Contains(r.Op, ">") && !strings.Contains(r.Op, "&") && (r.FD == "" || r.FD == "1") || r.Op == "&>" || r.Op == "&>>" {
			return r
		}
	}
	return nil
}

// Open reports whether the command may have words that are not seen: an expansion or a hole
// without quotes, where no option asks for a value, can be any number of words.
func (c *Command) Open() bool {
	for i, w := range c.Words {
		if w.Splits && (i == 0 || !strings.HasPrefix(c.Words[i-1].Text, "-") || strings.Contains(c.Words[i-1].Text, "=")) {
			return true
		}
	}
	return false
}

// Setting is a setting of the shell.
type Setting uint8

// The settings. Unsure is one that depends on what runs before.
const (
	Off Setting = iota
	On
	Unsure
)

// Frame is something that commands stand in.
type Frame struct {
	Kind      FrameKind
	Outer     *Frame
	Redirects []*Redirect // of the whole
	Function  *Function   // InFunction
	Trap      *Trap       // InTrap
	Then      *Frame      // of a condition, &&, ||: what runs when it succeeded; of until, when it failed
	Else      *Frame      // what runs when it failed
	Command   *Command    // InQuoted: the command with the script in its words; InSubstitution: that of the word, if any
}

// FrameKind says what a frame is.
type FrameKind uint8

// The kinds of frames.
const (
	Group          FrameKind = iota // { … }, or a statement with redirections
	IfCondition                     // if …; elif …
	IfThen                          // then …
	IfElse                          // else …, with all that follows elif
	LoopCondition                   // while …, until …
	LoopBody                        // do …, also of for
	CaseArm                         // pattern) …
	AndLeft                         // … && x
	AndRight                        // x && …
	OrLeft                          // … || x
	OrRight                         // x || …
	Negation                        // ! …
	Pipeline                        // … | …, each of the commands
	Background                      // … &
	Subshell                        // ( … )
	InSubstitution                  // $( … ), ` … `, <( … ), >( … )
	InFunction                      // the body of a function
	InQuoted                        // the script in the words of sh -c
	InTrap                          // the script in the words of trap
	Block                           // { … } of PowerShell, ( … ) of a batch file, whatever it belongs to
)

// Assignment is a value given to a variable.
type Assignment struct {
	Name    string
	At      Span // the name
	Span    Span
	Value   Word // empty for an array
	Append  bool
	Of      *Command // the command whose status the value is
	Command *Command // that it belongs to; without words it is the assignment itself
}

// Use is a use of a variable's value.
type Use struct {
	Name string
	Span Span
}

// Redirect is a redirection of input or output.
type Redirect struct {
	Op      string // >, >>, <, &>, >&, <<, <<< …
	FD      string // the number before it, or ""
	Target  Word
	Heredoc *Heredoc // of << and <<-
	Span    Span
}

// Heredoc is a here-document.
type Heredoc struct {
	Body    Word
	Quoted  bool // the shell expands nothing in it
	Command *Command
}

// Target returns the file that the here-document is written to as it is: by cat with a redirection,
// or by tee.
func (h *Heredoc) Target() (Word, bool) {
	switch c := h.Command; {
	case c == nil:
	case c.Is("tee"):
		for _, w := range c.Args() {
			if !strings.HasPrefix(w.Text, "-") {
				return w, true
			}
		}
	case c.Is("cat") && c.PipesTo != nil && c.PipesTo.Is("tee"):
		return (&Heredoc{Command: c.PipesTo}).Target()
	case c.Is("cat"):
		return c.Output()
	}
	return Word{}, false
}

// Function is a function that a script declares. Its commands are read as at its call: they stand
// in what the call stands in. With several calls they stand in the function alone.
type Function struct {
	Name     string
	Span     Span
	Calls    []*Command
	Commands []*Command // of its body, and of functions that are first called there

	body              *declared
	frame             *Frame
	visited           bool
	errexit, pipefail Setting // at the calls so far
}

// Called reports whether the script calls the function.
func (f *Function) Called() bool { return len(f.Calls) > 0 }

// Trap is a script that runs at a signal or at the end.
type Trap struct {
	Command  *Command // trap itself
	Signals  []string // in capitals, without SIG; 0 is EXIT
	Commands []*Command
	Known    bool // the script is literal and was read

	body *view
}

// On reports whether the trap is set for one of the signals.
func (t *Trap) On(signals ...string) bool {
	return slices.ContainsFunc(signals, func(s string) bool { return slices.Contains(t.Signals, s) })
}
