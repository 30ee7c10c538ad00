package table

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
)

// lineWidth is how long a value may be to stand on one line, in bytes.
const lineWidth = 120

// plain is the shortest JSON of a value, with < and & as they are.
func plain(value any) ([]byte, error) {
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	err := enc.Encode(value)
	return bytes.TrimRight(out.Bytes(), "\n"), err
}

// readable is JSON with what is short on one line, so that a change of one fact is a change
// of one line.
func readable(value any) ([]byte, error) {
	text, err := plain(value)
	if err != nil {
		return nil, err
	}
	p := &printer{text: text, ends: ends(text)}
	p.value(0, len(text), 0)
	return append(p.out, '\n'), nil
}

// A printer breaks the lines of JSON without white space.
type printer struct {
	text []byte
	ends map[int]int // where each object and list ends, by where it begins
	out  []byte
}

// value prints the value in a span, at a depth.
func (p *printer) value(from, to, depth int) {
	text := p.text[from:to]
	if len(text)+depth <= lineWidth || text[0] != '{' && text[0] != '[' {
		p.out = append(p.out, text...)
		return
	}
	p.out = append(p.out, text[0])
	for at := from + 1; at < to-1; at++ {
		p.line(depth + 1)
		at = p.entry(at, depth+1)
		if at < to-1 {
			p.out = append(p.out, ',')
		}
	}
	p.line(depth)
	p.out = append(p.out, text[len(text)-1])
}

// entry prints an entry of a list or an object, and gives the place behind it.
func (p *printer) entry(at, depth int) int {
	end := p.skip(at)
	if p.text[end] == ':' {
		p.out = append(p.out, p.text[at:end+1]...)
		at = end + 1
		end = p.skip(at)
	}
	p.value(at, end, depth)
	return end
}

// skip gives the place behind the value that begins at a place.
func (p *printer) skip(at int) int {
	switch p.text[at] {
	case '{', '[':
		return p.ends[at]
	case '"':
		return textEnd(p.text, at)
	}
	return at + bytes.IndexAny(p.text[at:], ",]}")
}

func (p *printer) line(depth int) {
	p.out = append(p.out, '\n')
	p.out = append(p.out, bytes.Repeat([]byte{' '}, depth)...)
}

// ends finds where objects and lists end.
func ends(text []byte) map[int]int {
	ends, open := map[int]int{}, []int(nil)
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '"':
			i = textEnd(text, i) - 1
		case '{', '[':
			open = append(open, i)
		case '}', ']':
			ends[open[len(open)-1]] = i + 1
			open = open[:len(open)-1]
		}
	}
	return ends
}

// textEnd gives the place behind the text that begins at a place.
func textEnd(text []byte, at int) int {
	for at++; text[at] != '"'; at++ {
		if text[at] == '\\' {
			at++
		}
	}
	return at + 1
}

// strict reads JSON into a value, and refuses words that it does not know.
func strict(text []byte, into any) error {
	dec := json.NewDecoder(bytes.NewReader(text))
	dec.DisallowUnknownFields()
	if err := dec.Decode(into); err != nil {
		return err
	}
	if _, err := dec.Token(); err != io.EOF {
		return fmt.Errorf("text after the value")
	}
	return nil
}

func flag(is bool) int {
	if is {
		return 1
	}
	return 0
}
