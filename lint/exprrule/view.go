package exprrule

import (
	"slices"
	"strconv"
	"strings"

	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
)

// A view is a value of a template in an expression. Of tags it is the list, read as a map.
type view struct {
	run  *run
	node *syntax.Node
	tags bool
}

// value returns what the view is in the case: nil for what is left out. What only the
// deployment knows is an error.
func (v view) value() (*syntax.Node, error) {
	if err := v.run.tick(); err != nil {
		return nil, err
	}
	n := v.run.at.Value(v.node)
	if template.CallOf(n).Function != "" || n.Is(syntax.None) && n != nil || v.run.isOpen(n) {
		return nil, errUnknown
	}
	if n == nil && v.run.template.Opaque() {
		return nil, errUnknown
	}
	return n, nil
}

// isOpen reports whether the deployment puts something else in the place of a text: a dynamic
// reference, or what a loop writes into it.
func (r *run) isOpen(n *syntax.Node) bool {
	text, isString := n.Str()
	return isString && (strings.Contains(text, "{{resolve:") ||
		r.resource.Loop != nil && (strings.Contains(text, "${") || strings.Contains(text, "&{")))
}

// step follows a key or an index. What is missing is nil.
func step(of, key any) (any, error) {
	v, isView := of.(view)
	if !isView {
		return element(of, key)
	}
	n, err := v.value()
	if n == nil || err != nil {
		return nil, err
	}
	switch key := key.(type) {
	case int:
		return v.item(key)
	case string:
		if v.tags {
			return v.tag(n, key)
		}
		return v.child(n, key)
	}
	return nil, errUnknown
}

// element follows a key or an index of a value of expr.
func element(of, key any) (any, error) {
	switch of := of.(type) {
	case nil:
		return nil, nil
	case map[string]any:
		if key, ok := key.(string); ok {
			return of[key], nil
		}
	case []any:
		if i, ok := key.(int); ok {
			return at(of, i), nil
		}
	}
	return nil, errUnknown
}

// at returns an item, counted from the end where the index is negative.
func at[T any](list []T, i int) (item T) {
	if i < 0 {
		i += len(list)
	}
	if i < 0 || i >= len(list) {
		return item
	}
	return list[i]
}

func (v view) child(n *syntax.Node, key string) (any, error) {
	if child := n.Get(key); child != nil {
		return view{run: v.run, node: child}, nil
	}
	if n.Is(syntax.Map) && v.run.at.Lacks(n, key) == template.Yes {
		return nil, nil
	}
	return nil, errUnknown
}

func (v view) item(i int) (any, error) {
	list, err := v.items()
	if item := at(list, i); item != nil {
		return view{run: v.run, node: item}, err
	}
	return nil, err
}

// items are the items of a list, and a value that is no list as its only one.
func (v view) items() ([]*syntax.Node, error) {
	if err := v.run.tick(); err != nil || v.node == nil && !v.run.template.Opaque() {
		return nil, err
	}
	list, all := v.run.at.Items(v.node)
	if !all || list == nil && v.run.template.Opaque() {
		return nil, errUnknown
	}
	return list, nil
}

// tag returns the value of a tag. Where the key of another is not known, that may be the one.
func (v view) tag(n *syntax.Node, key string) (any, error) {
	if n.Is(syntax.Map) {
		return v.child(n, key)
	}
	list, err := v.items()
	for _, item := range list {
		switch name, known := v.tagKey(item); {
		case !known:
			err = errUnknown
		case name == key:
			return view{run: v.run, node: v.run.at.At(item, "Value")}, nil
		}
	}
	return nil, err
}

// tagKey returns the key of a tag, if it is known.
func (v view) tagKey(item *syntax.Node) (string, bool) {
	n := v.run.at.At(item, "Key")
	key, known := v.run.at.Text(n)
	return key, known && !v.run.isOpen(n)
}

// tagValues reads tags as a map. Some services take a list of Key and Value, some a map.
func (v view) tagValues() (map[string]any, error) {
	tags := map[string]any{}
	n, err := v.value()
	if err != nil || n.Is(syntax.Map) {
		for key, value := range n.Pairs() {
			tags[key.Text()] = view{run: v.run, node: value}
		}
		return tags, err
	}
	list, err := v.items()
	for _, item := range list {
		name, known := v.tagKey(item)
		if !known {
			err = errUnknown
			continue
		}
		tags[name] = view{run: v.run, node: v.run.at.At(item, "Value")}
	}
	return tags, err
}

// plain gives a value of a template as one of expr, with all that is in it.
func plain(x any) (any, error) {
	switch x := x.(type) {
	case view:
		return x.plain()
	case []any:
		return plainList(x)
	}
	return x, nil
}

func plainList(list []any) (any, error) {
	made := make([]any, len(list))
	for i, item := range list {
		value, err := plain(item)
		if err != nil {
			return nil, err
		}
		made[i] = value
	}
	return made, nil
}

func (v view) plain() (any, error) {
	n, err := v.value()
	switch {
	case err != nil:
		return nil, err
	case n.Is(syntax.List), n.Is(syntax.Map):
		return v.collection(n)
	}
	return scalar(n), nil
}

func (v view) collection(n *syntax.Node) (any, error) {
	if n.Is(syntax.List) && !v.tags {
		list, err := items(v)
		if err != nil {
			return nil, err
		}
		return plainList(list.([]any))
	}
	members, err := v.members()
	for key, value := range members {
		if err != nil {
			return nil, err
		}
		if members[key], err = plain(value); members[key] == nil {
			delete(members, key)
		}
	}
	return members, err
}

// members are the values of a map that are there.
func (v view) members() (map[string]any, error) {
	if v.tags {
		return v.tagValues()
	}
	n, err := v.value()
	members := map[string]any{}
	for key, value := range n.Pairs() {
		if key.Text() == "Fn::Transform" {
			return nil, errUnknown
		}
		members[key.Text()] = view{run: v.run, node: value}
	}
	if v.run.template.Opaque() {
		err = errUnknown
	}
	return members, err
}

// scalar gives a scalar as expr has it.
func scalar(n *syntax.Node) any {
	switch n.Kind() {
	case syntax.Bool:
		is, _ := template.LiteralBool(n)
		return is
	case syntax.Number:
		return number(n.Text())
	case syntax.String:
		return n.Text()
	}
	return nil
}

// number reads a number, and leaves a text that is none.
func number(text string) any {
	if i, err := strconv.Atoi(text); err == nil {
		return i
	}
	if syntax.IsNumber(text) {
		if f, err := strconv.ParseFloat(text, 64); err == nil {
			return f
		}
	}
	return text
}

// sortedKeys are the keys of a map in order.
func sortedKeys(members map[string]any) (keys []string) {
	for key := range members {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}
