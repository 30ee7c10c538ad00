package script_test

import (
	"strings"
	"testing"

	"github.com/cfnc/cfnc/compiler/script"
	"github.com/google/go-cmp/cmp"
)

const hole = "\uE000"

func shell(t *testing.T, text string) *script.Script {
	t.Helper()
	s := script.ReadShell(text)
	checkScript(t, text, s)
	return s
}

// Each case is a script and its commands in the order in which they run, as show writes them.
func TestCommands(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"shebang with options":    {"#!/bin/bash -xe\nls", "ls e1\n"},
		"set":                     {"a\nset -euo pipefail\nb\nset +e\nc\nset +o pipefail\nd", "a\nset -euo pipefail\nb e1 p1\nset +e e1 p1\nc p1\nset +o pipefail p1\nd\n"},
		"errexit by its name":     {"set -o errexit\na", "set -o errexit\na e1\n"},
		"perhaps set":             {"if a; then set -e; fi\nb", "a @if\nset -e @then\nb e2\n"},
		"set and bash":            {"#!/bin/bash -e\na $(b) <(c)", "b @$()\nc @$() e1\na {$(b)} {<(c)} e1\n"},
		"set and sh":              {"#!/bin/sh -e\na $(b)", "b @$() e1\na {$(b)} e1\n"},
		"set in a subshell":       {"(set -e; a)\nb", "set -e @subshell\na @subshell e1\nb\n"},
		"set with a variable":     {"set $x\na", "set {$x}\na e2 p2\n"},
		"quotes and escapes":      {`a 'b c' "d \"e\" \x" f\ g` + " h\\\ni", "a \"b c\" \"d \\\"e\\\" \\\\x\" \"f g\" hi\n"},
		"holes":                   {"a -s " + hole + " ${" + hole + "} \"" + hole + "\"", "a -s " + hole + " {${" + hole + "}} " + hole + "\n"},
		"either or":               {"a || error_exit 'no a'", "a @||left\nerror_exit \"no a\" @||right\n"},
		"status in a test":        {"a\nif [ $? -ne 0 ]; then b; fi", "a read\n[ {$?:a} -ne 0 ] @if\nb @then\n"},
		"status in brackets":      {"a\n[[ $? -ne 0 ]] && b", "a read\n[[ {$?:a} -ne 0 @&&left\nb @&&right\n"},
		"status of echo":          {"a\necho b\nc -e $?", "a\necho b read\nc -e {$?:echo}\n"},
		"status in a variable":    {"a\nrc=$?\necho b\nc -e $rc", "a read\n rc={$?:a}\necho b\nc -e {$rc:a}\n"},
		"status of an assignment": {"a\nrc=1\nc -e $?", "a\n rc=1 read\nc -e {$?:rc=}\n"},
		"status of a value":       {"x=$(a | b)\nc -e $?", "a @pipe @$() |to:b\nb @pipe @$() read\n x=\"{$(a | b)}\"\nc -e {$?:b}\n"},
		"status behind if":        {"if a; then b; fi\nc $?", "a @if\nb @then\nc {$?}\n"},
		"status in branches":      {"if a; then b $?; else c $?; fi", "a @if read\nb {$?:a} @then\nc {$?:a} @else\n"},
		"status behind not":       {"! a\nb $?", "a @not\nb {$?}\n"},
		"status at the start":     {"a $?", "a {$?}\n"},
		"status of a pipeline":    {"a | tee log\nb $?", "a @pipe |to:tee\ntee log @pipe read\nb {$?:tee}\n"},
		"status with pipefail":    {"set -o pipefail\na | tee log\nb $?", "set -o pipefail\na @pipe p1 |to:tee\ntee log @pipe p1\nb {$?} p1\n"},
		"status of a stage":       {"a | tee log\nb ${PIPESTATUS[0]}", "a @pipe |to:tee read\ntee log @pipe\nb {${PIPESTATUS[0]}:a}\n"},
		"status in the right":     {"a || b $?", "a @||left read\nb {$?:a} @||right\n"},
		"variable from two ways":  {"a\nr=$?\nif b; then c; r=$?; fi\nd $r", "a read\n r={$?:a}\nb @if\nc @then read\n r={$?:c} @then\nd {$r}\n"},
		"variable in a loop":      {"a; r=$?\nwhile b; do c $r; r=1; done", "a read\n r={$?:a}\nb @loop-if\nc {$r} @loop\n r=1 @loop\n"},
		"until":                   {"until curl -s x | grep -q ok; do sleep 5; done", "curl -s x @pipe @loop-if |to:grep\ngrep -q ok @pipe @loop-if\nsleep 5 @loop\n"},
		"for and case":            {"for i in $(a); do case $i in x) b;; esac; done", "a @$()\nb @case @loop\n"},
		"function called once":    {"f() { a; b -e $?; }\nset -e\nf || c", "set -e\nf @||left e1\na @group @function(f) @||left e1 read\nb -e {$?:a} @group @function(f) @||left e1\nc @||right e1\n"},
		"function called twice":   {"f() { a -e $rc; }\nb; rc=$?\nx || f\nset -e\nf", "b read\n rc={$?:b}\nx @||left\nf @||right\na -e {$rc} @group @function(f) e2\nset -e\nf e1\n"},
		"function not called":     {"f() { a; }\nset -e", "set -e\na @group @function(f) e2 p2\n"},
		"function calls itself":   {"f() { f; }\nf", "f\nf @group @function(f)\n"},
		"trap":                    {"trap 'a -e $?; b' EXIT\nset -e\nc", "trap \"a -e $?; b\" EXIT\nset -e\nc e1\na -e {$?} @trap e1\nb @trap e1\n"},
		"trap with a function":    {"f() { a; }\ntrap f EXIT", "trap f EXIT\nf @trap\na @group @function(f) @trap\n"},
		"sudo and others":         {"sudo -u x -E A=b nohup timeout -k 5 30 /y/z.sh -u c", "/y/z.sh -u c <-sudo <--u <-x <--E <-A=b <-nohup <-timeout <--k <-5 <-30\n"},
		"sudo alone":              {"sudo -i", "sudo -i\n"},
		"command -v":              {"command -v a\ncommand a b", "command -v a\na b <-command\n"},
		"exec":                    {"exec a b\nexec > log", "a b <-exec\nexec >log\n"},
		"xargs":                   {"a | xargs -n 1 b -c", "a @pipe |to:b\nb -c <-xargs <--n <-1 @pipe\n"},
		"time":                    {"time a\n/usr/bin/time -f x b", "a\nb <-/usr/bin/time <--f <-x\n"},
		"pip of python":           {"python3.9 -m pip install x\npython x.py", "pip install x <-python3.9 <--m\npython x.py\n"},
		"program of pip":          {"python3 -u /usr/local/bin/cfn-init -v\npython /opt/x.py", "/usr/local/bin/cfn-init -v <-python3 <--u\npython /opt/x.py\n"},
		"sh -c":                   {"bash -ec 'a | b'", "bash -ec \"a | b\"\na @pipe @quoted e1 |to:b\nb @pipe @quoted e1\n"},
		"sh -c in sudo":           {`sudo su - x -c "a \"b c\""`, "su - x -c \"a \\\"b c\\\"\" <-sudo\na \"b c\" @quoted\n"},
		"sh -c with a status":     {`x; sh -c "a $?"`, "x read\nsh -c \"a {$?:x}\"\n"},
		"eval":                    {"a; r=$?\neval \"$x\"\nb $r", "a read\n r={$?:a}\neval {$x}\nb {$r} e2 p2\n"},
		"negated":                 {"if ! a; then b; fi", "a @not @if\nb @then\n"},
		"background":              {"a &\nb $?", "a @background\nb {$?}\n"},
		"blocks in a pipeline":    {"{ a; b; } | while read x; do c; done", "a @group @pipe |to:read\nb @group @pipe |to:read\nread x @loop-if @pipe\nc @loop @pipe\n"},
		"exec of a log":           {"exec > >(tee x | logger) 2>&1", "tee x @pipe @$() |to:logger\nlogger @pipe @$()\nexec >\"{>(tee x | logger)}\" 2>&1\n"},
		"declarations":            {"export A=$(a) B\nlocal c=1", "a @$()\nexport B A={$(a)}\nlocal c=1\n"},
		"arithmetic":              {"((i++))\nlet j=1", "((\nlet\n"},
		"only a redirection":      {"> x", " >x\n"},
		"CRLF":                    {"a b\r\nif c; then\r\n d\r\nfi\r\n", "a b\nc @if\nd @then\n"},
		"comment":                 {"# a\nb # c", "b\n"},
	} {
		t.Run(name, func(t *testing.T) {
			s := shell(t, c.text)
			if diff := cmp.Diff(c.want, show(c.text, s.Order)); diff != "" || s.Broken {
				t.Errorf("broken: %v\n%s", s.Broken, diff)
			}
		})
	}
}

// What stands before the first mistake is known.
func TestBroken(t *testing.T) {
	text := "a\nb; c\nif d; then\n"
	s := shell(t, text)
	if !s.Broken || s.Known != strings.Index(text, "\nif") || len(s.Commands) != 3 {
		t.Errorf("broken %v, known up to %d, %d commands", s.Broken, s.Known, len(s.Commands))
	}
}

func TestInTheOrderOfTheText(t *testing.T) {
	s := shell(t, "f() { a; }\nb\nf")
	if show("", s.Commands) != "a @group @function(f)\nb\nf\n" || show("", s.Order) != "b\nf\na @group @function(f)\n" {
		t.Errorf("%s%s", show("", s.Commands), show("", s.Order))
	}
	if f := s.Functions[0]; f.Name != "f" || !f.Called() || f.Calls[0].Calls != f || s.Commands[0].Function() != f {
		t.Error("the function is not tied to its call")
	}
}

// Every word stands where its span says, and so do the parts of its text.
func TestPlaces(t *testing.T) {
	text := "sudo bash -c 'cfn-signal --resource=Asg' && su x -c \"cfn-init -r \\\"L T\\\"\"\ntrap 'a --stack X' 0\nb='c d'"
	s := shell(t, text)
	for _, c := range s.Commands {
		for _, w := range append(c.Words, c.Through...) {
			if got := text[w.Span.From:w.Span.To]; got != w.Text && !w.Quoted {
				t.Errorf("%q stands at %q", w.Text, got)
			}
		}
	}
	for name, want := range map[string]string{"cfn-signal": "Asg", "cfn-init": "L T"} {
		for _, c := range s.Commands {
			if !c.Is(name) {
				continue
			}
			o, _ := c.Flag("--resource", "-r")
			at := o.Value.At(0, len(o.Value.Text))
			if got := text[at.From:at.To]; got != want {
				t.Errorf("%s: the resource stands at %q", name, got)
			}
		}
	}
	if a := s.Assignments[0]; text[a.At.From:a.At.To] != "b" || text[a.Span.From:a.Span.To] != "b='c d'" {
		t.Errorf("the assignment stands at %v", a.Span)
	}
	if trap := s.Traps[0]; !trap.On("EXIT") || !trap.Known || len(trap.Commands) != 1 || text[trap.Commands[0].Span.From:trap.Commands[0].Span.To] != "a --stack X" {
		t.Errorf("%+v", trap)
	}
}

func TestHeredocs(t *testing.T) {
	for _, c := range []struct{ text, body, target string }{
		{"cat > /x <<EOF\na $b\nEOF\n", "a $b\n", "/x"},
		{"cat <<'EOF' >> /x\n$b \\$\nEOF", "$b \\$\n", "/x"},
		{"cat <<-EOF | sudo tee /x >/dev/null\n\ta\n\t\tb $c\n\tEOF\n", "a\nb $c\n", "/x"},
		{"tee -a /x <<EOF\n\\$a\nEOF", "$a\n", "/x"},
		{"{ cat <<EOF\nx\nEOF\n} > /x", "x\n", "/x"},
		{"mysql <<EOF\nx\nEOF\n", "x\n", ""},
		{"cat <<EOF > /x\nEOF\n", "", "/x"},
	} {
		s := shell(t, c.text)
		h := s.Heredocs[0]
		path, _ := h.Target()
		if h.Body.Text != c.body || path.Text != c.target {
			t.Errorf("%q: %q to %q", c.text, h.Body.Text, path.Text)
		}
	}
}

func TestUses(t *testing.T) {
	text := "A=1\necho $A \"${B:-$C}\" $((D)) $? $1"
	var names []string
	for _, u := range shell(t, text).Uses {
		if text[u.Span.From:u.Span.To] != u.Name {
			t.Errorf("%s stands at %q", u.Name, text[u.Span.From:u.Span.To])
		}
		names = append(names, u.Name)
	}
	if got := strings.Join(names, " "); got != "A B C D" {
		t.Error(got)
	}
}

// A rule can ask what runs when a command fails.
func TestThenAndElse(t *testing.T) {
	for text, want := range map[string]string{
		"a || { b; c; }": " / b @group @||right; c @group @||right", "a && b": "b @&&right / ", "if a; then b; else c; fi": "b @then / c @else", "while a; do b; done": "b @loop / ", "a": " / ",
	} {
		s := shell(t, text)
		f := s.Commands[0].Frame
		if f == nil {
			f = &script.Frame{}
		}
		line := func(f *script.Frame) string {
			return strings.ReplaceAll(strings.TrimSuffix(show(text, s.Inside(f)), "\n"), "\n", "; ")
		}
		if got := line(f.Then) + " / " + line(f.Else); got != want {
			t.Errorf("%s: %s", text, got)
		}
	}
}

func TestTested(t *testing.T) {
	for text, want := range map[string]bool{"a": false, "a || b": true, "a && b": true, "! a": true, "if a; then b; fi": true, "until a; do b; done": true, "(a) || b": true, "{ a | b; } && c": true} {
		if got := shell(t, text).Commands[0].Tested(); got != want {
			t.Errorf("%s: %v", text, got)
		}
	}
	if c := shell(t, "sh -c 'a' || b").Commands[1]; c.Tested() {
		t.Error("a shell of its own heeds its own set -e")
	}
}
