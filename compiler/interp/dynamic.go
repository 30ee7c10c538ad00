package interp

import "strings"

// A Dynamic is a dynamic reference in a text: {{resolve:service:key:…}}. From and To are its
// bytes, the braces included. In the text of Fn::Sub a segment may hold ${…}.
type Dynamic struct {
	From, To int
	Service  Segment
	Key      []Segment // what follows the service
	Spaced   bool      // it has blanks, with which CloudFormation takes it for plain text
	Closed   bool      // it ends in the same text; else other texts go on
}

// A Segment is what stands between two colons, outside of ${…}.
type Segment struct {
	From, To int
	Text     string
}

// Open reports whether only the deployment knows the text of the segment.
func (s Segment) Open() bool { return strings.Contains(s.Text, "${") }

const opening, closing = "{{", "}}"

// ParseDynamic finds the dynamic references in a text.
func ParseDynamic(text string) (found []Dynamic) {
	for at := strings.Index(text, opening); at >= 0; {
		d, ok := readDynamic(text, at)
		next := at + len(opening)
		if ok {
			found = append(found, d)
			next = d.To
		}
		at = offset(next, strings.Index(text[next:], opening))
	}
	return found
}

func readDynamic(text string, at int) (d Dynamic, ok bool) {
	d = Dynamic{From: at, To: len(text)}
	body := at + len(opening)
	if length := dynamicLength(text[body:]); length >= 0 {
		d.To, d.Closed = body+length+len(closing), true
	}
	end := d.To
	if d.Closed {
		end -= len(closing)
	}
	segments := split(text, body, end)
	if strings.TrimSpace(segments[0].Text) != "resolve" || len(segments) < 2 {
		return d, false
	}
	d.Service, d.Key = segments[1], segments[2:]
	d.Spaced = d.Closed && strings.ContainsAny(text[body:end], blankSpace)
	return d, true
}

// dynamicLength finds the end of a reference, past the braces of ${…}.
func dynamicLength(text string) int {
	for i := 0; i < len(text); i++ {
		switch {
		case strings.HasPrefix(text[i:], "${"):
			i += max(strings.IndexByte(text[i:], '}'), 0)
		case strings.HasPrefix(text[i:], closing):
			return i
		case text[i] == '\n', strings.HasPrefix(text[i:], opening):
			return -1
		}
	}
	return -1
}

// split goes by the colons of text[from:to] that are in no ${…}.
func split(text string, from, to int) (segments []Segment) {
	start := from
	for i := from; i < to; i++ {
		switch {
		case strings.HasPrefix(text[i:to], "${"):
			i += max(strings.IndexByte(text[i:to], '}'), 0)
		case text[i] == ':':
			segments = append(segments, Segment{start, i, text[start:i]})
			start = i + 1
		}
	}
	return append(segments, Segment{start, to, text[start:to]})
}
