package live

import (
	"fmt"
	"strconv"
	"time"

	manifest "github.com/cfnc/cfnc/compiler/live"
	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/lint/strict"
)

// ReadManifest reads a manifest of bindings. An error names every mistake with its place.
func ReadManifest(f *source.File) (manifest.Manifest, error) {
	r := &reader{seen: map[string]bool{}}
	root := r.Root(f)
	m := manifest.Manifest{Version: manifest.Version}
	if root == nil && len(r.Mistakes()) == 0 {
		return m, fmt.Errorf("%s: the file is empty, and no manifest of bindings", f.Name())
	}
	if len(r.Mistakes()) == 0 {
		r.manifest(root, &m)
	}
	return m, strict.Error(r.Mistakes())
}

// reader reads nodes into a manifest. Keys that it does not know are for others.
type reader struct {
	strict.Reader
	seen map[string]bool // parameters
}

func (r *reader) manifest(root *syntax.Node, m *manifest.Manifest) {
	if version := root.Get("version"); version.Text() != strconv.Itoa(manifest.Version) {
		at := root
		if version != nil {
			at = version
		}
		r.Report(at, "this is no manifest of bindings of version %d", manifest.Version)
		return
	}
	m.SHA256, m.Template = root.Get("sha256").Text(), root.Get("template").Text()
	list := root.Get("bindings")
	if !list.Is(syntax.List) {
		r.Report(orElse(list, root), "a list of `bindings` is expected here")
	}
	for _, item := range list.Items() {
		m.Bindings = append(m.Bindings, r.binding(item))
	}
}

func (r *reader) binding(n *syntax.Node) (b manifest.Binding) {
	b.Parameter = r.need(n, "parameter")
	if b.Parameter != "" && r.seen[b.Parameter] {
		r.Report(n.Get("parameter"), "`%s` has a binding already", b.Parameter)
	}
	r.seen[b.Parameter] = true
	b.Resource, b.Type, b.Attribute = r.need(n, "resource"), r.need(n, "type"), r.need(n, "attribute")
	from := n.Get("source")
	b.Source = manifest.Source{API: r.need(orElse(from, n), "api"), Path: r.path(orElse(from, n))}
	if _, known := findQuestion(b.Source.API); !known && b.Source.API != "" {
		r.Report(from.Get("api"), "cfnc does not know how to ask `%s`", b.Source.API)
	}
	b.MaxAge = r.age(n)
	b.OnMissing = r.onMissing(n)
	b.Default = r.initial(n.Get("default"))
	if clamp := n.Get("clamp"); clamp != nil {
		b.Clamp = &manifest.Clamp{Min: r.bound(clamp, "min"), Max: r.bound(clamp, "max")}
	}
	return b
}

// need reads a text that must be there.
func (r *reader) need(n *syntax.Node, key string) string {
	value := n.Get(key)
	if !value.Is(syntax.String) || value.Text() == "" {
		r.Report(orElse(value, n), "a text `%s` is expected here", key)
	}
	return value.Text()
}

// path reads a JMESPath.
func (r *reader) path(n *syntax.Node) string {
	text := r.need(n, "path")
	if _, err := parsePath(text); err != nil && text != "" {
		r.Report(n.Get("path"), "%v", err)
	}
	return text
}

func (r *reader) age(n *syntax.Node) string {
	text := r.need(n, "maxAge")
	if age, err := time.ParseDuration(text); text != "" && (err != nil || age <= 0) {
		r.Report(n.Get("maxAge"), "`maxAge` is `%s`, expected a time such as 5m", text)
	}
	return text
}

func (r *reader) onMissing(n *syntax.Node) string {
	text := r.need(n, "onMissing")
	if text != "" && text != manifest.UseDefault && text != manifest.Fail {
		r.Report(n.Get("onMissing"), "`onMissing` is `%s`, expected %s or %s", text, manifest.UseDefault, manifest.Fail)
	}
	return text
}

func (r *reader) initial(n *syntax.Node) *manifest.Default {
	if n == nil {
		return nil
	}
	value := n.Get("value")
	if !value.Is(syntax.Number, syntax.String) {
		r.Report(orElse(value, n), "a number or a text `value` is expected here")
	}
	return &manifest.Default{Reason: r.need(n, "reason"), Value: manifest.Value{Text: value.Text(), Number: value.Is(syntax.Number)}}
}

func (r *reader) bound(clamp *syntax.Node, key string) (b manifest.Bound) {
	n := clamp.Get(key)
	if !n.Is(syntax.Map) {
		r.Report(orElse(n, clamp), "a map `%s` is expected here", key)
		return b
	}
	b.Parameter, b.Template = n.Get("parameter").Text(), n.Get("template").Text()
	if n.Get("path") != nil {
		b.Path = r.path(n)
	}
	b.Value = r.integer(n.Get("value"))
	if minus := r.integer(n.Get("minus")); minus != nil {
		b.Minus = *minus
	}
	return b
}

func (r *reader) integer(n *syntax.Node) *int {
	if n == nil {
		return nil
	}
	number, err := strconv.Atoi(n.Text())
	if err != nil || !n.Is(syntax.Number) {
		r.Report(n, "an integer is expected here")
	}
	return &number
}

func orElse(n, other *syntax.Node) *syntax.Node {
	if n != nil {
		return n
	}
	return other
}
