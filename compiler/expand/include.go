package expand

import (
	"strings"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/compiler/syntax"
)

// isInclude reports whether a node is !Include or Fn::Include.
func (e *expander) isInclude(n *syntax.Node) bool {
	if e.dialect == CloudFormation {
		return false
	}
	if n.Tag() != "" {
		return n.Tag() == "!Include"
	}
	key, _ := n.Only()
	return key.Text() == "Fn::Include" && isBare(key)
}

// include goes on to the value that stands in another file.
func (e *expander) include(n *syntax.Node, c context) (*syntax.Node, context) {
	argument := n.Untagged()
	if n.Tag() == "" {
		_, argument = n.Only()
	}
	target, ok := e.readTarget(argument, c)
	if !ok {
		return nil, c
	}
	file := e.load(target.file, target.at, c.frame, c.origin)
	if file == nil {
		return nil, c
	}
	inner := c.via(syntax.Included, target.at)
	inner.frame = &frame{file: file, outer: c.frame, arguments: target.with}
	e.frames = append(e.frames, inner.frame)
	return e.point(e.document(file, inner.origin), inner, target)
}

// target is what an include names.
type target struct {
	file    string
	pointer []string    // the keys of the JSON pointer
	at      source.Span // of the path
	with    []*argument
}

// readTarget reads the argument of an include: a path, or a map of File, Pointer and With.
func (e *expander) readTarget(n *syntax.Node, c context) (t target, ok bool) {
	n, c = e.follow(n, c)
	if n.Kind() != syntax.Map {
		return e.readPath(n, nil, c)
	}
	if !e.checkKeys(n, c) {
		return t, false
	}
	if t, ok = e.readPath(n.Get("File"), n.Get("Pointer"), c); ok && n.Key("With") != nil {
		t.with, ok = e.readArguments(n.Get("With"), c)
	}
	return t, ok
}

func (e *expander) checkKeys(n *syntax.Node, c context) bool {
	known := []string{"File", "Pointer", "With"}
	for key := range n.Pairs() {
		if name := key.Text(); name != "File" && name != "Pointer" && name != "With" {
			near := diag.Nearest(name, known, 2)
			e.fail(key.Span(), c.origin, "an include takes `File`, `Pointer` and `With`, not `%s`%s", name, didYouMean(near))
			return false
		}
	}
	if n.Key("File") == nil {
		e.fail(n.Span(), c.origin, "the include has no `File`").Help = "name the file, relative to this one"
		return false
	}
	return true
}

// readPath reads "path" or "path#/pointer", and a pointer of its own.
func (e *expander) readPath(path, pointer *syntax.Node, c context) (t target, ok bool) {
	written := e.plainText(path, c, "the path of an include")
	if written == nil {
		return t, false
	}
	file, fragment, hasFragment := strings.Cut(written.Text(), "#")
	t = target{file: file, at: written.Span()}
	if pointer == nil {
		return t, !hasFragment || e.parsePointer(&t, written, fragment, c)
	}
	if hasFragment {
		e.fail(written.Span(), c.origin, "`%s` has a pointer already, beside `Pointer`", written.Text())
		return t, false
	}
	separate := e.plainText(pointer, c, "a pointer")
	return t, separate != nil && e.parsePointer(&t, separate, separate.Text(), c)
}

// plainText reads a string in which only arguments expand.
func (e *expander) plainText(n *syntax.Node, c context, what string) *syntax.Node {
	read := e.node(n, c)
	if read == nil {
		return nil
	}
	if read.Kind() != syntax.String {
		e.fail(n.Span(), c.origin, "%s must be a string, not %s", what, read.Kind())
		return nil
	}
	if f := e.frameOf(read); f.included() && hasArgument(read) {
		return e.spell(read, f)
	}
	return read
}

// readArguments reads the map With. Its values are read where they are used.
func (e *expander) readArguments(n *syntax.Node, c context) ([]*argument, bool) {
	n, c = e.follow(n, c)
	if n == nil {
		return nil, false
	}
	if n.Kind() != syntax.Map || n.Tag() != "" {
		e.fail(n.Span(), c.origin, "`With` must be a map of arguments, not %s", describe(n))
		return nil, false
	}
	if e.keysChange(n, c) {
		n, c = e.pairs(n, c), context{frame: c.frame, done: true}
	}
	var list []*argument
	for key, value := range n.Pairs() {
		placed := key
		if !c.done {
			placed = c.place(key)
		}
		list = append(list, &argument{name: key.Text(), key: placed, value: value, at: c})
	}
	return list, true
}

// includeText reads !IncludeText: a file's text as it is.
func (e *expander) includeText(n, argument *syntax.Node, c context) *syntax.Node {
	path := e.plainText(argument, c, "the path of an include")
	if path == nil {
		return nil
	}
	file := e.load(path.Text(), path.Span(), c.frame, c.origin)
	if file == nil {
		return nil
	}
	text := e.content(file, path.Span(), c.origin)
	if text != nil {
		e.remember(text, &frame{file: file, outer: c.frame, raw: true})
	}
	return text
}
