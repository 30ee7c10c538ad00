package script

import (
	"path"
	"strings"
	"unicode/utf8"
)

// Form is what a text is by its beginning.
type Form uint8

// The forms. Those that begin with a mark are cloud-init's.
const (
	OtherForm     Form = iota // nothing that an instance would run
	EmptyForm                 // no text, or blanks alone
	OpenForm                  // it begins with a hole
	ShellScript               // #!, in whatever language
	CloudConfig               // #cloud-config
	ConfigArchive             // #cloud-config-archive
	ConfigPatch               // #cloud-config-jsonp
	Boothook                  // #cloud-boothook
	Include                   // #include and #include-once
	PartHandler               // #part-handler
	UpstartJob                // #upstart-job
	Multipart                 // a MIME message
	Gzip                      // compressed
	Windows                   // sections of EC2Launch and EC2Config: <powershell>, <script>, <persist> …
	LaunchTasks               // tasks of EC2Launch v2, in YAML
	Bottlerocket              // settings in TOML
	JSONText                  // a JSON object, as Ignition takes it
	NodeConfig                // the configuration of nodeadm
)

// Head is what the beginning of a text says.
type Head struct {
	Form        Form
	Mark        Span // the beginning that says the form; for a script its first line
	Blank       int  // bytes of white space and marks of byte order before it, with which the kernel does not find #!
	Jinja       bool // ## template: jinja stands before it
	Interpreter Interpreter
}

// Interpreter is what the first line of a script says runs it.
type Interpreter struct {
	Path    string   // as written; what env runs, if it is env
	Name    string   // the last part of the path, without a version; "" without #!
	Options []string // the words after the path
}

// Has reports whether one of the options is the letter of a short option: -e, -xe.
func (i Interpreter) Has(letter byte) bool {
	for _, option := range i.Options {
		if len(option) > 1 && option[0] == '-' && option[1] != '-' && strings.IndexByte(option, letter) > 0 {
			return true
		}
	}
	return false
}

var marks = []struct {
	mark string
	form Form
}{
	{"#!", ShellScript}, {"#cloud-config-archive", ConfigArchive}, {"#cloud-config-jsonp", ConfigPatch}, {"#cloud-config", CloudConfig},
	{"#cloud-boothook", Boothook}, {"#include", Include}, {"#part-handler", PartHandler}, {"#upstart-job", UpstartJob},
	{"content-type: multipart", Multipart}, {"mime-version:", Multipart}, {"\x1f\x8b", Gzip},
	{"<powershell", Windows}, {"<script", Windows}, {"<persist", Windows}, {"<runasscheduledtask", Windows}, {"<version", Windows},
	{"[settings", Bottlerocket}, {"{", JSONText}, {"apiversion: node.eks.aws", NodeConfig},
}

const jinja = "## template: jinja"

// HeadOf reads the beginning of a text.
func HeadOf(text string) Head { return headOf(given(text)) }

func headOf(v *view) (h Head) {
	from := blanks(v.text, 0)
	h.Blank = from
	if startsWith(v.text[from:], jinja) {
		h.Jinja = true
		from = lineEnd(v.text, from)
		from = blanks(v.text, from)
	}
	form, length := formOf(v.text[from:])
	h.Form, h.Mark = form, v.span(from, from+length)
	if form == ShellScript || form == Boothook {
		h.Interpreter = interpreterOf(v.text[from:])
	}
	if form == ShellScript {
		h.Mark = v.span(from, lineEnd(v.text, from))
	}
	return h
}

func formOf(text string) (form Form, length int) {
	if text == "" {
		return EmptyForm, 0
	}
	if r, size := utf8.DecodeRuneInString(text); IsHole(r) {
		return OpenForm, size
	}
	for _, m := range marks {
		if startsWith(text, m.mark) {
			return m.form, len(m.mark)
		}
	}
	return configuration(text), 0
}

// configuration tells the forms that are not said by their first bytes: comments and keys may
// come before.
func configuration(text string) Form {
	for rest := text; rest != ""; {
		var line string
		line, rest, _ = strings.Cut(rest, "\n")
		line = strings.TrimSpace(line)
		switch {
		case line == "", line[0] == '#', line == "---":
		case startsWith(line, "[settings"):
			return Bottlerocket
		case startsWith(line, "apiversion: node.eks.aws"):
			return NodeConfig
		case startsWith(line, "version:") && strings.Contains(rest, "tasks:"):
			return LaunchTasks
		default:
			return laterSection(text)
		}
	}
	return OtherForm
}

// laterSection finds the sections for Windows behind other text: the agents search for them.
func laterSection(text string) Form {
	for _, tag := range []string{"powershell", "script"} {
		if _, ok := findSection(text, tag); ok {
			return Windows
		}
	}
	return OtherForm
}

// startsWith compares as cloud-init does, whatever the case.
func startsWith(text, prefix string) bool {
	return len(text) >= len(prefix) && strings.EqualFold(text[:len(prefix)], prefix)
}

// blanks returns where white space, and marks of byte order, end.
func blanks(text string, from int) int {
	return len(text) - len(strings.TrimLeft(text[from:], " \t\r\n\v\f\uFEFF"))
}

// lineEnd returns where the line ends, without its line break.
func lineEnd(text string, from int) int {
	if i := strings.IndexAny(text[from:], "\r\n"); i >= 0 {
		return from + i
	}
	return len(text)
}

// interpreterOf reads the line with #!; behind #cloud-boothook it may be the second.
func interpreterOf(text string) (i Interpreter) {
	line, rest, _ := strings.Cut(text, "\n")
	if startsWith(line, "#cloud-boothook") {
		line, _, _ = strings.Cut(rest, "\n")
	}
	line, ok := strings.CutPrefix(strings.TrimSpace(line), "#!")
	words := strings.Fields(line)
	if !ok || len(words) == 0 {
		return i
	}
	if path.Base(words[0]) == "env" {
		words = afterEnv(words[1:])
	}
	if len(words) == 0 {
		return i
	}
	i.Path, i.Options = words[0], words[1:]
	i.Name = strings.TrimRight(path.Base(i.Path), "0123456789.")
	return i
}

// afterEnv returns what env runs, without the options and variables of env.
func afterEnv(words []string) []string {
	for len(words) > 0 && (words[0][0] == '-' || strings.Contains(words[0], "=")) {
		words = words[1:]
	}
	return words
}
