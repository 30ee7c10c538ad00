package template

import (
	"strings"

	"github.com/cfnc/cfnc/compiler/interp"
	"github.com/cfnc/cfnc/compiler/syntax"
)

// walker goes through a template once and notes every call and every use of a name.
type walker struct {
	*graph
	template *Template
	owner    *Owner
	owners   []Owner // room for more
	rest     []*Resource
	loop     *Loop
	when     *Scenario
	outer    Function
	logical  bool // {Condition: Name} is a call here
}

// sections visits the sections that can hold functions.
func (w *walker) sections(root *syntax.Node) {
	w.rest = w.template.Resources
	for key, value := range root.Pairs() {
		w.owner = &Owner{Section: key.Text()}
		w.logical = key.Text() == "Conditions" || key.Text() == "Rules"
		w.inserts = w.inserts || value == nil
		switch key.Text() {
		case "Parameters", "Mappings":
			w.inserted(value)
		case "Resources":
			w.entries(value, w.nextResource)
		case "Conditions", "Rules":
			w.entries(value, w.entry)
		case "Outputs":
			w.entries(value, w.output)
		default:
			w.walk(value)
		}
	}
}

// entries visits the entries of a section as gather finds them, and what stands among them.
func (w *walker) entries(n *syntax.Node, entry func(key, value *syntax.Node)) {
	section := w.owner.Section
	for key, value := range n.Pairs() {
		w.owner, w.owners = take(w.owners)
		*w.owner = Owner{Section: section, Name: key.Text()}
		switch {
		case strings.HasPrefix(key.Text(), loopPrefix):
			w.inLoop(key, value, func(body *syntax.Node) { w.entries(body, entry) })
		case strings.HasPrefix(key.Text(), "Fn::"):
			w.insert(n, key, value)
		default:
			entry(key, value)
		}
	}
}

// inserted looks for macros among the entries of a section that holds no other functions.
func (w *walker) inserted(n *syntax.Node) {
	for key, value := range n.Pairs() {
		if key.Text() == string(FnTransform) {
			w.insert(n, key, value)
		} else {
			w.inserted(value)
		}
	}
}

func (w *walker) insert(n, key, value *syntax.Node) {
	w.inserts = true
	w.call(Call{Function: functionOf(key.Text()), Node: n, Key: key, Argument: value})
}

// nextResource visits the resource of a key. They come in the order of the model; those of a
// section that stands there twice are not in it.
func (w *walker) nextResource(key, _ *syntax.Node) {
	if len(w.rest) > 0 && w.rest[0].Key == key {
		w.when = w.rest[0].When()
		w.resource(w.rest[0])
		w.when = nil
		w.rest = w.rest[1:]
	}
}

func (w *walker) resource(r *Resource) {
	w.owner.Resource = r
	w.hidden = w.hidden || r.Body == nil
	for key, value := range r.Body.Pairs() {
		w.part(key.Text())
		switch key.Text() {
		case "Condition":
			w.use(ByCondition, wholeWord(value), "")
		case "DependsOn":
			w.dependsOn(value)
		default:
			w.pair(r.Body, key, value)
		}
	}
}

// part makes a part of an entry the owner of what is visited next.
func (w *walker) part(name string) {
	if name == "Type" {
		return // uses nothing, and most resources have no other part than the properties
	}
	entry := *w.owner
	w.owner, w.owners = take(w.owners)
	*w.owner = entry
	w.owner.Part = name
}

func (w *walker) dependsOn(n *syntax.Node) {
	if n.Is(syntax.String) {
		w.use(ByDependsOn, wholeWord(n), "")
	}
	for _, item := range n.Items() {
		w.use(ByDependsOn, nameIn(item, w.loop), "")
	}
}

// entry visits a condition or a rule.
func (w *walker) entry(_, value *syntax.Node) { w.walk(value) }

func (w *walker) output(_, value *syntax.Node) {
	w.when = conditionOf(value)
	for key, part := range value.Pairs() {
		w.part(key.Text())
		if key.Text() == "Condition" && part.Is(syntax.String) {
			w.use(ByCondition, wholeWord(part), "")
		} else {
			w.pair(value, key, part)
		}
	}
	w.hidden = w.hidden || value == nil
	w.when = nil
}

func (w *walker) walk(n *syntax.Node) {
	switch n.Kind() {
	case syntax.List:
		for _, item := range n.Kids() {
			w.walk(item)
		}
	case syntax.Map:
		if call := w.callOf(n); call.Function != "" {
			w.call(call)
			return
		}
		for key, value := range n.Pairs() {
			w.pair(n, key, value)
		}
	case syntax.None:
		w.hidden = true
	}
}

func (w *walker) callOf(n *syntax.Node) Call {
	if w.logical {
		return ConditionOf(n)
	}
	return CallOf(n)
}

// pair visits a pair of a map that is no call. A loop or a macro may stand beside others.
func (w *walker) pair(n, key, value *syntax.Node) {
	switch text := key.Text(); {
	case strings.HasPrefix(text, loopPrefix):
		w.inLoop(key, value, w.walk)
	case text == string(FnTransform):
		w.call(Call{Function: FnTransform, Node: n, Key: key, Argument: value})
	default:
		w.walk(value)
	}
}

func (w *walker) inLoop(key, value *syntax.Node, visit func(body *syntax.Node)) {
	outer := w.loop
	loop := loopAt(key, value, outer)
	switch w.owner.Section {
	case "Conditions", "Resources", "Outputs":
		w.loops = append(w.loops, loop)
	}
	w.walk(loop.Collection)
	w.loop = loop
	visit(loop.Body)
	w.loop = outer
}

func (w *walker) use(via Via, name Word, attr string) {
	if name.Text != "" && w.loop.Binds(name.Text) != nil {
		return
	}
	w.uses = append(w.uses, Use{Via: via, Name: name, Attr: attr, Owner: w.owner, Loop: w.loop, When: w.when})
}

func (w *walker) call(c Call) {
	w.sites = append(w.sites, Site{Call: c, Outer: w.outer, Owner: w.owner, Loop: w.loop, When: w.when})
	switch c.Function {
	case FnRef:
		w.use(ByRef, nameIn(c.Argument, w.loop), "")
	case FnGetAtt:
		w.getAtt(c)
	case FnSub:
		w.sub(c.Sub())
	case FnIf:
		w.use(ByCondition, nameIn(c.If().Condition, w.loop), "")
		w.branches(c)
		return
	case FnCondition:
		w.use(ByCondition, nameIn(c.Argument, w.loop), "")
	case FnFindInMap:
		w.use(ByFindInMap, nameIn(c.FindInMap().Mapping, w.loop), "")
	case FnRefAll, FnValueOf, FnValueOfAll:
		w.valueOf(c)
	case FnTransform:
		w.hidden = true
	}
	w.arguments(c)
}

func (w *walker) arguments(c Call) {
	outer := w.outer
	if outer == "" && c.Function.evaluates() {
		w.outer = c.Function
	}
	w.walk(c.Argument)
	w.outer = outer
}

// branches visits the arguments of Fn::If, each in the scenario in which it counts.
func (w *walker) branches(c Call) {
	if !c.Argument.Is(syntax.List) {
		w.walk(c.Argument)
	}
	outer := w.when
	name := conditionName(c.If().Condition, w.loop)
	for i, argument := range c.Argument.Items() {
		if i > 0 {
			w.when = outer.With(name, i == 1)
		}
		w.walk(argument)
	}
	w.when = outer
}

func (w *walker) getAtt(c Call) {
	g, _ := c.getAtt(w.loop)
	w.use(ByGetAtt, g.Resource, g.Attribute.Text)
}

func (w *walker) sub(s Sub) {
	parts, _ := s.Parts()
	for _, p := range parts {
		if (p.Kind == interp.SubRef || p.Kind == interp.SubAttr) && s.Variable(p) == nil {
			w.use(BySub, s.Name(p), p.Attr)
		}
	}
}

// valueOf notes the parameter that is named, or those of the type that is named.
func (w *walker) valueOf(c Call) {
	name := wholeWord(c.First())
	if c.Function == FnValueOf {
		w.use(ByRef, name, "")
		return
	}
	for _, p := range w.template.Parameters {
		if p.Type() == name.Text {
			w.use(ByRef, Word{Text: p.Name, Node: name.Node, to: name.to}, "")
		}
	}
}
