package script

import (
	"encoding/base64"
	"strings"
)

// add takes what a part of the text holds.
func (t *Text) add(part *Text) {
	t.Scripts = append(t.Scripts, part.Scripts...)
	t.Files = append(t.Files, part.Files...)
	t.Broken = t.Broken || part.Broken
}

// multipart reads the parts of a MIME message.
func (r *reader) multipart() {
	header, body := headers(r.view.text, 0)
	boundary := parameter(header["content-type"], "boundary")
	if boundary == "" || HasHole(boundary) {
		r.text.Broken = true
		return
	}
	for _, at := range between(r.view.text, body, "--"+boundary) {
		r.part(at.From, at.To)
	}
}

func (r *reader) part(from, to int) {
	header, body := headers(r.view.text[:to], from)
	v := r.view.cut(body, to)
	if strings.EqualFold(header["content-transfer-encoding"], "base64") {
		decoded, ok := decode(v.text)
		if !ok {
			r.text.Broken = true
			return
		}
		v = r.view.seal(decoded, body, to)
	}
	if startsWith(header["content-type"], "multipart/") {
		v = r.view.cut(from, to) // its header says where its parts are
	}
	part := read(v, r.depth+1)
	r.text.Parts = append(r.text.Parts, part)
	r.text.add(part)
}

// headers reads the lines of a header, and returns where the body begins. Names are in lower case.
func headers(text string, from int) (values map[string]string, body int) {
	values = map[string]string{}
	name := ""
	for from < len(text) {
		end := lineEnd(text, from)
		line := text[from:end]
		from = nextLine(text, end)
		if strings.TrimSpace(line) == "" {
			if len(values) == 0 {
				continue
			}
			break
		}
		if line[0] == ' ' || line[0] == '\t' {
			values[name] += " " + strings.TrimSpace(line)
			continue
		}
		key, value, _ := strings.Cut(line, ":")
		name = strings.ToLower(strings.TrimSpace(key))
		values[name] = strings.TrimSpace(value)
	}
	return values, from
}

func nextLine(text string, end int) int {
	switch {
	case strings.HasPrefix(text[end:], "\r\n"):
		return end + 2
	case end < len(text):
		return end + 1
	}
	return end
}

// parameter finds name=value behind the type of a header.
func parameter(header, name string) string {
	for _, field := range strings.Split(header, ";") {
		key, value, ok := strings.Cut(field, "=")
		if ok && strings.EqualFold(strings.TrimSpace(key), name) {
			return strings.Trim(strings.TrimSpace(value), `"`)
		}
	}
	return ""
}

// between returns what stands between the lines with a boundary.
func between(text string, from int, boundary string) (parts []Span) {
	start := -1
	for at := from; at < len(text); {
		end := lineEnd(text, at)
		if line := strings.TrimRight(text[at:end], " \t"); line == boundary || line == boundary+"--" {
			if start >= 0 {
				parts = append(parts, Span{start, at})
			}
			start = nextLine(text, end)
			if line != boundary {
				return parts
			}
		}
		at = nextLine(text, end)
	}
	if start >= 0 {
		parts = append(parts, Span{start, len(text)})
	}
	return parts
}

func decode(text string) (string, bool) {
	bytes, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(text), ""))
	return string(bytes), err == nil
}
