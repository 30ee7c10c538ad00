package table

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"
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
	p := printer{dec: json.NewDecoder(bytes.NewReader(text)), text: text}
	p.dec.UseNumber()
	if err := p.value(0); err != nil {
		return nil, err
	}
	p.out.WriteByte('\n')
	return p.out.Bytes(), nil
}

type printer struct {
	dec  *json.Decoder
	text []byte
	out  bytes.Buffer
}

// value prints the next value at the given depth.
func (p *printer) value(depth int) error {
	var raw json.RawMessage
	if err := p.dec.Decode(&raw); err != nil {
		return err
	}
	if len(raw)+depth <= lineWidth || raw[0] != '{' && raw[0] != '[' {
		p.out.Write(raw)
		return nil
	}
	inner := printer{dec: json.NewDecoder(bytes.NewReader(raw)), text: raw}
	err := inner.block(depth + 1)
	p.out.Write(inner.out.Bytes())
	return err
}

// block prints an object or a list, one entry on a line.
func (p *printer) block(depth int) error {
	open, err := p.dec.Token()
	if err != nil {
		return err
	}
	fmt.Fprint(&p.out, open)
	for first := true; p.dec.More(); first = false {
		p.out.WriteString(strings.Repeat(",", flag(!first)) + "\n" + strings.Repeat(" ", depth))
		if open == json.Delim('{') {
			if err := p.key(); err != nil {
				return err
			}
		}
		if err := p.value(depth); err != nil {
			return err
		}
	}
	end, err := p.dec.Token()
	fmt.Fprintf(&p.out, "\n%s%v", strings.Repeat(" ", depth-1), end)
	return err
}

func (p *printer) key() error {
	key, err := p.dec.Token()
	if err != nil {
		return err
	}
	text, err := plain(key)
	p.out.Write(text)
	p.out.WriteByte(':')
	return err
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
