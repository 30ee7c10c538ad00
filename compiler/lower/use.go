package lower

import (
	"slices"
	"strconv"
	"strings"

	"github.com/cfnc/cfnc/compiler/live"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
)

// Uses returns the bindings with the places at which their parameters stand in the tree that is
// emitted.
func Uses(root *syntax.Node, bindings []live.Binding) []live.Binding {
	bindings = slices.Clone(bindings)
	u := uses{of: map[string]*live.Binding{}}
	for i := range bindings {
		u.of[bindings[i].Parameter] = &bindings[i]
	}
	u.walk(root, "")
	for i := range bindings {
		slices.Sort(bindings[i].Use)
	}
	return bindings
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
