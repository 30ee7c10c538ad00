package check

import (
	"fmt"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/schema"
)

// walker holds values of one resource against schemas. A loud one reports what is wrong, a
// quiet one only finds out whether something is.
type walker struct {
	*checker
	resource *template.Resource
	typ      schema.Type
	base     *template.Scenario // in which the resource exists
	when     *template.Scenario // in which the value counts
	steps    *int
	depth    int
	rule     string  // to report under instead of the keyword's
	source   *origin // where the value comes from, if a function gave it
	open     bool    // the properties may have more than can be seen

	quiet, strict  bool // a strict one takes no text for a number
	failed, unsure bool // of a quiet one
}

// maxDepth bounds how deep schemas are followed.
const maxDepth = 200

// value holds a value against a schema. The key is where something is reported that the
// value lacks.
func (w *walker) value(s schema.Node, v, key *syntax.Node) {
	s = s.Resolve()
	if s.IsZero() || w.settled() {
		return
	}
	if *w.steps--; *w.steps < 0 || w.depth > maxDepth {
		w.unsure = true
		return
	}
	w.depth++
	defer func() { w.depth-- }()
	if template.CallTo(template.FnIf, v).Function != "" {
		w.branches(s, v, key)
		return
	}
	w.plain(s, v, key)
}

// settled reports whether nothing more can change the answer.
func (w *walker) settled() bool { return w.quiet && w.failed }

// plain holds a value that is no Fn::If against a schema.
func (w *walker) plain(s schema.Node, v, key *syntax.Node) {
	v = w.known(v)
	given := w.given(v)
	switch {
	case given.absent:
		return
	case given.unknown:
		w.unsure = true
		w.resolved(s, v)
		w.refers(s, v)
		return
	case s.Never():
		w.fail("E3002", key, "`%s` must not be set here", key.Text())
		return
	case !w.hasType(s.Types(), given, v):
		return
	}
	if given.literal {
		w.literal(s, v, key)
	} else {
		w.unsure = true
		w.resolved(s, v)
		w.refers(s, v)
	}
	w.combined(s, v, key)
}

// literal holds what stands in the template against the keywords for its kind.
func (w *walker) literal(s schema.Node, v, key *syntax.Node) {
	switch v.Kind() {
	case syntax.Map:
		w.object(s, v, key)
	case syntax.List:
		w.list(s, v, key)
	default:
		w.scalar(s, v)
	}
}

// branches looks into the branches that can be reached. Quietly it is decided only what they
// agree on.
func (w *walker) branches(s schema.Node, v, key *syntax.Node) {
	outer := w.when
	defer func() { w.when = outer }()
	failed, passed := 0, 0
	for when, branch := range w.template.Branches(v, outer) {
		w.when = when
		if !w.quiet {
			w.plain(s, branch, key)
			continue
		}
		switch w.match(s, branch, key) {
		case no:
			failed++
		case yes:
			passed++
		default:
			w.unsure = true
		}
	}
	w.failed = w.failed || failed > 0 && passed == 0 && !w.unsure
	w.unsure = w.unsure || failed > 0 && passed > 0
}

// verdict says whether a value meets a schema.
type verdict uint8

const (
	unknown verdict = iota
	no
	yes
)

// match finds out whether a value meets a schema.
func (w *walker) match(s schema.Node, v, key *syntax.Node) verdict {
	q := *w
	q.quiet, q.failed, q.unsure = true, false, false
	q.value(s, v, key)
	switch {
	case q.failed:
		return no
	case q.unsure:
		return unknown
	}
	return yes
}

// fail says that something is wrong at a node.
func (w *walker) fail(rule string, at *syntax.Node, message string, args ...any) {
	w.failed = true
	if w.quiet {
		return
	}
	w.report(Violation{Rule: rule, Node: at, Message: fmt.Sprintf(message, args...)})
}

// mild says that something is not as it should be, which CloudFormation may accept.
func (w *walker) mild(rule string, at *syntax.Node, message string, args ...any) {
	if !w.quiet {
		w.report(Violation{Rule: rule, Node: at, Mild: true, Message: fmt.Sprintf(message, args...)})
	}
}

// report takes a violation down, unless it was found before.
func (w *walker) report(v Violation) {
	if w.rule != "" {
		v.Rule = w.rule
	}
	if w.when != w.base && w.template.Implies(w.base, w.when) != template.Yes || w.template.Opaque() {
		v.Certainty = diag.May
	}
	if w.source != nil {
		w.source.mark(&v)
	}
	if at := w.stands[v.Node]; at != nil {
		v.Node = at
	}
	id := said{v.Rule, v.Message, v.Node}
	if !w.seen[id] {
		w.seen[id] = true
		w.found = append(w.found, v)
	}
}
