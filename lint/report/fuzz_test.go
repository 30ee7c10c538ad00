package report

import (
	"strings"
	"testing"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/source"
)

// Whatever the text and the span, the frame is drawn, safe for a terminal, and of bounded
// size.
func FuzzText(f *testing.F) {
	f.Add("A: 1\nB: |\n  x\n\n", 3, 9)
	f.Add("\uFEFF{\t\"ä\": \"\x1b[0m\xff\"}\r\n", 0, 30)
	f.Add(strings.Repeat("値", 300), 400, 410)
	f.Add("", 0, 0)
	f.Fuzz(func(t *testing.T, text string, start, end int) {
		start = max(0, min(start, len(text)))
		end = max(start, min(end, len(text)))
		file := source.NewFile("a", "a", text)
		d := diag.Diagnostic{Rule: "E1", Severity: diag.Error, Message: text[start:end], Span: file.Span(start, end)}
		d.Notes = []diag.Note{{Message: "n", Span: file.Span(end, end)}}
		var b strings.Builder
		if err := Text(&b, Report{Findings: []diag.Diagnostic{d}}, false); err != nil {
			t.Fatal(err)
		}
		head, frames, _ := strings.Cut(b.String(), "\n")
		if len(frames) > 20*(maxRow*8+100) {
			t.Errorf("%d bytes for one finding", len(frames))
		}
		if i := strings.IndexFunc(head+strings.ReplaceAll(frames, "\n", ""), isControl); i >= 0 {
			t.Errorf("a control character at byte %d of %q", i, b.String())
		}
		if !strings.Contains(frames, "^") {
			t.Errorf("no caret in %q", frames)
		}
	})
}

func isControl(r rune) bool { return r < 0x20 || r >= 0x7F && r < 0xA0 }
