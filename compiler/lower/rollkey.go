package lower

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
)

// key is what changes whenever the metadata of a resource does: a hash of what is written, and
// the values that only the deployment knows.
type key struct {
	hash string // 64 hexadecimal digits
	refs []*syntax.Node
	init *syntax.Node // what instances read from now on
	at   *syntax.Node // whose place all that is generated has
}

// short is the hash as it stands in user data.
func (k key) short() string { return k.hash[:12] }

// key makes the key of a resource. ok is false, and it is told why, where the request is wrong.
func (r *rolling) key(resource *template.Resource, request, init *syntax.Node) (k key, ok bool) {
	counts, inPlace := r.withoutInPlace(request, init)
	hup, known := r.hup(request)
	if !inPlace || !known {
		return key{}, false
	}
	if hup == "drop" {
		init, counts = withoutHooks(init), withoutHooks(counts)
	}
	refs := references{template: r.template, own: resource.ID, values: map[string]*syntax.Node{}, mappings: map[string]bool{}}
	authentication := resource.At("Metadata").Get(authenticationKey)
	refs.walk(counts, nil)
	refs.walk(authentication, nil)
	hash := r.hash(counts, authentication, refs.mapped(init.Span()))
	return key{hash: hash, refs: refs.sorted(), init: init, at: request.Get(rollKey)}, true
}

// hash is the same for values that mean the same.
func (r *rolling) hash(values ...*syntax.Node) string {
	at := values[0].Span()
	sum := sha256.Sum256(r.spelling(syntax.NewMap(at, syntax.NewString(rollKey, at), syntax.NewList(at, values...))))
	return hex.EncodeToString(sum[:])
}

// withoutInPlace returns the metadata without the configs that cfn-hup applies in place.
func (r *rolling) withoutInPlace(request, init *syntax.Node) (kept *syntax.Node, ok bool) {
	ok = true
	list := request.Get("InPlace")
	names := list.Kids()
	if list.Is(syntax.String) {
		names = []*syntax.Node{list}
	}
	for _, name := range names {
		if init.Key(name.Text()) == nil || name.Text() == "configSets" {
			var configs []string
			for config := range init.Pairs() {
				configs = append(configs, config.Text())
			}
			r.fail(name, "`%s` is no config of this resource%s", name.Text(), didYouMean(diag.Nearest(name.Text(), configs, 2)))
			ok = false
			continue
		}
		init = without(init, name.Text())
	}
	return init, ok
}

// hup says what becomes of the hooks of cfn-hup.
func (r *rolling) hup(request *syntax.Node) (choice string, ok bool) {
	value := request.Get("Hup")
	switch value.Text() {
	case "", "keep", "drop":
		return value.Text(), true
	}
	r.fail(value, "`Hup` is `keep` or `drop`")
	return "", false
}

// withoutHooks returns the metadata without the hooks of cfn-hup: their files, and what restarts
// services because of them.
func withoutHooks(init *syntax.Node) *syntax.Node {
	return mapValues(init, func(_ string, config *syntax.Node) *syntax.Node {
		return mapValues(config, func(section string, value *syntax.Node) *syntax.Node {
			switch section {
			case "files":
				for path := range value.Pairs() {
					if isHook(path.Text()) {
						value = without(value, path.Text())
					}
				}
			case "services":
				return withoutHookNames(value)
			}
			return value
		})
	})
}

// withoutHookNames takes hooks out of the lists in a value.
func withoutHookNames(n *syntax.Node) *syntax.Node {
	if n.Is(syntax.List) {
		return n.WithKids(slices.DeleteFunc(slices.Clone(n.Kids()), func(item *syntax.Node) bool { return isHook(item.Text()) }))
	}
	return mapValues(n, func(_ string, value *syntax.Node) *syntax.Node { return withoutHookNames(value) })
}

// isHook reports whether a path is that of a hook of cfn-hup, on Linux or Windows.
func isHook(path string) bool {
	return strings.Contains(strings.ToLower(strings.ReplaceAll(path, `\`, "/")), "/cfn/hooks.d/")
}
