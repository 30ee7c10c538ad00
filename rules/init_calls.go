package rules

import (
	"github.com/cfnc/cfnc/compiler/boot"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

// initCall is a call of cfn-init with the metadata of a resource of its own stack.
type initCall struct {
	*boot.Call
	ID     string             // the logical ID in the call
	Target *template.Resource // nil where the template has none of this ID
}

// initCalls returns the calls of cfn-init whose target is known.
func initCalls(p *lint.Pass) (list []initCall) {
	for _, call := range p.Unit.Boot().Calls() {
		if id, ok := call.Resource().Literal(); ok && call.Tool == boot.CfnInit && call.OwnStack() == template.Yes {
			list = append(list, initCall{call, id, p.Template.Resource(id)})
		}
	}
	return list
}

// strays reports whether the call is the action of a hook that watches another resource.
func (call initCall) strays() bool {
	if call.Program.Hook == nil {
		return false
	}
	watched, _, ok := call.Program.Hook.Target()
	id, known := watched.Literal()
	return ok && known && id != call.ID
}
