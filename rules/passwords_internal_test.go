package rules

import (
	"strings"
	"testing"

	"github.com/cfnc/cfnc/schema"
)

// Every path of the table is a property that its type has.
func TestPasswordPathsExist(t *testing.T) {
	for typ, paths := range passwordPaths {
		known, ok := schema.Lookup(typ)
		if !ok {
			t.Errorf("%s is no type", typ)
		}
		for _, path := range paths {
			if !exists(known, path) {
				t.Errorf("%s has no %s", typ, path)
			}
		}
	}
	for _, image := range imagePaths {
		if known, _ := schema.Lookup(image.typ); !exists(known, image.path) {
			t.Errorf("%s has no %s", image.typ, image.path)
		}
	}
}

// A type that a new schema gives a password to has to join the table.
func TestPasswordPathsAreAll(t *testing.T) {
	for typ := range schema.All() {
		for name := range typ.Schema().Resolve().Properties().All() {
			takes := strings.HasSuffix(name, "Password") && !strings.HasPrefix(name, "Manage") && !strings.HasPrefix(name, "Rotate")
			if takes && strings.HasPrefix(typ.Name(), "AWS::") && !strings.Contains(strings.Join(passwordPaths[typ.Name()], " "), name) {
				t.Errorf("%s has %s", typ.Name(), name)
			}
		}
	}
}

func exists(typ schema.Type, path string) bool {
	node := typ.Schema().Resolve()
	for _, name := range strings.Split(path, ".") {
		if name == "*" {
			node = node.Items().Resolve()
			continue
		}
		below, ok := property(node, name)
		if !ok {
			return false
		}
		node = below.Resolve()
	}
	return true
}

// property looks into the alternatives of a node, too.
func property(n schema.Node, name string) (schema.Node, bool) {
	if below, ok := n.Properties().Get(name); ok {
		return below, true
	}
	for _, list := range []schema.Nodes{n.AllOf(), n.AnyOf()} {
		for part := range list.All() {
			if below, ok := property(part.Resolve(), name); ok {
				return below, true
			}
		}
	}
	return schema.Node{}, false
}
