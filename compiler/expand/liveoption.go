package expand

import (
	"strconv"
	"strings"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/interp"
	"github.com/cfnc/cfnc/compiler/live"
	"github.com/cfnc/cfnc/compiler/syntax"
)

// liveOptions is what the options of a live value say.
type liveOptions struct {
	value *syntax.Node // default
	clamp *live.Clamp
	key   string // the same for the same options
}

// liveOptions reads the options of a live value. ok is false when one is wrong, which is told.
func (t *strand) liveOptions(p interp.Part, a live.Attribute) (o liveOptions, ok bool) {
	ok = true
	seen := map[string]bool{}
	for _, option := range p.Options {
		at := t.places.Span(option.From, option.To)
		if seen[option.Name] {
			t.fail(at, t.n.Origin(), "`%s` is given twice", option.Name)
			ok = false
			continue
		}
		seen[option.Name] = true
		ok = t.liveOption(&o, option, a) && ok
	}
	return o, ok
}

func (t *strand) liveOption(o *liveOptions, option interp.Option, a live.Attribute) bool {
	for _, v := range option.Values {
		o.key += option.Name + ":" + v.Text + ","
	}
	switch option.Name {
	case "default":
		return t.liveDefault(o, option, a)
	case "clamp":
		return t.liveClamp(o, option, a)
	}
	near := diag.Nearest(option.Name, []string{"default", "clamp"}, 2)
	t.fail(t.places.Span(option.From, option.To), t.n.Origin(), "a live value has no option `%s`%s", option.Name, didYouMean(near)).Help =
		"the options are `default: VALUE` and `clamp: [LEAST, MOST]`"
	return false
}

func (t *strand) liveDefault(o *liveOptions, option interp.Option, a live.Attribute) bool {
	value := option.Values[0]
	at := t.places.Span(value.From, value.To)
	if option.List {
		t.fail(at, t.n.Origin(), "`default` is one value, not a list")
		return false
	}
	if _, err := strconv.ParseUint(value.Text, 10, 31); err != nil && !a.Text {
		t.fail(at, t.n.Origin(), "`%s` is a number, so its default `%s` must be one", a.Name, value.Text).Help = "write a whole number"
		return false
	}
	o.value = t.way.String(value.Text, at)
	return true
}

func (t *strand) liveClamp(o *liveOptions, option interp.Option, a live.Attribute) bool {
	at := t.places.Span(option.From, option.To)
	switch {
	case a.Text:
		t.fail(at, t.n.Origin(), "`%s` is a text, and only a number has a range", a.Name).Help = "remove `clamp`"
		return false
	case !option.List || len(option.Values) != 2:
		t.fail(at, t.n.Origin(), "`clamp` takes two bounds, as in `clamp: [1, 10]`")
		return false
	}
	least, hasLeast := t.liveBound(option.Values[0], a)
	most, hasMost := t.liveBound(option.Values[1], a)
	if !hasLeast || !hasMost {
		return false
	}
	if least.Value != nil && most.Value != nil && *least.Value > *most.Value {
		t.fail(t.places.Span(option.Values[0].From, option.Values[1].To), t.n.Origin(), "no value is at least %d and at most %d", *least.Value, *most.Value)
		return false
	}
	o.clamp = &live.Clamp{Min: least, Max: most}
	return true
}

// liveBound reads a bound: a number, or a size of the resource, less a number.
func (t *strand) liveBound(k interp.Key, a live.Attribute) (live.Bound, bool) {
	if n, err := strconv.ParseUint(k.Text, 10, 31); err == nil {
		value := int(n)
		return live.Bound{Value: &value}, true
	}
	word, less, _ := strings.Cut(k.Text, "-")
	minus, err := strconv.ParseUint("0"+strings.TrimSpace(less), 10, 31)
	for _, limit := range []live.Limit{a.Low, a.High} {
		if limit.Property != "" && word == limit.Word() && err == nil {
			b := boundOf(limit)
			b.Minus = int(minus)
			return b, true
		}
	}
	d := t.fail(t.places.Span(k.From, k.To), t.n.Origin(), "`%s` is no bound", k.Text)
	d.Help = "write a whole number"
	if a.High.Property != "" {
		d.Help += ", or a size as in `" + a.Low.Word() + "` and `" + a.High.Word() + "-1`"
	}
	return live.Bound{}, false
}

// oneOf lists words as a sentence does.
func oneOf(words []string) string {
	last := len(words) - 1
	if last == 0 {
		return "`" + words[0] + "`"
	}
	return "`" + strings.Join(words[:last], "`, `") + "` or `" + words[last] + "`"
}
