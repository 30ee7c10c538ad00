package exprrule

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/expr-lang/expr/vm"

	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
	"github.com/cfnc/cfnc/schema"
)

// A run is one rule in one template.
type run struct {
	pass     *lint.Pass
	template *template.Template
	resource *template.Resource
	subject  subject
	at       *template.Case // in which the expression is evaluated
	machine  vm.VM
	given    map[string]any // to expressions: the run itself
	options  map[string]any // what was read of them
	tagged   string         // the property that takes the tags of the resource
	taggable bool
	steps    int
	stopped  error // what ended the rule: its budget is spent
}

func newRun(p *lint.Pass) *run {
	r := &run{pass: p, template: p.Template, options: map[string]any{}}
	r.given = map[string]any{runName: r}
	return r
}

// begin turns to a resource.
func (r *run) begin(resource *template.Resource) {
	r.resource, r.subject = resource, subject{}
	r.tagged, r.taggable = tagProperty(resource.Type)
}

// tick counts a step.
func (r *run) tick() error {
	if r.steps++; r.steps > MaxSteps {
		return errSteps
	}
	return nil
}

// bytesPerStep are the bytes of a new text that count as one step.
const bytesPerStep = 16

// charge counts the steps that a new value costs.
func (r *run) charge(value any) error {
	switch v := value.(type) {
	case string:
		r.steps += len(v) / bytesPerStep
	case []any:
		r.steps += len(v)
	case []string:
		r.steps += len(v)
	}
	return r.tick()
}

// answer evaluates an expression. Where it reads what is not known, or compares what cannot be
// compared, there is no answer.
func (r *run) answer(e *expression) template.Answer {
	if r.stopped != nil {
		return template.Undecided
	}
	value, err := r.value(e)
	if holds, failed := asFlag(value); err == nil && failed == nil {
		if holds == true {
			return template.Yes
		}
		return template.No
	}
	if errors.Is(err, errSteps) || err != nil && strings.Contains(err.Error(), "memory budget") {
		r.stopped = err
	}
	return template.Undecided
}

func (r *run) value(e *expression) (any, error) { return r.machine.Run(e.program, r.given) }

// part gives a part of the resource, by the name that expressions have for it.
func (r *run) part(name string) any {
	switch name {
	case "id":
		return r.resource.ID
	case "type":
		return r.resource.Type
	case "taggable":
		return r.taggable
	case "tags":
		return view{run: r, node: r.resource.Property(r.tagged), tags: true}
	}
	return r.view(r.resource.At(attributes[name]))
}

// item gives the value that the rule is about, if it is about one in a resource.
func (r *run) item(string) any { return r.view(r.subject.value) }

// tagProperty is the property of a type that takes tags, as far as the schemas know one.
func tagProperty(typ string) (name string, known bool) {
	t, _ := schema.Lookup(typ)
	if name, _ = t.Tags(); name == "" {
		return "Tags", false
	}
	return name, true
}

func (r *run) view(n *syntax.Node) view { return view{run: r, node: n} }

// option gives what is set for the rule.
func (r *run) option(name string) any {
	if value, read := r.options[name]; read {
		return value
	}
	r.options[name] = r.setting(name)
	return r.options[name]
}

func (r *run) setting(name string) any {
	switch s := r.pass.Setting(name); s.Type() {
	case lint.Flag(false).Type():
		return s.Flag()
	case lint.Number(0).Type():
		return s.Number()
	case lint.Text("").Type():
		return s.Text()
	default:
		return s.Texts()
	}
}

// write fills in the values of a text. What is not known is written as "…".
func (r *run) write(parts text) string {
	var b strings.Builder
	for _, p := range parts {
		b.WriteString(p.literal)
		if p.value == nil {
			continue
		}
		value, err := r.value(p.value)
		if err != nil {
			b.WriteString("…")
			continue
		}
		b.WriteString(shown(value))
	}
	return b.String()
}

// shown writes a value for people.
func shown(value any) string {
	switch v := value.(type) {
	case nil:
		return "nothing"
	case []any:
		texts := make([]string, len(v))
		for i, item := range v {
			texts[i] = shown(item)
		}
		return strings.Join(texts, ", ")
	case []string:
		return strings.Join(v, ", ")
	case map[string]any:
		return strings.Join(sortedKeys(v), ", ")
	case float64:
		return strconv.FormatFloat(v, 'g', -1, 64)
	}
	return fmt.Sprint(value)
}
