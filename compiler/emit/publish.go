package emit

import (
	"slices"

	"github.com/cfnc/cfnc/compiler/syntax"
)

// own is the key under which Metadata speaks to cfnc.
const own = "Cfnc"

// published returns what a template shows to CloudFormation: all but Metadata.Cfnc of the
// template and of its resources. A Metadata that held nothing else goes, too. It is the very
// same node when there is nothing to leave out.
func published(n *syntax.Node, r role) *syntax.Node {
	if r == template || r == resource {
		n = withoutOwn(n)
	}
	if r == resource || r == other {
		return n
	}
	kids, changed := slices.Clone(n.Kids()), false
	for i, kid := range kids {
		kids[i] = published(kid, r.kid(n, i))
		changed = changed || kids[i] != kid
	}
	if !changed {
		return n
	}
	return n.WithKids(kids)
}

// withoutOwn returns a map without Cfnc in its Metadata.
func withoutOwn(n *syntax.Node) *syntax.Node {
	metadata := n.Get("Metadata")
	if metadata.Key(own) == nil {
		return n
	}
	if metadata.Len() == 1 {
		return without(n, "Metadata")
	}
	kids := slices.Clone(n.Kids())
	kids[slices.Index(kids, metadata)] = without(metadata, own)
	return n.WithKids(kids)
}

// without returns a map without a key.
func without(n *syntax.Node, name string) *syntax.Node {
	var kids []*syntax.Node
	for key, value := range n.Pairs() {
		if key.Text() != name {
			kids = append(kids, key, value)
		}
	}
	return n.WithKids(kids)
}
