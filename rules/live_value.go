package rules

import (
	"github.com/cfnc/cfnc/compiler"
	"github.com/cfnc/cfnc/compiler/expand"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
)

// liveValue writes what a resource has of an attribute when it is updated. ok is false where the
// source cannot say that: it is JSON, or of another dialect.
func liveValue(unit *compiler.Unit, r *template.Resource, attribute string) (value flow, ok bool) {
	yaml := len(unit.Documents) > 0 && unit.Documents[0].Format == syntax.YAML
	return bare(quote("@" + r.ID + "." + attribute)), yaml && unit.Dialect() == expand.Cfnc
}
