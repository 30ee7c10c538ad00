package exprrule

import (
	"errors"
	"path"
	"strings"
	"sync"

	"github.com/expr-lang/expr/conf"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

// A rule is one of a file, with what its check needs.
type rule struct {
	lint.Rule
	node  *syntax.Node // in the file
	types []string     // patterns
	each  []string     // the path to the values that it is about; nil: the resource itself

	language *conf.Config // of its expressions
	when     *expression
	message  text
	at       text
	ready    sync.Once
	broken   error // what keeps it from running
}

// check is the check of the rule.
func (r *rule) check(p *lint.Pass) {
	run := newRun(p)
	for _, resource := range p.Template.Resources {
		if !r.means(resource) {
			continue
		}
		r.ready.Do(func() { r.broken = r.prepare() })
		if r.broken != nil {
			r.tell(run, r.broken, "the expression cannot run: "+reason(r.broken))
			return
		}
		run.begin(resource)
		r.resource(run)
		if run.stopped != nil {
			r.giveUp(run)
			return
		}
	}
}

// means reports whether the rule is about a resource.
func (r *rule) means(resource *template.Resource) bool {
	if !resource.Body.Is(syntax.Map) || resource.Type == "" {
		return false
	}
	for _, pattern := range r.types {
		if pattern == "*" || pattern == resource.Type {
			return true
		}
		if fits, _ := path.Match(pattern, resource.Type); fits {
			return true
		}
	}
	return false
}

// prepare makes the programs when the first resource occurs that the rule is about.
func (r *rule) prepare() error {
	list := []*expression{r.when}
	for _, part := range append(append(text{}, r.message...), r.at...) {
		if part.value != nil {
			list = append(list, part.value)
		}
	}
	for _, e := range list {
		if err := e.prepare(); err != nil {
			return err
		}
	}
	return nil
}

// resource judges one resource, or each of the values in it.
func (r *rule) resource(run *run) {
	if r.each == nil {
		r.judge(run, subject{when: run.resource.When()})
		return
	}
	key, value, rest := start(run.resource, r.each)
	run.follow(subject{key, value, run.resource.When()}, rest, func(s subject) { r.judge(run, s) })
}

// judge reports a subject if the expression is true of it in some case.
func (r *rule) judge(run *run, s subject) {
	run.subject = s
	verdict := run.template.Judge(s.when, func(c *template.Case) template.Answer {
		run.at = c
		return run.answer(r.when)
	})
	if !verdict.Holds() || run.stopped != nil {
		return
	}
	run.at = verdict.Case
	r.report(run, verdict)
}

func (r *rule) report(run *run, v template.Verdict) {
	message := run.write(r.message)
	n := run.place(strings.Split(run.write(r.at), "."))
	run.pass.At(n, "%s", message).Under(v)
}

// giveUp tells that a rule needs more than its budget.
func (r *rule) giveUp(run *run) {
	message := "the expression was stopped: it needs more memory than it may"
	if errors.Is(run.stopped, errSteps) {
		message = "the expression was stopped: it looks at more values than it may"
	}
	r.tell(run, run.stopped, message)
}

// tell reports what is wrong with the rule itself, at the expression in its file.
func (r *rule) tell(run *run, err error, message string) {
	run.pass.AtSpan(r.node.Get("when"), r.when.span(err), "%s", message).Severity(diag.Error).Help("change the expression")
}
