package rules

import (
	"net/netip"
	"slices"
	"strconv"
	"strings"

	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

// checkArguments holds the calls of a function, and of all functions in its arguments, against
// their signatures: a mistake counts for the outermost function, whose value cannot be made. It
// also reports where the function gives another type than a property has. Where an unknown
// macro comes first, it may take calls of another form.
func checkArguments(f template.Function) func(*lint.Pass) {
	return func(p *lint.Pass) {
		violations(p)
		if p.Template.Opaque() {
			return
		}
		extended := p.Template.HasTransform(template.LanguageExtensions)
		for site := range p.Template.CallsIn(f) {
			if answersFor(p, site.Owner) {
				arguments{p, site, site.Signature(), extended}.check()
			}
		}
	}
}

// arguments looks at those of one call.
type arguments struct {
	*lint.Pass
	call     *template.Site
	takes    template.Signature
	extended bool // the template has language extensions
}

func (a arguments) check() {
	switch {
	case len(a.takes.Arguments) == 0 || a.call.Argument.Is(syntax.None):
	case a.takes.Extended && !a.extended:
		a.At(a.call.Key, "`%s` needs the transform `%s`", a.call.Function, template.LanguageExtensions).
			Help("add `Transform: %s` to the template", template.LanguageExtensions)
	case a.takes.Form == template.ByName:
		a.named()
	case a.takes.Form == template.Several, a.takes.Form == template.OneOrMore && a.call.Argument.Is(syntax.List):
		a.listed()
	default:
		a.argument(a.call.Key, a.call.Argument, a.takes.Arguments[0])
	}
}

func (a arguments) listed() {
	list := a.call.Argument
	if !list.Is(syntax.List) {
		a.at(a.call.Key, list, "`%s` takes a list of %s, but this is %s", a.call.Function, a.wanted(), kindOf(list))
		return
	}
	least, most := a.counts()
	if list.Len() < least || list.Len() > most {
		a.At(list, "`%s` takes a list of %s, but this one has the length %d", a.call.Function, a.wanted(), list.Len())
		return
	}
	for i, item := range list.Items() {
		a.argument(nil, item, a.takes.Arguments[i])
	}
}

// counts returns how many arguments the function takes at least and at most.
func (a arguments) counts() (least, most int) {
	for _, argument := range a.takes.Arguments {
		if !argument.Optional {
			least++
		}
		if !argument.Extended || a.extended {
			most++
		}
	}
	return least, most
}

// wanted lists the arguments as a message does.
func (a arguments) wanted() string {
	var names []string
	for _, argument := range a.takes.Arguments {
		if !argument.Optional {
			names = append(names, argument.Name)
		}
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " and " + names[last]
}

func (a arguments) named() {
	given := a.call.Argument
	if !given.Is(syntax.Map) {
		a.at(a.call.Key, given, "`%s` takes a map of %s, but this is %s", a.call.Function, quoted(a.keys()), kindOf(given))
		return
	}
	for _, argument := range a.takes.Arguments {
		key, value := given.Key(argument.Key), given.Get(argument.Key)
		if key != nil {
			a.entry(value, argument)
		} else if !argument.Optional {
			a.At(a.call.Key, "`%s` needs `%s`", a.call.Function, argument.Key)
		}
	}
	for key := range given.Pairs() {
		if !slices.Contains(a.keys(), key.Text()) {
			a.At(key, "`%s` takes no `%s`%s", a.call.Function, key.Text(), didYouMean(key.Text(), a.keys()))
		}
	}
}

func quoted(words []string) string {
	return "`" + strings.Join(words, "`, `") + "`"
}

func (a arguments) keys() (keys []string) {
	for _, argument := range a.takes.Arguments {
		keys = append(keys, argument.Key)
	}
	return keys
}

// argument looks at one argument. Both branches of Fn::If have to fit. A value that is left out
// has no place of its own: its key has.
func (a arguments) argument(key, n *syntax.Node, wants template.Argument) {
	call := template.CallOf(n)
	switch {
	case n.Is(syntax.None) || call.Function == "" && macro(n):
	case call.Function == template.FnIf && a.allows(template.FnIf, wants):
		a.argument(nil, call.If().Then, wants)
		a.argument(nil, call.If().Else, wants)
	case call.Function != "" && !wants.Takes.Has(template.Object):
		a.function(key, call, wants)
	case call.Function == "":
		a.literal(key, n, wants)
	}
}

// macro reports whether a map is more than it seems: CloudFormation puts something into it.
func macro(n *syntax.Node) bool {
	for key := range n.Pairs() {
		if text := key.Text(); text == string(template.FnTransform) || strings.HasPrefix(text, "Fn::ForEach::") {
			return true
		}
	}
	return false
}

// allows reports whether a function may stand for an argument, if it gives what is wanted.
func (a arguments) allows(f template.Function, wants template.Argument) bool {
	return a.extended || !wants.Literal && (wants.Only == nil || slices.Contains(wants.Only, f))
}

func (a arguments) function(key *syntax.Node, call template.Call, wants template.Argument) {
	gives := a.Template.Gives(call)
	switch {
	case !a.allows(call.Function, wants):
		a.at(key, call.Node, "%s of `%s` is %s, expected a literal%s", wants.Name, a.call.Function, kindOf(call.Node), alternatives(wants.Only))
	case !gives.Fits(wants.Takes):
		a.at(key, call.Node, "%s of `%s` is %s, which gives %s, expected %s", wants.Name, a.call.Function, kindOf(call.Node), gives, wants.Takes)
	}
}

// alternatives ends the message that a function cannot stand somewhere.
func alternatives(functions []template.Function) string {
	var b strings.Builder
	for _, f := range functions {
		b.WriteString(" or `" + string(f) + "`")
	}
	return b.String()
}

func (a arguments) literal(key, n *syntax.Node, wants template.Argument) {
	if !shapeOf(n).Fits(wants.Takes) {
		a.at(key, n, "%s of `%s` is %s, expected %s", wants.Name, a.call.Function, kindOf(n), wants.Takes)
		return
	}
	if n.IsScalar() && wants.Takes == template.Whole {
		a.whole(n, wants)
	}
	if wants.Block && !isBlock(n.Text()) {
		a.At(n, "%s of `%s` is `%s`, expected one as `10.0.0.0/16`", wants.Name, a.call.Function, n.Text())
	}
	if wants.Each != 0 {
		a.each(n, template.Argument{Name: "a value", Takes: wants.Each})
	}
}

// isBlock reports whether a text may be a block of addresses.
func isBlock(text string) bool {
	_, err := netip.ParsePrefix(text)
	return err == nil || strings.Contains(text, "{{resolve:")
}

// each looks at the items of a list and at the values of a map.
func (a arguments) each(n *syntax.Node, wants template.Argument) {
	for _, item := range n.Items() {
		a.argument(nil, item, wants)
	}
	for _, value := range n.Pairs() {
		a.entry(value, wants)
	}
}

// entry looks at a value in a map. A null there is reported as everywhere.
func (a arguments) entry(n *syntax.Node, wants template.Argument) {
	if !n.Is(syntax.Null) {
		a.argument(nil, n, wants)
	}
}

func (a arguments) whole(n *syntax.Node, wants template.Argument) {
	value, err := strconv.Atoi(n.Text())
	switch {
	case err != nil:
		a.At(n, "%s of `%s` is `%s`, expected %s", wants.Name, a.call.Function, n.Text(), wants.Takes)
	case value < wants.Range[0]:
		a.At(n, "%s of `%s` is %d, expected at least %d", wants.Name, a.call.Function, value, wants.Range[0])
	case value > wants.Range[1]:
		a.At(n, "%s of `%s` is %d, expected at most %d", wants.Name, a.call.Function, value, wants.Range[1])
	}
}

// at reports a value, or its key where the value is left out.
func (a arguments) at(key, n *syntax.Node, message string, args ...any) {
	if key != nil && n.Is(syntax.Null) && n.Span().Start == n.Span().End {
		n = key
	}
	a.At(n, message, args...)
}

func shapeOf(n *syntax.Node) template.Shape {
	switch n.Kind() {
	case syntax.String, syntax.Number, syntax.Bool:
		return template.String | template.Whole
	case syntax.List:
		return template.Items
	case syntax.Map:
		return template.Object
	}
	return 0
}
