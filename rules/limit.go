package rules

import (
	"strings"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/lint"
)

// A limit is one of CloudFormation's quotas on a template. It makes two rules: an error for
// what is beyond it, and an info for what comes near.
type limit struct {
	over, near words
	aliases    []string // of over
	refused    string   // what CloudFormation does not take, as "more than 200 outputs"
	help       string
	quotas     []quota // a further one belongs to the same rules
	sample     sample
}

// words are what names a rule.
type words struct{ id, name, title string }

// A quota bounds one number of a template.
type quota struct {
	subject string // what has a number of something: "the template"
	noun    string // what is counted: "output"
	most    int
	measure measure
}

// A measure calls found for each place that has a number of something.
type measure func(p *lint.Pass, found func(at *syntax.Node, size int))

// near returns the least number, nine tenths of a quota, that comes near it.
func (q quota) near() int { return q.most*9/10 + 1 }

// rules returns the two rules. The examples of what is near have a number between.
func (l limit) rules() []*lint.Rule {
	most := l.quotas[0].most
	over := l.rule(l.over, diag.Error, most+1)
	over.Aliases = l.aliases
	over.Why = "CloudFormation refuses a template with " + l.refused + ". This quota cannot be raised."
	over.Check = l.check(func(p *lint.Pass, q quota, at *syntax.Node, size int) {
		if size > q.most {
			p.At(at, "%s has %s, and CloudFormation takes at most %d", q.subject, count(size, q.noun), q.most)
		}
	})
	near := l.rule(l.near, diag.Info, (l.quotas[0].near()+most)/2)
	near.Why = "CloudFormation refuses a template with " + l.refused + ". From nine tenths of that on, the next change may be the one too many."
	near.Check = l.check(func(p *lint.Pass, q quota, at *syntax.Node, size int) {
		if size >= q.near() && size <= q.most {
			p.At(at, "%s has %s of at most %d", q.subject, count(size, q.noun), q.most)
		}
	})
	return []*lint.Rule{over, near}
}

func (l limit) rule(w words, s diag.Severity, size int) *lint.Rule {
	return &lint.Rule{
		ID:       w.id,
		Name:     w.name,
		Title:    w.title,
		Severity: s,
		Help:     l.help,
		Quota:    true,
		Made:     func() (bad, good []lint.Example) { return l.examples(size) },
	}
}

// examples makes a template with so many of what is counted, and one with few.
func (l limit) examples(size int) (bad, good []lint.Example) {
	few := l.sample("within the quota", 1)
	few.Template = strings.ReplaceAll(few.Template, " # want", "")
	return []lint.Example{l.sample(count(size, l.quotas[0].noun), size)}, []lint.Example{few}
}

// check measures a template, unless a macro may make less of it.
func (l limit) check(judge func(*lint.Pass, quota, *syntax.Node, int)) func(*lint.Pass) {
	return func(p *lint.Pass) {
		if p.Template.Opaque() {
			return
		}
		for _, q := range l.quotas {
			q.measure(p, func(at *syntax.Node, size int) { judge(p, q, at, size) })
		}
	}
}
