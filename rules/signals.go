package rules

import (
	"github.com/cfnc/cfnc/compiler/boot"
	"github.com/cfnc/cfnc/compiler/group"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

// signal is a signal that an instance sends to a resource of its own stack.
type signal struct {
	*boot.Call
	ID     string             // the logical ID in the call
	Target *template.Resource // nil where the template has none of this ID
}

// signals returns the signals whose target is known.
func signals(p *lint.Pass) (list []signal) {
	for _, call := range p.Unit.Boot().Calls() {
		if id, ok := signalled(call); ok && call.OwnStack() == template.Yes {
			list = append(list, signal{call, id, p.Template.Resource(id)})
		}
	}
	return list
}

// signalled returns the logical ID to which a call sends a signal, if it does and that is known.
func signalled(call *boot.Call) (id string, ok bool) {
	if !sendsSignal(call) || call.Handle().There() {
		return "", false
	}
	return call.Resource().Literal()
}

func sendsSignal(call *boot.Call) bool {
	return call.Tool == boot.CfnSignal || call.Tool == boot.SignalResource
}

// about is a flaw in an argument of a call.
func about(call *boot.Call, arg boot.Argument, message string) flaw {
	return flaw{resource: call.Program.Resource, node: arg.Node(), at: arg.Span(), when: call.When(), message: message}
}

// atCall is a flaw of a call as a whole.
func atCall(call *boot.Call, message string) flaw {
	return flaw{resource: call.Program.Resource, node: call.Node(), at: call.Span(), when: call.When(), message: message}
}

// isLaunchResource reports whether a resource only says what is launched.
func isLaunchResource(r *template.Resource) bool {
	return r.Type == group.LaunchTemplate || r.Type == group.LaunchConfiguration
}

// awaitsSignals says whether CloudFormation waits for signals to a resource: when it is made, and
// a group also when it is rolled.
func awaitsSignals(c *template.Case, r *template.Resource) template.Answer {
	waits := c.Lacks(r.Body, "CreationPolicy", "ResourceSignal").Not()
	if r.Type != group.Type || waits == template.Yes {
		return waits
	}
	return waits.Or(c.Bool(c.At(r.Body, "UpdatePolicy", group.Rolling, "WaitOnResourceSignals"), false))
}
