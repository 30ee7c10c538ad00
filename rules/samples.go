package rules

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/cfnc/cfnc/lint"
)

// A sample makes an example of a limit: a template that has so many of something, or so long
// a text. The line that is reported when that is too much has a mark.
type sample func(name string, size int) lint.Example

// someResource ends the templates of samples.
const someResource = "Resources:\n  Topic:\n    Type: AWS::SNS::Topic\n"

// largeTemplate includes a text again and again.
func largeTemplate(name string, size int) lint.Example {
	const times = 10
	return lint.Example{
		Name:     name,
		Template: "Metadata: # want\n  Notes: [" + repeated("!Include list.yaml", times) + "]\n" + someResource,
		Files: map[string]string{
			"list.yaml": "[" + repeated("!IncludeText notes.txt", times) + "]\n",
			"notes.txt": strings.Repeat("x", size/times/times) + "\n",
		},
	}
}

// largeAlias says a long text twice, and writes it once.
func largeAlias(name string) lint.Example {
	text := strings.Repeat("x", 30_000)
	return lint.Example{Name: name, Template: "Metadata: # want\n  Notes: &notes " + text + "\n  Again: *notes\n" + someResource}
}

// smallWhenMinified has much white space.
func smallWhenMinified(name string) lint.Example {
	return lint.Example{Name: name, Template: someResource + strings.Repeat("#"+strings.Repeat(" ", 99)+"\n", 600)}
}

func repeated(item string, times int) string {
	return strings.Repeat(item+", ", times-1) + item
}

func longDescription(name string, size int) lint.Example {
	return lint.Example{Name: name, Template: "Description: " + strings.Repeat("x", size) + " # want\n" + someResource}
}

// manyEntries makes a section of entries that a number tells apart, in a file of its own.
func manyEntries(section, name, rest string) sample {
	return func(title string, size int) lint.Example {
		file := strings.ToLower(section) + ".yaml"
		text := section + ": !Include " + file + " # want\n"
		if section != "Resources" {
			text += someResource
		}
		return lint.Example{Name: title, Template: text, Files: map[string]string{file: numbered(name, rest, size)}}
	}
}

func numbered(name, rest string, size int) string {
	var text []byte
	for i := range size {
		text = append(text, name...)
		text = strconv.AppendInt(text, int64(i), 10)
		text = append(text, rest...)
	}
	return string(text)
}

// longName makes a section of one entry with a long name. The entry has a place for the mark.
func longName(section, entry string) sample {
	return func(name string, size int) lint.Example {
		text := section + ":\n  " + strings.Repeat("N", size) + fmt.Sprintf(entry, " # want")
		if section != "Resources" {
			text += someResource
		}
		return lint.Example{Name: name, Template: text}
	}
}
