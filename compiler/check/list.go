package check

import (
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/schema"
)

// list holds a list against a schema.
func (w *walker) list(s schema.Node, v, key *syntax.Node) {
	if items := s.Items(); !items.IsZero() {
		for _, item := range v.Items() {
			w.value(items, item, item)
		}
	}
	w.count(s, v)
	if s.UniqueItems() {
		w.unique(v)
	}
	if part := s.Contains(); !part.IsZero() && v.Len() > 0 {
		w.contains(part, v, key)
	}
}

// count counts the items of a list, in the branches in which it is shortest and longest.
func (w *walker) count(s schema.Node, v *syntax.Node) {
	least, bounded := s.MinItems()
	most, limited := s.MaxItems()
	if !bounded && !limited {
		return
	}
	few, many := 0, 0
	for _, item := range v.Items() {
		switch w.presence(item) {
		case there:
			few, many = few+1, many+1
		case sometimes:
			many++
		}
	}
	switch {
	case bounded && many < least:
		w.fail("E3032", v, "this list has %s, expected at least %d", count(many, "entry", "entries"), least)
	case limited && few > most:
		w.fail("E3032", v, "this list has %s, expected at most %d", count(few, "entry", "entries"), most)
	case bounded && few < least, limited && many > most:
		w.unsure = true
	}
}

// unique wants no entry twice. Entries that are only sometimes there are not compared.
func (w *walker) unique(v *syntax.Node) {
	seen := make(map[string]bool, v.Len())
	for _, item := range v.Items() {
		name := signature(item)
		if name == "" {
			w.unsure = w.unsure || !item.IsScalar()
			continue
		}
		if seen[name] {
			w.fail("E3037", item, "this entry of the list is there twice")
		}
		seen[name] = true
	}
}

// signature is the same for the same scalars and the same simple calls, "" for others.
func signature(n *syntax.Node) string {
	switch call := template.CallOf(n); {
	case n.IsScalar():
		return "=" + n.Text()
	case call.Function == template.FnRef && !template.IsNoValue(n):
		return "Ref " + call.Argument.Text()
	case call.Function == template.FnGetAtt:
		if g, ok := call.GetAtt(); ok && g.Resource.Text != "" && g.Attribute.Text != "" {
			return "GetAtt " + g.Resource.Text + "." + g.Attribute.Text
		}
	}
	return ""
}

// contains wants at least one entry that meets a schema.
func (w *walker) contains(part schema.Node, v, key *syntax.Node) {
	for _, item := range v.Items() {
		switch w.match(part, item, item) {
		case yes:
			return
		case unknown:
			w.unsure = true
			return
		}
	}
	w.fail("E3002", key, "no entry of this list is one that must be there")
}
