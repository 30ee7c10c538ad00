package template

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/cfnc/cfnc/compiler/interp"
	"github.com/cfnc/cfnc/compiler/syntax"
)

// MaxTexts is how many texts are told apart of one value. Where the branches of conditions
// would give more, a call of Fn::If is a hole.
const MaxTexts = 16

// The bounds of what is read for the texts of one value: values, and bytes of one text. What
// is beyond is a hole.
const (
	maxRendered     = 1 << 17
	maxRenderedText = 1 << 20
)

// Texts returns the texts that a value may give: one for each combination of the branches of
// Fn::If in it that can be reached. A branch that removes the value gives none.
func (t *Template) Texts(n *syntax.Node, when *Scenario) []Text { return t.TextsIn(nil, n, when) }

// TextsIn is Texts for a value inside a loop, which fills in its identifiers.
func (t *Template) TextsIn(loop *Loop, n *syntax.Node, when *Scenario) (texts []Text) {
	r := &renderer{template: t, loop: loop, room: MaxTexts - 1}
	for _, d := range r.whole([]*draft{{when: when}}, n) {
		if !d.absent {
			texts = append(texts, d.done())
		}
	}
	return texts
}

// literal returns the text of a value if that is certain.
func (r *renderer) literal(n *syntax.Node, when *Scenario) (Text, bool) {
	inner := &renderer{template: r.template, loop: r.loop, steps: r.steps}
	drafts := inner.value([]*draft{{when: when}}, n)
	r.steps = inner.steps
	if len(drafts) != 1 {
		return Text{}, false
	}
	x := drafts[0].done()
	_, ok := x.Literal()
	return x, ok
}

// draft is a text that is being written.
type draft struct {
	bytes   []byte
	text    string // all of it, once it is done
	pieces  []piece
	holes   []Hole
	when    *Scenario
	begun   []bool // for each Fn::Join around: a value of it was written
	encoded bool
	absent  bool
}

func (d *draft) done() Text {
	d.text = string(d.bytes)
	return Text{When: d.when, Encoded: d.encoded, to: len(d.text), all: d}
}

func (d *draft) in(when *Scenario) *draft {
	made := *d
	made.when = when
	made.bytes, made.pieces = slices.Clone(d.bytes), slices.Clone(d.pieces)
	made.holes, made.begun = slices.Clone(d.holes), slices.Clone(d.begun)
	return &made
}

// write appends a text that stands for bytes [from, to) of a node's text.
func (d *draft) write(text string, n *syntax.Node, from, to int, whole bool) {
	if text == "" {
		return
	}
	at := len(d.bytes)
	d.bytes = append(d.bytes, text...)
	d.pieces = append(d.pieces, piece{at: at, end: len(d.bytes), node: n, from: from, to: to, whole: whole})
}

func (d *draft) hole(h Hole) {
	r := FirstHole + rune(len(d.holes))
	if r > LastHole {
		r, h.Kind = LastHole, OfOther
		d.holes[LastHole-FirstHole] = Hole{Node: h.Node, from: h.from, to: h.to}
	} else {
		d.holes = append(d.holes, h)
	}
	d.write(string(r), h.Node, h.from, h.to, true)
}

// renderer writes the drafts of all branches side by side.
type renderer struct {
	template *Template
	loop     *Loop
	room     int // for further drafts
	steps    int
}

// whole renders what may be removed or encoded as a whole.
func (r *renderer) whole(drafts []*draft, n *syntax.Node) []*draft {
	switch call := CallOf(n); {
	case call.Function == FnIf:
		return r.split(drafts, call, r.whole)
	case n == nil || n.Is(syntax.Null) || IsNoValue(n):
		for _, d := range drafts {
			d.absent = true
		}
		return drafts
	case call.Function == FnBase64:
		for _, d := range drafts {
			d.encoded = true
		}
		return r.value(drafts, call.Argument)
	}
	return r.value(drafts, n)
}

// value appends the text of a value to drafts.
func (r *renderer) value(drafts []*draft, n *syntax.Node) []*draft {
	if n == nil {
		return drafts
	}
	if r.steps++; r.steps > maxRendered || len(drafts) > 0 && len(drafts[0].bytes) > maxRenderedText {
		return r.hole(drafts, Hole{Node: n, to: len(n.Text())})
	}
	switch call := CallOf(n); call.Function {
	case "":
		return r.plain(drafts, n)
	case FnSub:
		return r.sub(drafts, call)
	case FnJoin:
		return r.join(drafts, call.Join().Values, call.Join())
	case FnIf:
		return r.split(drafts, call, r.value)
	case FnRef:
		return r.ref(drafts, call.Argument.Text(), Hole{Node: n})
	case FnGetAtt:
		g, _ := call.GetAtt()
		return r.hole(drafts, Hole{Kind: OfAttribute, Name: g.Resource.Text, Attribute: g.Attribute.Text, Node: n})
	case FnFindInMap:
		return r.found(drafts, call)
	case FnSelect:
		return r.selected(drafts, call)
	}
	return r.hole(drafts, Hole{Node: n})
}

func (r *renderer) plain(drafts []*draft, n *syntax.Node) []*draft {
	switch {
	case n.Is(syntax.Null):
	case n.IsScalar():
		r.write(drafts, literalText(n), n, 0, false)
	default:
		r.hole(drafts, Hole{Node: n})
	}
	return drafts
}

func (r *renderer) hole(drafts []*draft, h Hole) []*draft {
	for _, d := range drafts {
		d.hole(h)
	}
	return drafts
}

// write appends literal text. What a loop fills in is a hole, and so are the runes that stand
// for holes.
func (r *renderer) write(drafts []*draft, text string, n *syntax.Node, from int, whole bool) {
	for text != "" {
		start, end := r.opening(text)
		for _, d := range drafts {
			d.write(text[:start], n, from, from+start, whole)
			if start < end {
				d.hole(Hole{Node: n, Least: r.least(text[start:end]), from: from + start, to: from + end})
			}
		}
		text, from = text[end:], from+end
	}
}

// least is the length of an opening that is no identifier of a loop.
func (r *renderer) least(opening string) int {
	if first, size := utf8.DecodeRuneInString(opening); IsHole(first) {
		return size
	}
	return 0
}

// opening finds the first bytes of a literal text that are none. Without any, both places are
// the end.
func (r *renderer) opening(text string) (start, end int) {
	start, end = len(text), len(text)
	if at := strings.IndexFunc(text, IsHole); at >= 0 {
		_, size := utf8.DecodeRuneInString(text[at:])
		start, end = at, at+size
	}
	for loop := r.loop; loop != nil; loop = loop.Outer {
		for _, name := range []string{"${" + loop.Identifier + "}", "&{" + loop.Identifier + "}"} {
			if at := strings.Index(text, name); at >= 0 && at < start {
				start, end = at, at+len(name)
			}
		}
	}
	return start, end
}

// sub appends what Fn::Sub gives.
func (r *renderer) sub(drafts []*draft, call Call) []*draft {
	s := call.Sub()
	if !s.Text.IsScalar() {
		return r.hole(drafts, Hole{Node: call.Node})
	}
	parts, _ := s.Parts()
	for _, p := range parts {
		switch {
		case p.Kind == interp.SubText:
			r.write(drafts, p.Text, s.Text, p.From, false)
		case p.Kind == interp.SubLiteral:
			r.subLiteral(drafts, s, p)
		case s.Variable(p) != nil:
			drafts = r.value(drafts, s.Variable(p))
		case p.Kind == interp.SubAttr:
			r.hole(drafts, Hole{Kind: OfAttribute, Name: p.Name, Attribute: p.Attr, Node: s.Text, from: p.From, to: p.To})
		default:
			r.ref(drafts, p.Name, Hole{Node: s.Text, from: p.From, to: p.To})
		}
	}
	return drafts
}

// subLiteral appends the ${…} that a ${!…} gives.
func (r *renderer) subLiteral(drafts []*draft, s Sub, p interp.SubPart) {
	for _, d := range drafts {
		d.write(p.Text, s.Text, p.From, p.To, true)
	}
}

// ref appends what Ref of a name gives. The hole is where that stands.
func (r *renderer) ref(drafts []*draft, name string, h Hole) []*draft {
	switch {
	case r.loop.Binds(name) != nil:
		return r.hole(drafts, h)
	case name == NoValue:
		return drafts
	}
	p := r.template.Parameter(name)
	h.Kind, h.Name, h.Least = r.template.refKind(name), name, p.MinLength()
	if p == nil {
		h.Least = leastOfPseudo(name)
	}
	texts, _ := r.template.textsOf(name)
	for _, d := range drafts {
		d.ref(h, texts)
	}
	return drafts
}

// ref appends what Ref gives: the text that it has in the scenario, or the only one that it can
// have, else a hole.
func (d *draft) ref(h Hole, can []string) {
	if text, ok := d.when.valueOf(h.Name); ok {
		can = []string{text}
	}
	if len(can) != 1 {
		d.hole(h)
		return
	}
	d.write(can[0], h.Node, h.from, h.to, true)
}

// valueOf returns the value that the scenario itself gives to a parameter.
func (s *Scenario) valueOf(name string) (text string, ok bool) {
	for ; s != nil; s = s.Within {
		if s.Parameter == name && name != "" {
			return s.Value, true
		}
	}
	return "", false
}

func (t *Template) refKind(name string) HoleKind {
	switch {
	case t.Parameter(name) != nil:
		return OfParameter
	case IsPseudoParameter(name):
		return OfPseudo
	case t.Resource(name) != nil:
		return OfResource
	}
	return OfOther
}

// leastOfPseudo is the least number of bytes that Ref of a pseudo parameter gives.
func leastOfPseudo(name string) int {
	switch name {
	case "AWS::Region":
		return len("us-east-1")
	case "AWS::StackName":
		return 1
	case "AWS::StackId":
		return len("arn:aws:cloudformation:us-east-1:123456789012:stack/a/01234567-89ab-cdef-0123-456789abcdef")
	case "AWS::AccountId":
		return len("123456789012")
	case "AWS::Partition":
		return len("aws")
	case "AWS::URLSuffix":
		return len("c2s.ic.gov")
	}
	return 0
}
