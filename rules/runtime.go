package rules

import (
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
	"github.com/cfnc/cfnc/schema"
)

// retirement says how far a runtime of AWS Lambda is on its way out.
type retirement uint8

const (
	supported  retirement = iota
	deprecated            // no longer mended
	uncreated             // no function can be created with it
	frozen                // no function can be updated with it
)

// retired judges a runtime on the day of the data, so that the same template has the same
// findings tomorrow.
func retired(r schema.Runtime) retirement {
	past := func(day string) bool { return day != "" && day <= schema.Date() }
	switch {
	case past(r.UpdateBlock):
		return frozen
	case past(r.CreateBlock):
		return uncreated
	case past(r.Deprecated):
		return deprecated
	}
	return supported
}

// eachRuntime calls report for every literal runtime at a stage.
func eachRuntime(p *lint.Pass, stage retirement, report func(value *syntax.Node, r schema.Runtime)) {
	for _, name := range []string{"AWS::Lambda::Function", "AWS::Serverless::Function"} {
		for _, function := range p.Template.OfType(name) {
			runtimesOf(p.Template, function, func(value *syntax.Node) {
				if r, known := schema.LambdaRuntime(value.Text()); known && retired(r) == stage {
					report(value, r)
				}
			})
		}
	}
}

func runtimesOf(t *template.Template, function *template.Resource, report func(value *syntax.Node)) {
	for at := range placesAt(t, function, "Runtime") {
		if _, ok := at.literal(); ok {
			report(at.value)
		}
	}
}

// successor ends an advice with the runtime that AWS advises to use.
func successor(r schema.Runtime) string {
	if r.Successor == "" {
		return "use a runtime that is supported"
	}
	return "use a runtime that is supported, for example `" + r.Successor + "`"
}
