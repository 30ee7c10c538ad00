package lower

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/cfnc/cfnc/compiler/live"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
)

// findUses writes into the bindings where their parameters stand in a tree.
func (l *lowering) findUses(root *syntax.Node) {
	slices.SortFunc(l.bindings, func(a, b live.Binding) int { return cmp.Compare(a.Parameter, b.Parameter) })
	u := uses{of: map[string]*live.Binding{}}
	for i := range l.bindings {
		u.of[l.bindings[i].Parameter] = &l.bindings[i]
	}
	u.walk(root, "")
	for i := range l.bindings {
		slices.Sort(l.bindings[i].Use)
	}
}

type uses struct {
	of map[string]*live.Binding // by the name of the parameter
}

var pointerEscape = strings.NewReplacer("~", "~0", "/", "~1")

// walk goes through a value that stands at a JSON pointer.
func (u uses) walk(n *syntax.Node, pointer string) {
	switch call := template.CallOf(n); call.Function {
	case template.FnRef:
		u.add(call.Argument.Text(), pointer)
	case template.FnSub:
		u.sub(call.Sub(), pointer)
	}
	for i, item := range n.Items() {
		u.walk(item, pointer+"/"+strconv.Itoa(i))
	}
	for key, value := range n.Pairs() {
		u.walk(value, pointer+"/"+pointerEscape.Replace(key.Text()))
	}
}

func (u uses) sub(s template.Sub, pointer string) {
	parts, _ := s.Parts()
	for _, p := range parts {
		if s.Variable(p) == nil {
			u.add(p.Name, pointer)
		}
	}
}

// add adds a use, once for a text that names the parameter twice.
func (u uses) add(name, pointer string) {
	b := u.of[name]
	if b != nil && !slices.Contains(b.Use, pointer) {
		b.Use = append(b.Use, pointer)
	}
}
