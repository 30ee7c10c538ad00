package template

import (
	"strings"
	"unicode/utf8"

	"github.com/cfnc/cfnc/compiler/syntax"
)

// render is one of the renderer's ways of appending a node to drafts.
type render func([]*draft, *syntax.Node) []*draft

// split appends the branches of Fn::If to the drafts in whose scenario they can be reached.
// Without room for them, the call is a hole.
func (r *renderer) split(drafts []*draft, call Call, render render) []*draft {
	name := conditionName(call.If().Condition, r.loop)
	var then, otherwise []*Scenario
	further := 0
	for _, d := range drafts {
		yes, no := r.reach(d.when, name)
		then, otherwise = append(then, yes), append(otherwise, no)
		if yes != nil && no != nil {
			further++
		}
	}
	if further > r.room {
		return r.hole(drafts, Hole{Node: call.Node})
	}
	r.room -= further
	return append(render(copies(drafts, then), call.If().Then), render(copies(drafts, otherwise), call.If().Else)...)
}

// reach returns the scenarios in which a condition holds or not, nil for one that cannot be.
func (r *renderer) reach(when *Scenario, name string) (yes, no *Scenario) {
	yes, no = when.With(name, true), when.With(name, false)
	decided, holds := when.decides(name)
	if decided && !holds || r.template.Possible(yes) == No {
		yes = nil
	}
	if decided && holds || r.template.Possible(no) == No {
		no = nil
	}
	return yes, no
}

// decides reports whether the scenario itself says of a condition whether it holds.
func (s *Scenario) decides(name string) (decided, holds bool) {
	for ; s != nil && name != ""; s = s.Within {
		if s.Condition == name {
			return true, s.Holds
		}
	}
	return false, false
}

func copies(drafts []*draft, when []*Scenario) (in []*draft) {
	for i, d := range drafts {
		if when[i] != nil {
			in = append(in, d.in(when[i]))
		}
	}
	return in
}

// join appends what Fn::Join gives of a list.
func (r *renderer) join(drafts []*draft, list *syntax.Node, j Join) []*draft {
	switch call := CallOf(list); {
	case list.Is(syntax.List):
		return r.items(drafts, list, j)
	case call.Function == FnIf:
		return r.split(drafts, call, func(in []*draft, branch *syntax.Node) []*draft { return r.join(in, branch, j) })
	case call.Function == FnSplit:
		for _, d := range drafts {
			r.rejoin(d, call, j)
		}
		return drafts
	case list == nil || IsNoValue(list):
		return drafts
	}
	return r.hole(drafts, Hole{Node: list})
}

func (r *renderer) items(drafts []*draft, list *syntax.Node, j Join) []*draft {
	for _, d := range drafts {
		d.begun = append(d.begun, false)
	}
	for _, item := range list.Items() {
		drafts = r.item(drafts, item, j)
	}
	for _, d := range drafts {
		d.begun = d.begun[:len(d.begun)-1]
	}
	return drafts
}

// item appends one item of Fn::Join. An absent one has no delimiter either.
func (r *renderer) item(drafts []*draft, item *syntax.Node, j Join) []*draft {
	switch call := CallOf(item); {
	case call.Function == FnIf:
		return r.split(drafts, call, func(in []*draft, branch *syntax.Node) []*draft { return r.item(in, branch, j) })
	case item == nil || IsNoValue(item):
		return drafts
	}
	for _, d := range drafts {
		if begun := &d.begun[len(d.begun)-1]; *begun {
			r.write([]*draft{d}, j.Delimiter.Text(), j.Delimiter, 0, false)
		} else {
			*begun = true
		}
	}
	return r.value(drafts, item)
}

// rejoin appends a text with other delimiters.
func (r *renderer) rejoin(d *draft, call Call, j Join) {
	parts, ok := r.cut(call.Split(), d.when)
	if !ok {
		d.hole(Hole{Node: call.Node})
		return
	}
	for i, part := range parts {
		if i > 0 {
			d.write(j.Delimiter.Text(), j.Delimiter, 0, len(j.Delimiter.Text()), false)
		}
		d.append(part)
	}
}

// cut returns the items that Fn::Split gives of a text that is certain.
func (r *renderer) cut(s Split, when *Scenario) (parts []Text, ok bool) {
	text, ok := r.literal(s.Source, when)
	delimiter, isText := s.Delimiter.Str()
	if !ok || !isText || delimiter == "" {
		return nil, false
	}
	from := 0
	for _, part := range strings.Split(text.String(), delimiter) {
		parts = append(parts, text.Part(from, from+len(part)))
		from += len(part) + len(delimiter)
	}
	return parts, true
}

// append appends a text.
func (d *draft) append(x Text) {
	if x.all == nil {
		return
	}
	for _, p := range x.all.pieces {
		from, to := max(p.at, x.from), min(p.end, x.to)
		if from >= to {
			continue
		}
		text := x.all.text[from:to]
		if r, _ := utf8.DecodeRuneInString(text); IsHole(r) {
			h, _ := x.Hole(r)
			d.hole(h)
			continue
		}
		start, end := p.written(from, to)
		d.write(text, p.node, start, end, p.whole)
	}
}

// selected appends what Fn::Select gives of a list that is certain.
func (r *renderer) selected(drafts []*draft, call Call) []*draft {
	s := call.Select()
	index, known := LiteralInt(s.Index)
	list := CallOf(s.Values)
	switch {
	case !known, list.Function != FnSplit && !certain(s.Values):
		return r.hole(drafts, Hole{Node: call.Node})
	case list.Function != FnSplit && index >= 0 && index < s.Values.Len():
		return r.value(drafts, s.Values.Item(index))
	}
	for _, d := range drafts {
		parts, _ := r.cut(list.Split(), d.when)
		if index >= 0 && index < len(parts) {
			d.append(parts[index])
		} else {
			d.hole(Hole{Node: call.Node})
		}
	}
	return drafts
}

// certain reports whether all items of a list are there in every deployment.
func certain(list *syntax.Node) bool {
	for _, item := range list.Items() {
		if CallTo(FnIf, item).Function != "" || IsNoValue(item) || item == nil {
			return false
		}
	}
	return list.Is(syntax.List)
}

// found appends what Fn::FindInMap gives for keys that are certain.
func (r *renderer) found(drafts []*draft, call Call) []*draft {
	f := call.FindInMap()
	for _, d := range drafts {
		value := r.mapped(f, d.when)
		if value == nil {
			d.hole(Hole{Node: call.Node})
		} else {
			r.write([]*draft{d}, value.Text(), value, 0, false)
		}
	}
	return drafts
}

func (r *renderer) mapped(f FindInMap, when *Scenario) *syntax.Node {
	var names [3]string
	for i, n := range []*syntax.Node{f.Mapping, f.Top, f.Second} {
		text, ok := r.literal(n, when)
		if !ok {
			return nil
		}
		names[i] = text.String()
	}
	value := r.template.Mapping(names[0]).Find(names[1], names[2])
	if !value.IsScalar() {
		return nil
	}
	return value
}
