package script_test

import (
	"strings"
	"testing"
	"time"

	"github.com/cfnc/cfnc/compiler/script"
)

func FuzzRead(f *testing.F) {
	for _, text := range seeds {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		start := time.Now()
		checkText(t, text, script.Read(text), 0)
		for _, l := range []script.Language{script.PowerShell, script.Batch} {
			checkScript(t, text, script.ReadLight(text, l))
		}
		checkScript(t, text, script.ReadShell(text))
		if spent := time.Since(start); spent > 5*time.Second && len(text) < script.MaxSize {
			t.Fatalf("%d bytes took %v", len(text), spent)
		}
	})
}

func checkText(t *testing.T, text string, read *script.Text, depth int) {
	checkSpan(t, text, read.Span)
	checkSpan(t, text, read.Head.Mark)
	for _, s := range read.Scripts {
		checkScript(t, text, s)
	}
	for _, f := range read.Files {
		checkWord(t, text, f.Path)
		checkWord(t, text, f.Content)
		if depth < 3 {
			checkText(t, text, f.Read(), depth+1)
		}
	}
}

func checkScript(t *testing.T, text string, s *script.Script) {
	if s.Known < 0 || s.Known > len(text) || len(s.Order) != len(s.Commands) {
		t.Fatalf("known up to %d of %d; %d commands in order, %d in all", s.Known, len(text), len(s.Order), len(s.Commands))
	}
	for i, c := range s.Commands {
		if i > 0 && c.Span.From < s.Commands[i-1].Span.From {
			t.Fatalf("command %d stands before the one before it", i)
		}
		checkSpan(t, text, c.Span)
		for _, w := range c.Words {
			checkWord(t, text, w)
		}
		for _, r := range c.Redirects {
			checkSpan(t, text, r.Span)
			checkWord(t, text, r.Target)
		}
	}
	for _, a := range s.Assignments {
		checkSpan(t, text, a.At)
		checkSpan(t, text, a.Span)
		checkWord(t, text, a.Value)
	}
	for _, h := range s.Heredocs {
		checkWord(t, text, h.Body)
	}
}

func checkWord(t *testing.T, text string, w script.Word) {
	checkSpan(t, text, w.Span)
	for _, e := range w.Expansions {
		checkSpan(t, text, e.Span)
		if e.From < 0 || e.From > e.To || e.To > len(w.Text) {
			t.Fatalf("%q: expansion at %d to %d", w.Text, e.From, e.To)
		}
	}
	for i := range w.Text {
		checkSpan(t, text, w.At(i, i+1))
		checkSpan(t, text, w.At(i, i))
		if i > 64 {
			break
		}
	}
	checkSpan(t, text, w.At(0, len(w.Text)))
}

func checkSpan(t *testing.T, text string, s script.Span) {
	if s.From < 0 || s.From > s.To || s.To > len(text) {
		t.Fatalf("%d to %d is no place in %d bytes", s.From, s.To, len(text))
	}
}

// Inputs that are nested, long or crowded take bounded time.
func TestHostile(t *testing.T) {
	texts := map[string]string{"calls of a large function": "#!/bin/sh\nf() { " + strings.Repeat("a $?;", script.MaxSize/12) + " }\n" + strings.Repeat("f;", script.MaxSize/5)}
	for name, unit := range hostile {
		texts[name] = "#!/bin/sh\n" + strings.Repeat(unit, (script.MaxSize-20)/len(unit))
		texts["fewer "+name] = "#!/bin/sh\n" + strings.Repeat(unit, 1000)
	}
	for name, text := range texts {
		if len(text) > script.MaxSize {
			t.Errorf("%s: it is too large to be read", name)
		}
		start := time.Now()
		script.Read(text)
		script.ReadLight(text, script.PowerShell)
		script.ReadLight(text, script.Batch)
		if spent := time.Since(start); spent > 10*time.Second {
			t.Errorf("%s took %v", name, spent)
		} else if spent > 100*time.Millisecond {
			t.Logf("%s took %v", name, spent)
		}
	}
}
