package script

import (
	"strings"

	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/compiler/syntax"
)

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
