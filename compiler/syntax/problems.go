package syntax

import (
	"fmt"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/source"
)

// problems collects the syntax errors of one file, the first MaxErrors of them.
type problems struct {
	file    *source.File
	list    []diag.Diagnostic
	dropped diag.Diagnostic // the last of those that are too many
}

// add reports an error at the bytes [start, end). It returns the diagnostic, to which help
// and notes may be added before the next one is reported.
func (p *problems) add(start, end int, message string, args ...any) *diag.Diagnostic {
	if p.full() {
		p.dropped = diag.Diagnostic{}
		return &p.dropped
	}
	p.list = append(p.list, diag.Diagnostic{
		Rule: SyntaxID, Name: SyntaxName, Severity: diag.Error,
		Message: fmt.Sprintf(message, args...),
		Span:    p.file.Span(start, end),
	})
	return &p.list[len(p.list)-1]
}

// full reports whether further errors would be dropped. Costly messages ask first.
func (p *problems) full() bool { return len(p.list) >= MaxErrors }

// line returns the line, from 1, of an offset, for a message; it is 0 where no further
// message is kept, since finding it costs a look at the whole line.
func (p *problems) line(offset int) int {
	if p.full() {
		return 0
	}
	return p.file.Position(offset).Line
}

func (p *problems) note(start, end int, message string) diag.Note {
	return diag.Note{Message: message, Span: p.file.Span(start, end)}
}
