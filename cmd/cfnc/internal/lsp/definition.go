package lsp

import (
	"path/filepath"
	"strings"

	"github.com/cfnc/cfnc/compiler/source"
)

// A cursor is a place in an open file that a client asks about.
type cursor struct {
	doc    *document
	offset int
	unit   *unit // the template that the file is a part of, or nil
	trail  trail
	onKey  bool
}

// cursor finds what a client means.
func (v *view) cursor(p positionParams) (cursor, error) {
	d, err := v.document(p.TextDocument.URI)
	if err != nil {
		return cursor{}, err
	}
	c := cursor{doc: d, offset: d.file.Offset(p.Position.Line, p.Position.Character, v.columns), unit: v.unitOf(d)}
	c.trail, c.onKey = trailTo(d.parsed().Root, c.offset)
	return c, nil
}

// mention is what is said of a name at the cursor.
func (c cursor) mention() (m mention, ok bool) {
	if c.unit == nil {
		return m, false
	}
	m, ok = c.unit.mentionAt(c.doc.name(), c.offset)
	return m, ok && m.kind != 0
}

// definition says where what stands at the cursor comes from: the declaration of a name, an
// included file, the value of an alias.
func (v *view) definition(p positionParams) ([]location, error) {
	c, err := v.cursor(p)
	if err != nil {
		return nil, err
	}
	if file := includedAt(c.trail); file != "" {
		return []location{{URI: v.uriFor(beside(c.doc.name(), file))}}, nil
	}
	if target := c.trail.last().node.Target(); target != nil {
		return []location{v.locationOf(target.Span())}, nil
	}
	list := []location{}
	if m, ok := c.mention(); ok {
		for _, other := range c.unit.of(m.symbol) {
			if other.declared {
				list = append(list, v.locationOf(other.at))
			}
		}
	}
	return list, nil
}

// includedAt is the path in the include that a trail ends in, or "".
func includedAt(t trail) string {
	n, isScalar := t.last().node.Str()
	switch {
	case !isScalar:
		return ""
	case isInclude(t.last().node.Tag()) || t.last().key != nil && isInclude(t.last().key.Text()):
		return n
	case len(t) > 1 && t.last().key.Text() == "File":
		outer := t[len(t)-2]
		if isInclude(outer.node.Tag()) || isInclude(outer.key.Text()) {
			return n
		}
	}
	return fileExpression(n)
}

func isInclude(name string) bool {
	switch name {
	case "!Include", "!IncludeText", "Fn::Include", "Fn::IncludeText":
		return true
	}
	return false
}

// fileExpression is the path of a text that is one @file:// expression, or "".
func fileExpression(text string) string {
	for _, mark := range []string{"@{file://", "@file://"} {
		if path, ok := strings.CutPrefix(text, mark); ok {
			path, _, _ = strings.Cut(path, "}")
			path, _, _ = strings.Cut(path, "@")
			return path
		}
	}
	return ""
}

// beside is the name of a file by its path from another one.
func beside(name, path string) string {
	return source.FromHere(filepath.Join(filepath.Dir(filepath.FromSlash(name)), filepath.FromSlash(path)))
}

type referenceParams struct {
	positionParams
	Context struct {
		IncludeDeclaration bool `json:"includeDeclaration"`
	} `json:"context"`
}

// references says where the name at the cursor is used, in all files of the template.
func (v *view) references(p referenceParams) ([]location, error) {
	list := []location{}
	c, err := v.cursor(p.positionParams)
	if err != nil {
		return nil, err
	}
	if m, ok := c.mention(); ok {
		for _, other := range c.unit.of(m.symbol) {
			if !other.declared || p.Context.IncludeDeclaration {
				list = append(list, v.locationOf(other.at))
			}
		}
	}
	return list, nil
}

type highlight struct {
	Range textRange `json:"range"`
	Kind  int       `json:"kind"` // 2 read, 3 write
}

// highlights are the mentions of the name at the cursor in the same file.
func (v *view) highlights(p positionParams) ([]highlight, error) {
	list := []highlight{}
	c, err := v.cursor(p)
	if err != nil {
		return nil, err
	}
	if m, ok := c.mention(); ok {
		for _, other := range c.unit.of(m.symbol) {
			if other.at.Name() == c.doc.name() {
				kind := 2
				if other.declared {
					kind = 3
				}
				list = append(list, highlight{v.rangeOf(other.at), kind})
			}
		}
	}
	return list, nil
}
