package rules

import (
	"strings"

	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

// flaw is something wrong with what the instances of a resource run or read.
type flaw struct {
	resource *template.Resource
	node     *syntax.Node
	at       source.Span
	when     *template.Scenario                   // in which it is there
	holds    func(*template.Case) template.Answer // nil: it is wrong wherever it is there
	message  string
	dress    func(*lint.Finding) // nil: there is no more to say
}

// reportFlaws reports flaws, each once: a text is read for every combination of its branches,
// and the same words may be wrong in several.
func reportFlaws(p *lint.Pass, list []flaw) {
	type place struct {
		at      source.Span
		message string
	}
	var order []place
	same := map[place][]flaw{}
	for _, m := range list {
		key := place{m.at, m.message}
		if same[key] == nil {
			order = append(order, key)
		}
		same[key] = append(same[key], m)
	}
	for _, key := range order {
		reportFlaw(p, same[key])
	}
}

func reportFlaw(p *lint.Pass, same []flaw) {
	m := same[0]
	verdict := p.Template.Judge(m.resource.When(), func(c *template.Case) template.Answer {
		answer := template.No
		for _, m := range same {
			if answer != template.Yes {
				answer = answer.Or(m.in(c))
			}
		}
		return answer
	})
	if !verdict.Holds() {
		return
	}
	f := p.AtSpan(m.node, m.at, "%s", m.message)
	if m.dress != nil {
		m.dress(f)
	}
	f.Under(verdict)
}

// in says whether the flaw is made in a case.
func (m flaw) in(c *template.Case) template.Answer {
	there := c.In(m.when)
	if there == template.No || m.holds == nil {
		return there
	}
	return there.And(m.holds(c))
}

// nearestOf is didYouMean for names in which case matters: one that differs in case alone comes
// before all others.
func nearestOf(word string, candidates []string) string {
	for _, candidate := range candidates {
		if strings.EqualFold(word, candidate) {
			return meaning(candidate)
		}
	}
	return didYouMean(word, candidates)
}

// resourceIDs lists the logical IDs of a template.
func resourceIDs(t *template.Template) (ids []string) {
	for _, r := range t.Resources {
		ids = append(ids, r.ID)
	}
	return ids
}
