package rules

import (
	"slices"
	"strings"

	"github.com/cfnc/cfnc/compiler/check"
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
	"github.com/cfnc/cfnc/schema"
)

// checkOffered reports instance types and classes that a region of the run does not offer, or
// no region at all.
func checkOffered(p *lint.Pass) {
	if p.Template.Opaque() {
		return
	}
	for _, r := range p.Template.Resources {
		typ, _ := schema.Lookup(r.Type)
		for table := range typ.Regional() {
			if table.Rule() == p.Rule.ID && r.Loop == nil {
				checkClasses(p, r, table)
			}
		}
	}
}

func checkClasses(p *lint.Pass, r *template.Resource, table schema.Regional) {
	for at := range placesAt(p.Template, r, table.Path()) {
		offers := offersFor(p.Template, r, table, at.when)
		if text, ok := at.given(p.Template); ok {
			checkClass(p, offers, at, text)
		} else if at.when == nil {
			checkMapped(p, offers, at)
		}
	}
}

func checkClass(p *lint.Pass, offers offers, at place, text string) {
	if lacking := offers.lacking(placesOf(p, at), text); lacking != nil {
		p.At(at.value, "`%s` is not offered in %s", text, several(lacking))
	} else if offers.nowhere(text) {
		p.At(at.value, "`%s` is not offered in any region%s", text, didYouMean(text, offers.all()))
	}
}

// checkMapped looks at what a mapping holds for each region, or for those of the run.
func checkMapped(p *lint.Pass, offers offers, at place) {
	find := template.CallTo(template.FnFindInMap, at.value).FindInMap()
	mapping := p.Template.Mapping(find.Mapping.Text())
	if mapping == nil || template.CallTo(template.FnRef, find.Top).Argument.Text() != "AWS::Region" || !isFixed(find.Second) {
		return
	}
	for key := range mapping.Value.Pairs() {
		region, value := key.Text(), place{value: mapping.Find(key.Text(), find.Second.Text())}
		text, ok := value.literal()
		if ok && offers.at(region, text) == schema.Unavailable && (len(p.Regions) == 0 || slices.Contains(p.Regions, region)) {
			p.At(value.value, "`%s` is not offered in `%s`", text, region).Note(at.value, "it is looked up here")
		}
	}
}

// placesOf returns the regions of a run where a value surely counts. A condition may be about
// the region.
func placesOf(p *lint.Pass, at place) []string {
	if at.when != nil {
		return nil
	}
	return p.Regions
}

// offers are the lists that hold for a property, given the others of its resource.
type offers []schema.Case

func offersFor(t *template.Template, r *template.Resource, table schema.Regional, when *template.Scenario) (list offers) {
	for c := range table.Cases() {
		if check.Meets(t, r, c.When(), when) {
			list = append(list, c)
		}
	}
	return list
}

// at says whether a region offers a class. One of several lists that has it is enough.
func (o offers) at(region, class string) (a schema.Availability) {
	for _, c := range o {
		switch c.In(region, class) {
		case schema.Available:
			return schema.Available
		case schema.Unavailable:
			a = schema.Unavailable
		}
	}
	return a
}

// lacking returns those of the regions that surely do not offer a class.
func (o offers) lacking(regions []string, class string) (lacking []string) {
	for _, region := range regions {
		if o.at(region, class) == schema.Unavailable {
			lacking = append(lacking, region)
		}
	}
	return lacking
}

// nowhere reports whether no region that is known offers a class.
func (o offers) nowhere(class string) bool {
	known := false
	for region := range schema.Regions().All() {
		a := o.at(region, class)
		if a == schema.Available {
			return false
		}
		known = known || a == schema.Unavailable
	}
	return known
}

// all lists what any region offers.
func (o offers) all() (classes []string) {
	for _, c := range o {
		for region := range schema.Regions().All() {
			classes = slices.AppendSeq(classes, c.Values(region))
		}
	}
	return classes
}

// An offering is a kind of instance that regions have in different sizes: one rule.
type offering struct {
	words
	kind       string // in the plural
	typ        string
	properties string // with CLASS for the instance type
	has, lacks string // by Paris, but for those that are elsewhere
	region     string
}

func (o offering) rule() *lint.Rule {
	return &lint.Rule{
		ID: o.id, Name: o.name, Title: o.title, Severity: diag.Error,
		Why: "Regions offer different " + o.kind + ", and only few of them offer all. Creating the resource elsewhere fails, and the stack is " +
			"rolled back. The lists are AWS's own, of the day of the schemas; they are looked at for the regions of the run.",
		Help:  "choose one that the region offers",
		Made:  o.examples,
		Check: checkOffered,
	}
}

const (
	choiceOfSize = "Parameters:\n  Class: {Type: String}\nConditions:\n  Small: !Equals [!Ref Class, small]\n"
	inRegion     = "Metadata:\n  cfn-lint: {config: {regions: [REGION]}}\n"
)

func (o offering) examples() (bad, good []lint.Example) {
	region := "eu-west-3"
	if o.region != "" {
		region = o.region
	}
	here := strings.ReplaceAll(inRegion, "REGION", region)
	bad = []lint.Example{
		{Name: "not in the region", Template: here + o.resources(o.lacks+" # want")},
		{Name: "not in any region", Template: choiceOfSize + o.resources("!If", "  - Small", "  - "+o.has, "  - no.such.class # want")},
	}
	good = []lint.Example{
		{Name: "one that the region offers", Template: here + o.resources(o.has)},
		{Name: "one of the deployment", Template: here + choiceOfSize + o.resources("!If [Small, "+o.has+", !Ref Class]")},
	}
	return bad, good
}

// resources writes a resource with a value for the instance type.
func (o offering) resources(value ...string) string {
	before, indent := o.properties, o.properties[strings.LastIndex(o.properties, "\n")+1:]
	indent = indent[:len(indent)-len(strings.TrimLeft(indent, " "))]
	return "Resources:\n  Resource:\n    Type: " + o.typ + "\n    Properties:\n" + before + " " + strings.Join(value, "\n"+indent) + "\n"
}
