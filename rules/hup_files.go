package rules

import (
	"slices"

	"github.com/cfnc/cfnc/compiler/boot"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

// inHup is a flaw in the text of a file of cfn-hup.
func inHup(f *boot.HupFile, at boot.Range, message string) flaw {
	m := remark{message: message}
	m.at.From, m.at.To = at.From, at.To
	return inText(f.File.Config.Init.Resource, f.Text, m)
}

// inFile is a flaw of a file as a whole, reported at its path.
func inFile(f *boot.File, message string) flaw {
	return flaw{resource: f.Config.Init.Resource, node: f.Key, at: f.Key.Span(), when: f.When, message: message}
}

// atText is a flaw at a text as a whole.
func atText(r *template.Resource, x template.Text, message string) flaw {
	m := remark{message: message}
	m.at.To = len(x.String())
	return inText(r, x, m)
}

// eachHook calls visit for every hook in the files of cfn-hup.
func eachHook(p *lint.Pass, visit func(*boot.Hook)) {
	for _, f := range p.Unit.Boot().Hup() {
		for _, h := range f.Hooks {
			visit(h)
		}
	}
}

// ownHook reports whether a hook is about the stack of the template: a configuration of cfn-hup
// beside it names no other stack.
func ownHook(p *lint.Pass, h *boot.Hook) bool {
	in := h.File.File.Config.Init
	return !slices.ContainsFunc(p.Unit.Boot().Hup(), func(f *boot.HupFile) bool {
		stack, set := f.Main.Get("stack")
		hole, whole := stack.Only()
		return f.File.Config.Init == in && set && stack.String() != "" && !(whole && hole.Is("AWS::StackName", "AWS::StackId"))
	})
}

// hookCalls returns the calls of cfn-init in the action of a hook that are about the stack of
// the template.
func hookCalls(p *lint.Pass, h *boot.Hook) (list []*boot.Call) {
	for _, call := range p.Unit.Boot().Calls() {
		if call.Program.Hook == h && call.Tool == boot.CfnInit && call.OwnStack() != template.No {
			list = append(list, call)
		}
	}
	return list
}

// watched returns the logical ID in the path of a hook where it is known, and what of the
// resource the hook watches.
func watched(h *boot.Hook) (id, below string, at template.Text, ok bool) {
	name, rest, found := h.Target()
	id, known := name.Literal()
	return id, rest.String(), name, found && known && id != ""
}
