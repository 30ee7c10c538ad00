package check

import (
	"math"
	"slices"
	"strconv"
	"strings"

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
	} else if items := s.Items(); !items.IsZero() && !repeats(items, key) && w.rule == "" && w.source == nil {
		w.distinct(v)
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
	few, many := w.present(v.Kids(), 1)
	if w.template.Opaque() {
		many = math.MaxInt // for the macro may add some
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

// unique wants no entry twice. The same expression gives the same value; entries that are only
// sometimes there are not compared.
func (w *walker) unique(v *syntax.Node) {
	seen := make(map[string]bool, v.Len())
	for _, item := range v.Items() {
		if template.IsNoValue(item) || template.CallTo(template.FnIf, item).Function != "" {
			w.unsure = true
			continue
		}
		name := string(signature(nil, item))
		if seen[name] {
			w.fail("E3037", item, "this entry of the list is there twice")
		}
		seen[name] = true
		w.unsure = w.unsure || template.CallOf(item).Function != ""
	}
}

// repeats reports whether equal entries mean something: numbers, and the words of a command.
func repeats(items schema.Node, key *syntax.Node) bool {
	if items.Resolve().Types().Has(schema.Integer | schema.Number) {
		return true
	}
	name := strings.ToLower(key.Text())
	return slices.ContainsFunc([]string{"command", "arg", "entrypoint", "script", "param"}, func(word string) bool {
		return strings.Contains(name, word)
	})
}

// distinct looks for entries that stand twice in a list that may have them.
func (w *walker) distinct(v *syntax.Node) {
	if w.quiet {
		return
	}
	seen := make(map[string]bool, v.Len())
	for _, item := range v.Items() {
		if template.IsNoValue(item) || template.CallTo(template.FnIf, item).Function != "" {
			continue
		}
		name := string(signature(nil, item))
		if seen[name] {
			w.mild("I3037", item, "this entry of the list is there twice")
		}
		seen[name] = true
	}
}

// signature is the same for the same values: 5 is "5", and the order of a map does not count.
func signature(text []byte, n *syntax.Node) []byte {
	switch n.Kind() {
	case syntax.List:
		text = append(text, '[')
		for _, item := range n.Items() {
			text = append(signature(text, item), ',')
		}
		return append(text, ']')
	case syntax.Map:
		var pairs []string
		for key, value := range n.Pairs() {
			pairs = append(pairs, strconv.Quote(key.Text())+string(signature(nil, value)))
		}
		slices.Sort(pairs)
		return append(append(append(text, '{'), strings.Join(pairs, ",")...), '}')
	}
	return strconv.AppendQuote(text, n.Text())
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
	if w.template.Opaque() {
		w.unsure = true
		return
	}
	w.fail("E3002", key, "no entry of this list is one that must be there")
}
