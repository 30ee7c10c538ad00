package script

import (
	"encoding/base64"
	"strings"

	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/compiler/syntax"
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

// yaml reads the text as YAML.
func (r *reader) yaml() *syntax.Node {
	text := r.view.text
	if r.text.Head.Jinja {
		text = strings.Repeat(" ", blanks(text, 0)+len(jinja)) + text[blanks(text, 0)+len(jinja):]
	}
	doc, problems := syntax.ParseYAML(source.NewFile("cloud-config", "", text))
	r.text.Broken = r.text.Broken || len(problems) > 0
	if doc == nil {
		return nil
	}
	return doc.Root
}

// cloudConfig reads the commands and files of a cloud-config.
func (r *reader) cloudConfig() {
	root := r.yaml()
	r.commands(root.Get("bootcmd"), BootCmd)
	r.commands(root.Get("runcmd"), RunCmd)
	for _, item := range root.Get("write_files").Items() {
		r.file(item)
	}
}

// commands reads the items of runcmd, which one shell runs: a string is a line of shell, a list
// the words of a command.
func (r *reader) commands(list *syntax.Node, from Origin) {
	if list.Kind() != syntax.List {
		r.text.Broken = r.text.Broken || list.Kind() == syntax.String
		return
	}
	s := &Script{Language: Shell, From: from, Interpreter: Interpreter{Path: "/bin/sh", Name: "sh"}}
	at := list.Span()
	s.Span = r.view.span(at.Start, at.End)
	w := newWalker(s, r.depth)
	for _, item := range list.Items() {
		if item.Kind() == syntax.List {
			w.given(r.arguments(item))
		} else {
			w.piece(r.view.scalar(item))
		}
	}
	w.finish()
	r.end(s)
}

func (r *reader) arguments(list *syntax.Node) (words []Word) {
	for _, item := range list.Items() {
		words = append(words, r.scalar(item))
	}
	return words
}

// scalar is the text of a YAML scalar as a word.
func (r *reader) scalar(n *syntax.Node) Word {
	v := r.view.scalar(n)
	at := n.Span()
	return Word{Text: v.text, Span: r.view.span(at.Start, at.End), Quoted: true, outer: v, depth: r.depth}
}

// file reads an item of write_files.
func (r *reader) file(item *syntax.Node) {
	content := r.scalar(item.Get("content"))
	switch strings.ToLower(item.Get("encoding").Text()) {
	case "b64", "base64":
		text, ok := decode(content.Text)
		if !ok {
			return
		}
		sealed := content.view().seal(text, 0, len(content.Text))
		content.Text, content.outer = text, sealed
	case "", "text/plain":
	default:
		return // compressed
	}
	r.text.Files = append(r.text.Files, &File{Path: r.scalar(item.Get("path")), Content: content})
}

// Argv makes a command of words that no shell splits, such as the list of a command of cfn-init.
// Its places are offsets into the words joined by one blank. Without words it is nil.
func Argv(words ...string) *Command {
	if len(words) == 0 {
		return nil
	}
	v := given(strings.Join(words, " "))
	w := newWalker(&Script{Language: Shell}, 0)
	list, from := make([]Word, len(words)), 0
	for i, text := range words {
		list[i] = Word{Text: text, Quoted: true, Span: Span{from, from + len(text)}, outer: v, base: from}
		from += len(text) + 1
	}
	w.given(list)
	return w.script.Commands[0]
}
