package table

import (
	"strings"

	"github.com/cfnc/cfnc/schema/internal/layout"
)

// root encodes everything and gives the words of the root.
func (e *encoder) root() []uint32 {
	d, root := e.data, make([]uint32, layout.RootSize)
	if len(d.Regions.Names) > 64 {
		e.fail("%d regions do not fit in 64 bits", len(d.Regions.Names))
	}
	root[layout.RootDate] = e.text(d.Date)
	root[layout.RootSource] = e.text(d.Source)
	root[layout.RootRegions] = e.names(d.Regions.Names)
	root[layout.RootKnown] = e.set(d.Regions.Known())
	regional := e.regional()
	names := sorted(d.Types)
	records := make([]uint32, 0, len(names)*layout.TypeSize)
	for _, name := range names {
		records = append(records, e.typeRecord(name, d.Types[name], regional[name])...)
	}
	root[layout.RootTypes] = uint32(len(names))
	root[layout.RootRecords] = e.record(records...)
	root[layout.RootTables] = e.tables(d.Tables)
	root[layout.RootIAM] = e.iam()
	root[layout.RootClasses] = e.classes()
	for name := range regional {
		if d.Types[name] == nil {
			e.fail("a regional table speaks of %s, which is no type", name)
		}
	}
	return root
}

func (e *encoder) typeRecord(name string, t *Type, regional []uint32) []uint32 {
	r := make([]uint32, layout.TypeSize)
	r[layout.TypeName] = e.text(name)
	r[layout.TypeSchema] = e.node(t.Schema)
	r[layout.TypeDefinitions] = e.members(t.Definitions)
	for i, paths := range [][]string{t.PrimaryIdentifier, t.ReadOnly, t.CreateOnly, t.MayReplace, t.WriteOnly, t.Deprecated} {
		r[layout.TypeIdentifier+i] = e.names(paths)
	}
	r[layout.TypeAttributes] = e.attributes(t.Attributes)
	if t.Ref != "" {
		r[layout.TypeRef] = e.types(Types{t.Ref})
	}
	set, err := e.data.Regions.ParseRegions(t.Regions, e.data.Regions.Known())
	if err != nil {
		e.fail("%s: %w", name, err)
	}
	r[layout.TypeRegions] = e.set(set)
	r[layout.TypeFlags] = e.flags(t)
	if t.Lifecycle != nil {
		r[layout.TypeLifecycleDate] = e.text(t.Lifecycle.Date)
	}
	r[layout.TypeChecks] = e.checks(t.Checks)
	r[layout.TypeRegional] = e.list(len(regional), regional)
	r[layout.TypeRefGives] = e.names(t.RefGives)
	r[layout.TypeRelations] = e.rows(t.Relations)
	if t.Tags != nil {
		r[layout.TypeTags] = e.text(t.Tags.Property)
	}
	return r
}

func (e *encoder) flags(t *Type) (flags uint32) {
	flags |= uint32(flag(t.Stateful)) * layout.FlagStateful
	flags |= uint32(flag(t.Regions != "")) * layout.FlagRegionsKnown
	flags |= e.choice(t.Replacement, "createFirst", "deleteFirst") << layout.FlagReplace
	if t.Lifecycle != nil {
		flags |= e.choice(t.Lifecycle.Status, "maintenance", "sunset", "shutdown") << layout.FlagLifecycle
	}
	if t.Tags != nil {
		flags |= e.choice(t.Tags.Form, "list", "map", "group") << layout.FlagTags
	}
	return flags
}

// choice numbers a word among those that may stand in its place, from 1, and 0 for none.
func (e *encoder) choice(word string, choices ...string) uint32 {
	for i, choice := range choices {
		if word == choice {
			return uint32(i + 1)
		}
	}
	if word != "" {
		e.fail("unknown word %q; expected one of %s", word, strings.Join(choices, ", "))
	}
	return 0
}

func (e *encoder) attributes(attributes map[string]Types) uint32 {
	words := make([]uint32, 0, 2*len(attributes))
	for _, name := range sorted(attributes) {
		words = append(words, e.text(name), e.types(attributes[name]))
	}
	return e.list(len(attributes), words)
}

func (e *encoder) checks(checks []Check) uint32 {
	words := make([]uint32, 0, 3*len(checks))
	for _, c := range checks {
		words = append(words, e.text(c.Rule), e.text(c.Path), e.node(c.Schema))
	}
	return e.list(len(checks), words)
}

func (e *encoder) tables(tables map[string]Table) uint32 {
	words := make([]uint32, 0, 2*len(tables))
	for _, name := range sorted(tables) {
		words = append(words, e.text(name), e.rows(tables[name]))
	}
	return e.list(len(tables), words)
}

// iam makes a table of actions for each service.
func (e *encoder) iam() uint32 {
	services := map[string]Table{}
	for service, grants := range e.data.IAM {
		services[service] = Table{}
		for _, grant := range grants {
			for _, action := range grant.Actions {
				services[service][action] = grant.Resources
			}
		}
	}
	return e.tables(services)
}

func (e *encoder) classes() uint32 {
	rows := map[string][]string{}
	for _, c := range e.data.Classes {
		for _, engine := range c.Engines {
			rows[engine] = c.Classes
		}
	}
	return e.rows(rows)
}
