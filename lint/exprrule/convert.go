package exprrule

import (
	"errors"
	"reflect"
	"strconv"
	"strings"

	"github.com/cfnc/cfnc/compiler/syntax"
)

// isKnown reports whether a value, which peek may have found, is known before the deployment.
func isKnown(x any) (any, error) {
	_, err := plain(x)
	if errors.Is(err, errUnknown) {
		return false, nil
	}
	return x != any(unknown{}), err
}

// unknown is what peek gives for a value behind an unknown one.
type unknown struct{}

// peek is step for an expression that only asks whether a value is known.
func peek(of, key any) (any, error) {
	if of == any(unknown{}) {
		return of, nil
	}
	found, err := step(of, key)
	if errors.Is(err, errUnknown) {
		return unknown{}, nil
	}
	return found, err
}

// items gives a list for a predicate. Its items are still views, so that one which is not known
// does no harm to the others. What is left out is an empty list.
func items(x any) (any, error) {
	v, isView := x.(view)
	if !isView {
		if x == nil {
			return []any{}, nil
		}
		return x, nil
	}
	list, err := v.items()
	made := make([]any, len(list))
	for i, item := range list {
		made[i] = view{run: v.run, node: item}
	}
	return made, err
}

// sized gives a value of which only the size or the keys are of interest.
func sized(x any) (any, error) {
	v, isView := x.(view)
	if !isView {
		return items(x)
	}
	n, err := v.value()
	switch {
	case err != nil:
		return nil, err
	case v.tags || n.Is(syntax.Map):
		return present(v.members())
	case n.IsScalar():
		return asText(v)
	}
	return items(v)
}

// present leaves out the members that are not there.
func present(members map[string]any, err error) (any, error) {
	for _, key := range sortedKeys(members) {
		absent, failed := isAbsent(members[key])
		if failed != nil {
			return nil, failed
		}
		if absent == true {
			delete(members, key)
		}
	}
	return members, err
}

// isAbsent reports whether a value is left out. One that is there may well be unknown.
func isAbsent(x any) (any, error) {
	v, isView := x.(view)
	if !isView {
		return x == nil, nil
	}
	if err := v.run.tick(); err != nil {
		return nil, err
	}
	if v.run.at.At(v.node) != nil {
		return false, nil
	}
	if v.run.template.Opaque() {
		return nil, errUnknown
	}
	return true, nil
}

// asText gives a scalar as a text, as CloudFormation takes it.
func asText(x any) (any, error) {
	x, err := plain(x)
	switch x := x.(type) {
	case int:
		return strconv.Itoa(x), err
	case float64:
		return strconv.FormatFloat(x, 'g', -1, 64), err
	case bool:
		return strconv.FormatBool(x), err
	case string, nil:
		return x, err
	}
	return nil, errUnknown
}

// asNumber gives a number that may be written as a text. A text that is none stays one.
func asNumber(x any) (any, error) {
	x, err := plain(x)
	if text, isText := x.(string); isText {
		return number(text), err
	}
	return x, err
}

// asTruth gives a boolean that may be written as a text. Nothing stays nothing.
func asTruth(x any) (any, error) {
	x, err := plain(x)
	switch x := x.(type) {
	case bool, nil:
		return x, err
	case string:
		if is, ok := map[string]bool{"true": true, "false": false}[strings.ToLower(x)]; ok {
			return is, err
		}
	}
	return nil, errUnknown
}

// asFlag is asTruth where nothing counts as false.
func asFlag(x any) (any, error) {
	x, err := asTruth(x)
	return x == true, err
}

// same compares two values as CloudFormation does, for which 1 is "1".
func same(a, b any) bool { return reflect.DeepEqual(spelled(a), spelled(b)) }

// spelled gives a value with texts for numbers and booleans.
func spelled(x any) any {
	switch x := x.(type) {
	case []any:
		list := make([]any, len(x))
		for i, item := range x {
			list[i] = spelled(item)
		}
		return list
	case []string:
		list := make([]any, len(x))
		for i, item := range x {
			list[i] = item
		}
		return list
	case map[string]any:
		members := map[string]any{}
		for key, value := range x {
			members[key] = spelled(value)
		}
		return members
	}
	if text, err := asText(x); err == nil {
		return text
	}
	return x
}

// has looks for a key in a map, or an item in a list or a text alone. It is not known what an
// unknown item is.
func has(what, in any) (any, error) {
	v, isView := in.(view)
	if !isView {
		return false, nil
	}
	n, err := v.value()
	if n == nil || err != nil {
		return false, err
	}
	if key, isText := what.(string); isText && (v.tags || n.Is(syntax.Map)) {
		found, err := step(v, key)
		if err != nil {
			return nil, err
		}
		absent, err := isAbsent(found)
		return absent == false, err
	}
	return hasItem(what, v)
}

func hasItem(what any, v view) (any, error) {
	list, err := v.items()
	for _, item := range list {
		value, failed := plain(view{run: v.run, node: item})
		if failed != nil {
			err = failed
		} else if same(what, value) {
			return true, nil
		}
	}
	return false, err
}
