package syntax

// blockForm is what the header of a block scalar says.
type blockForm struct {
	indent int // column of the text; blanks beyond it belong to the text
	folded bool
	chomp  byte // '-' strips the last line break, '+' keeps all, 0 keeps one
}

// block decodes a block scalar from its header on.
func (d *decoder) block(indent int) {
	form := blockForm{indent: indent, folded: d.raw[0] == '>'}
	i := 1
	for ; i < len(d.raw) && !isBreak(d.raw[i]) && !isBlank(d.raw[i]); i++ {
		if d.raw[i] == '-' || d.raw[i] == '+' {
			form.chomp = d.raw[i]
		}
	}
	for i < len(d.raw) && !isBreak(d.raw[i]) {
		i++
	}
	if i < len(d.raw) {
		b := blockBody{decoder: d, form: form}
		b.read(afterBreak(d.raw, i))
	}
}

// blockBody reads the lines of a block scalar.
type blockBody struct {
	*decoder
	form    blockForm
	brk     int   // offset of the line break after the last text line; -1 for none
	blanks  []int // offsets of the breaks of the blank lines since
	blanked bool  // the last text line began with a blank, so nothing folds
	textEnd int   // end of the last text line, or -1
	line    int   // start of the line being read
	tab     int   // offset of a tab in the indentation, or -1
}

// read reads lines from offset i, the start of a line, on. It returns the end of the scalar
// (behind its last byte that counts), and the start of the first line that is not of it.
func (b *blockBody) read(i int) (end, next int) {
	b.brk, b.textEnd, b.tab = -1, -1, -1
	i = b.blankLines(i)
	for i-b.line == b.form.indent && i < len(b.raw) {
		i = b.blankLines(b.textLine(i))
	}
	return b.chomp(), b.line
}

// blankLines passes blank lines and the indentation of the next text line.
func (b *blockBody) blankLines(i int) int {
	for {
		b.line = i
		for i < len(b.raw) && b.raw[i] == ' ' && i-b.line < b.form.indent {
			i++
		}
		if i == len(b.raw) {
			if i > b.line {
				b.blanks = append(b.blanks, i)
			}
			return i
		}
		if !isBreak(b.raw[i]) {
			if b.raw[i] == '\t' && i-b.line < b.form.indent {
				b.tab = i
			}
			return i
		}
		b.blanks = append(b.blanks, i)
		i = afterBreak(b.raw, i)
	}
}

// textLine appends the line whose text begins at i, with the breaks before it, and returns
// the start of the next line.
func (b *blockBody) textLine(i int) int {
	blanked := isBlank(b.raw[i])
	b.breaks(b.form.folded && !b.blanked && !blanked)
	b.blanked = blanked
	end := i
	for end < len(b.raw) && !isBreak(b.raw[end]) {
		end++
	}
	b.run(i, end)
	b.textEnd, b.brk = end, -1
	if end == len(b.raw) {
		if trimBlanks(b.raw, i, end) == i {
			b.brk = end // a last line of blanks counts as if a break followed
		}
		b.line = end
		return end
	}
	b.brk = end
	return afterBreak(b.raw, end)
}

// breaks appends the line breaks between two text lines.
func (b *blockBody) breaks(fold bool) {
	switch {
	case b.brk < 0:
	case !fold:
		b.newline(b.brk)
	case len(b.blanks) == 0:
		b.unit(" ", b.brk, afterBreak(b.raw, b.brk))
	}
	for _, at := range b.blanks {
		b.newline(at)
	}
	b.brk, b.blanks = -1, b.blanks[:0]
}

func (b *blockBody) newline(at int) { b.unit("\n", at, b.breakEnd(at)) }

func (b *blockBody) breakEnd(at int) int {
	if at >= len(b.raw) {
		return len(b.raw)
	}
	return afterBreak(b.raw, at)
}

// chomp appends the last line breaks as the header says, and returns the scalar's end, -1
// when nothing behind the header counts.
func (b *blockBody) chomp() int {
	end := b.textEnd
	if b.form.chomp != '-' && b.brk >= 0 {
		b.newline(b.brk)
		end = b.breakEnd(b.brk)
	}
	if b.form.chomp == '+' && len(b.blanks) > 0 {
		for _, at := range b.blanks {
			b.newline(at)
		}
		end = b.breakEnd(b.blanks[len(b.blanks)-1])
	}
	return end
}
