package expand

import (
	"github.com/cfnc/cfnc/compiler/syntax"
)

// linker turns the expressions in strings into functions. It knows where in a template
// nothing expands, and where a name is wanted rather than a value.
type linker struct {
	*expander
	names      *names
	extensions bool   // AWS::LanguageExtensions is on
	conditions bool   // inside of Conditions or Rules, where {Condition: name} is a function
	owner      string // the entry of a section that is being linked
	floored    bool   // inside of MinInstancesInService
}

// link is the second pass. Without an '@' there is nothing to do.
func (e *expander) link(root *syntax.Node, names *names) *syntax.Node {
	if !e.marked || e.spent.stopped {
		return root
	}
	l := &linker{expander: e, names: names, extensions: hasExtensions(root.Get("Transform"))}
	if root.Kind() != syntax.Map {
		return l.value(root)
	}
	return rebuild(root, l.section)
}

func hasExtensions(transform *syntax.Node) bool {
	if transform.Text() == "AWS::LanguageExtensions" {
		return true
	}
	for _, item := range transform.Items() {
		if item.Text() == "AWS::LanguageExtensions" || item.Get("Name").Text() == "AWS::LanguageExtensions" {
			return true
		}
	}
	return false
}

func (l *linker) section(_ int, key, value *syntax.Node) *syntax.Node {
	switch key.Text() {
	case "AWSTemplateFormatVersion", "Description", "Transform", "Parameters", "Mappings":
		return l.literal(value)
	case "Resources":
		return l.entries(value, l.resource)
	case "Outputs":
		return l.entries(value, l.output)
	case "Conditions", "Rules":
		l.conditions = true
		defer func() { l.conditions = false }()
	}
	return l.value(value)
}

// entries links the named things of a section, those in loops too.
func (l *linker) entries(n *syntax.Node, entry func(*syntax.Node) *syntax.Node) *syntax.Node {
	if n.Kind() != syntax.Map || isCall(n) {
		return l.value(n)
	}
	return rebuild(n, func(_ int, key, value *syntax.Node) *syntax.Node {
		switch {
		case isLoop(key.Text()):
			return l.loop(value, func(body *syntax.Node) *syntax.Node { return l.entries(body, entry) })
		case key.Text() == "Fn::Transform":
			return l.transform(value)
		}
		l.owner = key.Text()
		return entry(value)
	})
}

func (l *linker) resource(n *syntax.Node) *syntax.Node {
	if n.Kind() != syntax.Map || isCall(n) {
		return l.value(n)
	}
	return rebuild(n, func(_ int, key, value *syntax.Node) *syntax.Node {
		switch key.Text() {
		case "Type", "Condition":
			return l.literal(value)
		case "DependsOn":
			return l.dependsOn(value)
		}
		return l.value(value)
	})
}

func (l *linker) output(n *syntax.Node) *syntax.Node {
	if n.Kind() != syntax.Map || isCall(n) {
		return l.value(n)
	}
	return rebuild(n, func(_ int, key, value *syntax.Node) *syntax.Node {
		if key.Text() == "Condition" {
			return l.literal(value)
		}
		return l.value(value)
	})
}

// value links a value of which nothing special is known.
func (l *linker) value(n *syntax.Node) *syntax.Node {
	switch n.Kind() {
	case syntax.String:
		return l.text(n)
	case syntax.List:
		return rebuild(n, l.child)
	case syntax.Map:
		if key, argument := n.Only(); argument != nil {
			return withArgument(n, l.argumentOf(key.Text(), argument))
		}
		return rebuild(n, l.child)
	}
	return n
}

func (l *linker) child(_ int, key, value *syntax.Node) *syntax.Node {
	switch name := key.Text(); {
	case isLoop(name):
		return l.loop(value, l.value)
	case name == "Fn::Transform":
		return l.transform(value)
	case name == floorProperty:
		return l.floor(value)
	}
	return l.value(value)
}

// argumentOf links the argument of a function, or the value of the only key of a map.
func (l *linker) argumentOf(name string, argument *syntax.Node) *syntax.Node {
	switch name {
	case "Ref":
		return l.name(argument, anyName)
	case "Fn::GetAtt":
		return l.getAttArgument(argument)
	case "Fn::Sub":
		return l.sub(argument)
	case "Fn::If":
		return l.ifArgument(argument)
	case "Fn::Transform":
		return l.transform(argument)
	case floorProperty:
		return l.floor(argument)
	case "Condition":
		if l.conditions {
			return l.literal(argument)
		}
	}
	if isLoop(name) {
		return l.loop(argument, l.value)
	}
	return l.value(argument)
}

func (l *linker) ifArgument(n *syntax.Node) *syntax.Node {
	if n.Kind() != syntax.List {
		return l.value(n)
	}
	return rebuild(n, func(i int, _, item *syntax.Node) *syntax.Node {
		if i == 0 {
			return l.literal(item)
		}
		return l.value(item)
	})
}

func (l *linker) transform(n *syntax.Node) *syntax.Node {
	if n.Kind() != syntax.Map {
		return l.value(n)
	}
	return rebuild(n, func(_ int, key, value *syntax.Node) *syntax.Node {
		if key.Text() == "Name" {
			return l.literal(value)
		}
		return l.value(value)
	})
}

// loop links the argument of Fn::ForEach, [identifier, collection, body]. The identifier is
// a name in the body.
func (l *linker) loop(n *syntax.Node, body func(*syntax.Node) *syntax.Node) *syntax.Node {
	if n.Kind() != syntax.List || n.Len() != 3 {
		return l.value(n)
	}
	return rebuild(n, func(i int, _, item *syntax.Node) *syntax.Node {
		switch i {
		case 0:
			return l.literal(item)
		case 1:
			return l.value(item)
		}
		l.names.loops = append(l.names.loops, n.Item(0).Text())
		defer func() { l.names.loops = l.names.loops[:len(l.names.loops)-1] }()
		return body(item)
	})
}

// literal is for where nothing expands: only arguments are put in.
func (l *linker) literal(n *syntax.Node) *syntax.Node {
	if len(l.read) == 0 {
		return n
	}
	if n.Kind() != syntax.String {
		return rebuild(n, func(_ int, _, value *syntax.Node) *syntax.Node { return l.literal(value) })
	}
	if f := l.frameOf(n); f.included() && !f.raw && hasArgument(n) {
		return l.spell(n, f)
	}
	return n
}
