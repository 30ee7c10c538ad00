// Package script reads what the scripts that an instance runs do: which commands, in which
// order, guarded by what.
//
// It takes a text, user data or the content of a file, and knows nothing of templates. What
// only the deployment knows stands in the text as a hole, one rune of the private use area;
// all else is literal. Whatever was read, all places are byte offsets into the text that was
// given, however deep a command is wrapped: in a part of a MIME message, a scalar of a
// cloud-config, the quotes of sh -c.
//
// The package says what it knows and no more. What it cannot read is Broken, a value that it
// cannot follow is nil or Unsure.
package script

import "unicode/utf8"

// The holes of a text. Each stands for a value of unknown length.
const (
	FirstHole = '\uE000'
	LastHole  = '\uF8FF'
)

// Limits of what is read. What goes beyond is Broken.
const (
	MaxSize  = 256 << 10 // bytes of one script
	MaxDepth = 200       // nesting of statements, parts and quoted scripts

	maxBrackets  = 500 // nesting of brackets, counted without regard to quotes
	maxVariables = 64  // variables followed at a time
)

// IsHole reports whether a rune stands for what only the deployment knows.
func IsHole(r rune) bool { return r >= FirstHole && r <= LastHole }

// HasHole reports whether a text has a hole.
func HasHole(text string) bool {
	for _, r := range text {
		if IsHole(r) {
			return true
		}
	}
	return false
}

// Span is a range of bytes [From, To) of the text that was given to Read.
type Span struct{ From, To int }

// Text is what was found in a text. Scripts and Files hold those of its parts, too.
type Text struct {
	Head    Head
	Span    Span
	Parts   []*Text   // of a MIME message, in order
	Scripts []*Script // in order
	Files   []*File   // that the text has written: write_files, here-documents
	Broken  bool      // a part of the text could not be read
}

// Script is one program: the shell script that the text is, a section, all commands of runcmd.
type Script struct {
	Language    Language
	From        Origin
	Interpreter Interpreter
	Span        Span
	Commands    []*Command    // in the order of the text
	Order       []*Command    // in the order in which they run, as far as that can be told; functions at their first call
	Assignments []*Assignment // in the order of the text
	Uses        []Use         // of variables, in the order in which they were met
	Functions   []*Function
	Traps       []*Trap
	Heredocs    []*Heredoc
	Broken      bool // the rest from Known on could not be read
	Known       int  // where what could be read ends
}

// Origin says where a script stands.
type Origin uint8

// The origins.
const (
	Whole             Origin = iota // the text, or a part of it, is the script
	RunCmd                          // runcmd of a cloud-config: once, late at the first boot
	BootCmd                         // bootcmd of a cloud-config: early, at every boot
	PowerShellSection               // <powershell>, or a task of EC2Launch
	BatchSection                    // <script>, or a task of EC2Launch
)

// Language is the language of a script.
type Language uint8

// The languages. Scripts in other languages have no commands.
const (
	OtherLanguage Language = iota
	Shell
	PowerShell
	Batch
)

// File is a file that a text writes.
type File struct {
	Path    Word
	Content Word
	By      *Command // nil for write_files
}

// Read reads the content of the file as a text of its own. Its places are those in the text
// that the file was found in.
func (f *File) Read() *Text { return read(f.Content.view(), f.Content.depth+1) }

// Read reads a text.
func Read(text string) *Text { return read(given(text), 0) }

// ReadShell reads a text as a shell script, whatever it begins with: a command of cfn-init, a
// line of a Dockerfile.
func ReadShell(text string) *Script {
	s := &Script{Language: Shell, Interpreter: interpreterOf(text)}
	v := given(text)
	s.Span = v.span(0, len(text))
	s.readShell(0, v)
	return s
}

func read(v *view, depth int) *Text {
	t := &Text{Head: headOf(v), Span: v.span(0, len(v.text))}
	if depth > MaxDepth || len(v.text) > MaxSize {
		t.Broken = true
		return t
	}
	r := &reader{text: t, view: v, depth: depth}
	switch t.Head.Form {
	case ShellScript, Boothook:
		r.script()
	case CloudConfig:
		r.cloudConfig()
	case Multipart:
		r.multipart()
	case Windows:
		r.sections()
	case LaunchTasks:
		r.launchTasks()
	}
	return t
}

// reader splits a text into scripts and files.
type reader struct {
	text  *Text
	view  *view
	depth int
}

// script reads the whole text as one script.
func (r *reader) script() {
	s := r.begin(languageOf(r.text.Head), Whole, r.view)
	s.Interpreter = r.text.Head.Interpreter
	switch s.Language {
	case Shell:
		s.readShell(r.depth, r.view)
	case PowerShell:
		s.readLight(r.view)
	}
	r.end(s)
}

func (r *reader) begin(l Language, from Origin, v *view) *Script {
	return &Script{Language: l, From: from, Span: v.span(0, len(v.text))}
}

func (r *reader) end(s *Script) {
	r.text.Scripts = append(r.text.Scripts, s)
	r.text.Broken = r.text.Broken || s.Broken
	for _, h := range s.Heredocs {
		if path, ok := h.Target(); ok {
			r.text.Files = append(r.text.Files, &File{Path: path, Content: h.Body, By: h.Command})
		}
	}
}

func languageOf(h Head) Language {
	switch h.Interpreter.Name {
	case "sh", "bash", "dash", "ash", "ksh", "rbash":
		return Shell
	case "":
		if h.Form == Boothook {
			return Shell // that is what people write, whether the instance finds what runs it or not
		}
	case "pwsh", "powershell":
		return PowerShell
	}
	return OtherLanguage
}

// mask replaces what the parser need not know by as many bytes: a hole is a word that may
// stand everywhere, also as the name of a variable, and a line ends with LF alone.
func mask(text string) string {
	out := []byte(text)
	for i := 0; i < len(out); {
		r, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case IsHole(r):
			copy(out[i:], "___")
		case r == '\r' && i+1 < len(out) && out[i+1] == '\n':
			out[i] = ' '
			if i > 0 && out[i-1] == '\\' {
				out[i-1], out[i] = ' ', '\\'
			}
		}
		i += size
	}
	return string(out)
}
