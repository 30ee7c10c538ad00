package project

import (
	"fmt"
	"strings"

	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/compiler/syntax"
)

// ReadParameters adds the values of a parameter file, as texts, to those that there are. It
// takes YAML and JSON in the shapes that the tools of AWS have: a list of ParameterKey and
// ParameterValue, a list of NAME=VALUE, a map, and a map below the key Parameters. An error
// names every mistake with its line and column.
func ReadParameters(name string, values map[string]string) error {
	f, err := ReadFile(name)
	if err != nil {
		return fmt.Errorf("%s: %w", source.FromHere(name), err)
	}
	r := parameterReader{values: values}
	r.document(r.Root(f))
	return r.err()
}

type parameterReader struct {
	reader
	values map[string]string
}

func (r *parameterReader) document(n *syntax.Node) {
	if inner := n.Get("Parameters"); inner.Is(syntax.Map, syntax.List) {
		n = inner
	}
	switch n.Kind() {
	case syntax.List:
		for _, item := range n.Items() {
			r.item(item)
		}
	case syntax.Map:
		for key, value := range n.Pairs() {
			r.put(key.Text(), value)
		}
	case syntax.None:
	default:
		r.Report(n, "a map or a list of parameters is expected here, not %s", n.Kind())
	}
}

// item reads one parameter of a list. One that keeps its previous value has none here.
func (r *parameterReader) item(n *syntax.Node) {
	name, value := n.Get("ParameterKey"), n.Get("ParameterValue")
	before, after, isPair := strings.Cut(n.Text(), "=")
	switch {
	case n.Is(syntax.String) && isPair && before != "":
		r.values[before] = after
	case !name.Is(syntax.String):
		r.Report(n, "a map with ParameterKey and ParameterValue is expected here, or NAME=VALUE")
	case value != nil:
		r.put(name.Text(), value)
	case n.Get("UsePreviousValue") == nil:
		r.Report(n, "`%s` has no ParameterValue", name.Text())
	}
}

func (r *parameterReader) put(name string, value *syntax.Node) {
	text, ok := parameterText(value)
	if !ok {
		r.Report(value, "the value of `%s` is %s here, but must be a string, or a list of strings", name, value.Kind())
		return
	}
	r.values[name] = text
}

// parameterText writes a value as CloudFormation takes it: the items of a list with commas.
func parameterText(n *syntax.Node) (text string, ok bool) {
	if n.Is(syntax.String, syntax.Number, syntax.Bool) {
		return n.Text(), true
	}
	var items []string
	for _, item := range n.Items() {
		if !item.Is(syntax.String, syntax.Number, syntax.Bool) {
			return "", false
		}
		items = append(items, item.Text())
	}
	return strings.Join(items, ","), n.Is(syntax.List)
}
