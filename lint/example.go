package lint

import (
	"fmt"
	"strings"
)

// The marks that end a line of a bad example which the rule reports.
const (
	yamlMark = "# want"
	jsonMark = "// want"
)

// FileName is the name that an example's template is compiled under.
func (e Example) FileName() string {
	name := "template"
	if e.Appspec {
		name = "appspec"
	}
	return name + "." + e.Notation()
}

// Notation is the language that the example is written in: yaml or json.
func (e Example) Notation() string {
	if strings.HasPrefix(strings.TrimSpace(e.Template), "{") {
		return "json"
	}
	return "yaml"
}

// Shown cuts what is longer: some examples are about size.
const (
	shownLines = 20
	shownRunes = 100
)

// Shown is a text of an example as people see it: without its marks, and of a long one the
// beginning.
func (Example) Shown(text string) string {
	lines := strings.Split(text, "\n")
	if more := len(lines) - 1 - shownLines; more > 0 {
		lines = append(lines[:shownLines], fmt.Sprintf("… %d more lines", more), "")
	}
	for i, line := range lines {
		lines[i], _ = unmarked(line)
		if runes := []rune(lines[i]); len(runes) > shownRunes {
			lines[i] = string(runes[:shownRunes]) + "…"
		}
	}
	return strings.Join(lines, "\n")
}

// Wanted returns the lines of a text, counted from 1, that have a mark.
func (Example) Wanted(text string) (lines []int) {
	for i, line := range strings.Split(text, "\n") {
		if _, marked := unmarked(line); marked {
			lines = append(lines, i+1)
		}
	}
	return lines
}

func unmarked(line string) (rest string, marked bool) {
	rest, marked = strings.CutSuffix(line, yamlMark)
	if !marked {
		rest, marked = strings.CutSuffix(line, jsonMark)
	}
	if !marked {
		return line, false
	}
	return strings.TrimRight(rest, " "), true
}
