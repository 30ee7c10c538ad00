package rules

import (
	"slices"

	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

// record is a record set of Amazon Route 53: a resource of its own, or one of a group.
type record struct {
	resource *template.Resource
	body     *syntax.Node       // its properties
	group    *syntax.Node       // what says in which zone it is: the same, or the properties of the group
	when     *template.Scenario // in which it is there
}

// records returns the record sets of a template that can be read, in the order of the source.
func records(p *lint.Pass) (list []record) {
	for _, r := range p.Template.Resources {
		if !isRecord(r) || r.Loop != nil || !complete(p.Template, r) {
			continue
		}
		for group := range placesAt(p.Template, r, "") {
			if r.Type == "AWS::Route53::RecordSet" {
				list = append(list, record{r, group.value, group.value, group.when})
			}
			for at := range below(p.Template, group, "RecordSets.*") {
				list = append(list, record{r, at.value, group.value, at.when})
			}
		}
	}
	return slices.DeleteFunc(list, func(r record) bool { return !isPlain(r.body) || !isPlain(r.group) })
}

func isRecord(r *template.Resource) bool {
	return r.Type == "AWS::Route53::RecordSet" || r.Type == "AWS::Route53::RecordSetGroup"
}

// allRecords reports whether no loop and no macro makes records that records does not return.
func allRecords(p *lint.Pass) bool {
	return !p.Template.MayDeclareMore() &&
		!slices.ContainsFunc(p.Template.Resources, func(r *template.Resource) bool { return isRecord(r) && r.Loop != nil })
}

// judge asks about one record.
func (r record) judge(p *lint.Pass, question func(*template.Case) template.Answer) template.Verdict {
	return p.Template.Judge(r.resource.When(), func(c *template.Case) template.Answer {
		if there := c.In(r.when); there != template.Yes {
			return there
		}
		return question(c)
	})
}

// failover returns PRIMARY or SECONDARY, or "" for a record that is no part of such a pair, as far
// as is known.
func (r record) failover(c *template.Case) string {
	text, _ := c.Text(c.At(r.body, "Failover"))
	if text != "PRIMARY" && text != "SECONDARY" {
		return ""
	}
	return text
}

// name reads the name as Route 53 compares it.
func (r record) name(c *template.Case) template.Wording { return dnsName(c, r.body.Get("Name")) }

// dnsName reads a domain name.
func dnsName(c *template.Case, n *syntax.Node) template.Wording { return asName(c.Wording(n)) }

// asName is a text as a domain name. A dot at its end means nothing, nor does case.
func asName(w template.Wording) template.Wording { return w.Lower().TrimSuffix(".") }

// watched says whether Route 53 knows of the health of what a record points to.
func (r record) watched(c *template.Case) template.Answer {
	return c.Lacks(r.body, "HealthCheckId").Not().Or(r.followsTarget(c))
}

// followsTarget says whether the record is an alias that is as healthy as its target.
func (r record) followsTarget(c *template.Case) template.Answer {
	return c.Bool(c.At(r.body, "AliasTarget", "EvaluateTargetHealth"), false)
}

// zone says whether two records are in the same hosted zone.
func (r record) zone(c *template.Case, other record) template.Answer {
	same := template.Undecided
	for _, key := range []string{"HostedZoneId", "HostedZoneName"} {
		a, b := c.Wording(r.group.Get(key)).Lower(), c.Wording(other.group.Get(key)).Lower()
		if !a.Empty() && !b.Empty() {
			same = a.Is(b)
		}
	}
	return same
}

// stands says whether two records answer the same question: they have the same name and type, in
// the same zone.
func (r record) stands(c *template.Case, other record) template.Answer {
	same := c.In(other.when).And(r.name(c).Is(other.name(c)))
	if same != template.No {
		same = same.And(c.Wording(r.body.Get("Type")).Is(c.Wording(other.body.Get("Type")))).And(r.zone(c, other))
	}
	return same
}

// failoverRecord is a record with the name that it has in every case, if that is so.
type failoverRecord struct {
	record
	name  template.Wording
	fixed bool
}

// mayStand reports whether two names are not surely different. It is a quick look before stands.
func (r failoverRecord) mayStand(other failoverRecord) bool {
	return !r.fixed || !other.fixed || r.name.Is(other.name) != template.No
}
