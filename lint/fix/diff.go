package fix

import (
	"fmt"
	"strings"
)

// contextLines are shown around a change.
const contextLines = 3

// Diff writes how a text changes, as unified diff that patch and git apply take. It is "" when
// nothing does.
func Diff(name, before, after string) string {
	if before == after {
		return ""
	}
	script := compare(strings.SplitAfter(before, "\n"), strings.SplitAfter(after, "\n"))
	var out strings.Builder
	fmt.Fprintf(&out, "--- a/%s\n+++ b/%s\n", name, name)
	for from := 0; from < len(script); {
		for from < len(script) && script[from].kind == ' ' {
			from++
		}
		if from == len(script) {
			break
		}
		to := hunkEnd(script, from)
		script.write(&out, max(from-contextLines, 0), min(to+contextLines, len(script)))
		from = to
	}
	return out.String()
}

// A line of a script is kept (' '), removed ('-') or added ('+').
type line struct {
	kind byte
	text string
}

type script []line

// hunkEnd finds where the changes end that begin at a line: where more lines follow that are
// kept than two contexts hold.
func hunkEnd(list script, from int) (end int) {
	kept := 0
	for i := from; i < len(list) && kept <= 2*contextLines; i++ {
		if list[i].kind == ' ' {
			kept++
			continue
		}
		kept, end = 0, i+1
	}
	return end
}

// write writes one hunk.
func (list script) write(out *strings.Builder, from, to int) {
	before, after := list[:from].count('+'), list[:from].count('-')
	olds, news := list[from:to].count('+'), list[from:to].count('-')
	fmt.Fprintf(out, "@@ -%s +%s @@\n", extent(before, olds), extent(after, news))
	for _, l := range list[from:to] {
		if l.text == "" {
			continue // behind the last line break
		}
		fmt.Fprintf(out, "%c%s", l.kind, l.text)
		if !strings.HasSuffix(l.text, "\n") {
			out.WriteString("\n\\ No newline at end of file\n")
		}
	}
}

// count returns the number of lines that are not of a kind.
func (list script) count(kind byte) (n int) {
	for _, l := range list {
		if l.kind != kind && l.text != "" {
			n++
		}
	}
	return n
}

// extent writes where a hunk stands in a file: its first line, and their number.
func extent(before, lines int) string {
	if lines == 0 {
		return fmt.Sprintf("%d,0", before)
	}
	return fmt.Sprintf("%d,%d", before+1, lines)
}

// compare finds what changes between two lists of lines. What is equal at both ends is cut
// off; the middle is compared by the longest common subsequence as long as that is cheap,
// and else replaced as a whole.
func compare(a, b []string) (list script) {
	head := 0
	for head < len(a) && head < len(b) && a[head] == b[head] {
		head++
	}
	tail := 0
	for tail < len(a)-head && tail < len(b)-head && a[len(a)-1-tail] == b[len(b)-1-tail] {
		tail++
	}
	list = add(list, ' ', a[:head])
	list = middle(list, a[head:len(a)-tail], b[head:len(b)-tail])
	return add(list, ' ', a[len(a)-tail:])
}

func add(list script, kind byte, texts []string) script {
	for _, text := range texts {
		list = append(list, line{kind, text})
	}
	return list
}

// maxCells bounds the table of the comparison.
const maxCells = 1 << 24

func middle(list script, a, b []string) script {
	if len(a)*len(b) > maxCells {
		return add(add(list, '-', a), '+', b)
	}
	common := lengths(a, b)
	i, j := 0, 0
	for i < len(a) && j < len(b) {
		switch {
		case a[i] == b[j]:
			list = append(list, line{' ', a[i]})
			i, j = i+1, j+1
		case common[i+1][j] >= common[i][j+1]:
			list = append(list, line{'-', a[i]})
			i++
		default:
			list = append(list, line{'+', b[j]})
			j++
		}
	}
	return add(add(list, '-', a[i:]), '+', b[j:])
}

// lengths returns, for every two ends of lists, how many lines they have in common in order.
func lengths(a, b []string) [][]int32 {
	table := make([][]int32, len(a)+1)
	cells := make([]int32, (len(a)+1)*(len(b)+1))
	for i := range table {
		table[i] = cells[i*(len(b)+1) : (i+1)*(len(b)+1)]
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i] == b[j] {
				table[i][j] = table[i+1][j+1] + 1
			} else {
				table[i][j] = max(table[i+1][j], table[i][j+1])
			}
		}
	}
	return table
}
