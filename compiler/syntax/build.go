package syntax

import "github.com/cfnc/cfnc/compiler/source"

// builder makes the nodes of one file. It takes them and the lists of their children
// from large chunks, which is what makes reading cheap.
type builder struct {
	file  *source.File
	nodes []Node
	lists [][]*Node
	slots []*Node
	mores []more
	stack []*Node // children of the collections that are still open
}

const chunk = 256

func (b *builder) node(kind Kind, style Style, start, end int) *Node {
	if len(b.nodes) == 0 {
		b.nodes = make([]Node, chunk)
	}
	n := &b.nodes[0]
	b.nodes = b.nodes[1:]
	n.file, n.kind, n.style, n.start, n.end = b.file, kind, style, int32(start), int32(end)
	return n
}

// more makes room for what few nodes have.
func (b *builder) more() *more {
	if len(b.mores) == 0 {
		b.mores = make([]more, chunk/8)
	}
	m := &b.mores[0]
	b.mores = b.mores[1:]
	return m
}

func (b *builder) scalar(kind Kind, style Style, text string, start, end int) *Node {
	n := b.node(kind, style, start, end)
	n.text = text
	return n
}

// unread stands for a value that could not be read, which was reported.
func (b *builder) unread(at int) *Node { return b.node(None, Plain, at, at) }

// open begins a collection and returns the mark that close wants; push adds a child.
func (b *builder) open() int { return len(b.stack) }

func (b *builder) push(n *Node) { b.stack = append(b.stack, n) }

// close ends the collection that was opened at the mark and makes its node.
func (b *builder) close(mark int, kind Kind, style Style, start, end int) *Node {
	n := b.node(kind, style, start, end)
	n.list = b.keep(b.stack[mark:])
	b.stack = b.stack[:mark]
	return n
}

func (b *builder) keep(kids []*Node) *[]*Node {
	if len(kids) > len(b.slots) {
		b.slots = make([]*Node, max(4*chunk, len(kids)))
	}
	if len(b.lists) == 0 {
		b.lists = make([][]*Node, chunk/4)
	}
	list := &b.lists[0]
	*list = b.slots[:len(kids):len(kids)]
	b.lists, b.slots = b.lists[1:], b.slots[len(kids):]
	copy(*list, kids)
	return list
}
