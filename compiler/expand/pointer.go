package expand

import (
	"strconv"
	"strings"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/syntax"
)

// parsePointer takes a JSON pointer (RFC 6901) apart.
func (e *expander) parsePointer(t *target, n *syntax.Node, text string, c context) bool {
	if text == "" {
		return true
	}
	if text[0] != '/' {
		e.fail(n.Span(), c.origin, "the pointer `%s` does not begin with `/`", text).Help = "write `/" + text + "`"
		return false
	}
	t.pointer = strings.Split(text[1:], "/")
	for i, key := range t.pointer {
		t.pointer[i] = strings.NewReplacer("~1", "/", "~0", "~").Replace(key)
	}
	return true
}

// point follows the keys of a pointer into an included file. What is not on its way is not
// read.
func (e *expander) point(n *syntax.Node, c context, t target) (*syntax.Node, context) {
	for i, key := range t.pointer {
		n, c = e.follow(n, c)
		if e.isComposed(n, c) {
			n, c.done = e.node(n, c), true
		}
		next := step(n, key)
		if next == nil {
			e.missing(n, c, t, i)
			return nil, c
		}
		n = next
	}
	return n, c
}

// isComposed reports whether the keys of a node are known only when it is read.
func (e *expander) isComposed(n *syntax.Node, c context) bool {
	return !c.done && (n.Tag() != "" || n.Kind() == syntax.Map && e.keysChange(n, c))
}

func step(n *syntax.Node, key string) *syntax.Node {
	if n.Kind() == syntax.Map {
		return n.Get(key)
	}
	i, err := strconv.Atoi(key)
	if err != nil || strconv.Itoa(i) != key {
		return nil
	}
	return n.Item(i)
}

func (e *expander) missing(n *syntax.Node, c context, t target, i int) {
	if n == nil {
		return
	}
	var keys []string
	for key := range n.Pairs() {
		keys = append(keys, key.Text())
	}
	near := diag.Nearest(t.pointer[i], keys, 2)
	e.fail(t.at, c.origin.Via, "`%s` has no `/%s`%s", t.file, strings.Join(t.pointer[:i+1], "/"), didYouMean(near))
}
