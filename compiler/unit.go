package compiler

import (
	"sync"

	"github.com/cfnc/cfnc/compiler/boot"
	"github.com/cfnc/cfnc/compiler/check"
	"github.com/cfnc/cfnc/compiler/expand"
	"github.com/cfnc/cfnc/compiler/group"
	"github.com/cfnc/cfnc/compiler/template"
)

// Dialect is the dialect in which the source was read.
func (u *Unit) Dialect() expand.Dialect {
	if u.opts.Dialect == expand.Auto && len(u.Documents) > 0 {
		return expand.DialectOf(u.Documents[0])
	}
	return u.opts.Dialect
}

// Groups returns the Auto Scaling groups of the template.
func (u *Unit) Groups() []*group.Group {
	u.grouped.Do(func() {
		u.groups = group.All(u.Template)
		u.naming = group.NewNaming(u.Template, u.groups)
	})
	return u.groups
}

// GroupsNaming returns the groups that may name a resource, or are it.
func (u *Unit) GroupsNaming(r *template.Resource) []*group.Group {
	if len(u.Groups()) == 0 {
		return nil
	}
	return u.naming.Groups(r)
}

// checked keeps what the properties of a template break, by rule. It is found out once, when
// the first rule asks.
type checked struct {
	once   sync.Once
	byRule map[string][]check.Violation
}

// Violations returns what the properties of resources break under the ID of a rule, in the
// order in which they were found.
func (u *Unit) Violations(rule string) []check.Violation {
	u.checked.once.Do(func() { u.checked.byRule = violations(u.Template) })
	return u.checked.byRule[rule]
}

func violations(t *template.Template) map[string][]check.Violation {
	byRule := map[string][]check.Violation{}
	for _, v := range check.Resources(t) {
		byRule[v.Rule] = append(byRule[v.Rule], v)
	}
	return byRule
}

// Boot says what the instances of the template do when they start. It is found out once, when
// the first rule asks.
func (u *Unit) Boot() *boot.Boot {
	u.booted.Do(func() { u.boot = boot.Of(u.Template) })
	return u.boot
}
