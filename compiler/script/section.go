package script

import (
	"strings"

	"github.com/cfnc/cfnc/compiler/syntax"
)

// sections reads the scripts between tags, in the order in which EC2Launch runs them: batch first.
func (r *reader) sections() {
	if at, ok := findSection(r.view.text, "script"); ok {
		r.section(at, Batch, BatchSection)
	}
	if at, ok := findSection(r.view.text, "powershell"); ok {
		r.section(at, PowerShell, PowerShellSection)
	}
}

func (r *reader) section(at Span, l Language, from Origin) {
	v := r.view.cut(at.From, at.To)
	s := r.begin(l, from, v)
	s.readLight(v)
	r.end(s)
}

// findSection returns what stands between <tag> and </tag>. The agents run nothing without both.
func findSection(text, tag string) (at Span, ok bool) {
	lower := asciiLower(text)
	start := strings.Index(lower, "<"+tag+">")
	if start < 0 {
		return at, false
	}
	start += len(tag) + 2
	length := strings.Index(lower[start:], "</"+tag+">")
	if length < 0 {
		return at, false
	}
	return Span{start, start + length}, true
}

// asciiLower makes letters of ASCII small, and keeps the length.
func asciiLower(text string) string {
	out := []byte(text)
	for i, c := range out {
		if 'A' <= c && c <= 'Z' {
			out[i] = c + 'a' - 'A'
		}
	}
	return string(out)
}

// launchTasks reads the scripts of tasks of EC2Launch v2.
func (r *reader) launchTasks() {
	for _, task := range r.yaml().Get("tasks").Items() {
		for _, input := range task.Get("inputs").Items() {
			r.task(input)
		}
	}
}

func (r *reader) task(input *syntax.Node) {
	content := input.Get("content")
	if content.Kind() != syntax.String {
		return
	}
	v := r.view.scalar(content)
	switch strings.ToLower(input.Get("type").Text()) {
	case "powershell":
		s := r.begin(PowerShell, PowerShellSection, v)
		s.readLight(v)
		r.end(s)
	case "batch":
		s := r.begin(Batch, BatchSection, v)
		s.readLight(v)
		r.end(s)
	}
}
