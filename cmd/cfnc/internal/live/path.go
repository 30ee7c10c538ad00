package live

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// A path is a JMESPath, as far as manifests use it: fields, places in lists, lists filtered by
// the text of a field, and the length of what stands before a bar.
type path []step

// step goes from one part of an answer to another; nil is that there is none.
type step func(any) any

// word is one step as it is spelled: a field, a place, a filter, or the length.
const word = `^(?:length\(@\)|([A-Za-z]\w*)|\[(\d{1,6})\]|\[\?(\w+)=='([^']*)'\])`

func parsePath(text string) (path, error) {
	var p path
	next := regexp.MustCompile(word)
	for part := range strings.SplitSeq(text, "|") {
		part = strings.TrimSpace(part)
		for first := true; first || part != ""; first = false {
			if !first {
				part = strings.TrimPrefix(part, ".")
			}
			m := next.FindStringSubmatch(part)
			if m == nil {
				return nil, fmt.Errorf("cfnc cannot follow the path `%s`", text)
			}
			p = append(p, stepOf(m))
			part = part[len(m[0]):]
		}
	}
	return p, nil
}

func stepOf(m []string) step {
	switch {
	case m[1] != "":
		return func(at any) any { return field(at, m[1]) }
	case m[2] != "":
		place, _ := strconv.Atoi(m[2])
		return func(at any) any { return item(at, place) }
	case m[3] != "":
		return func(at any) any { return filter(at, m[3], m[4]) }
	}
	return length
}

func field(at any, name string) any {
	fields, _ := at.(map[string]any)
	return fields[name]
}

func item(at any, place int) any {
	if list, _ := at.([]any); place < len(list) {
		return list[place]
	}
	return nil
}

func filter(at any, name, want string) any {
	kept := []any{}
	list, _ := at.([]any)
	for _, one := range list {
		if text, ok := textOf(field(one, name)); ok && text == want {
			kept = append(kept, one)
		}
	}
	return kept
}

func length(at any) any {
	list, _ := at.([]any)
	return strconv.Itoa(len(list))
}

// find follows a path that can be followed, and returns the text or number that it leads to.
func find(answer any, text string) (found string, ok bool) {
	p, _ := parsePath(text)
	for _, step := range p {
		answer = step(answer)
	}
	return textOf(answer)
}

// textOf returns the text of a value that is one, or a number.
func textOf(value any) (string, bool) {
	switch v := value.(type) {
	case string:
		return v, true
	case json.Number:
		return v.String(), true
	}
	return "", false
}
