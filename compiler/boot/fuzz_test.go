package boot_test

import (
	"testing"

	"github.com/cfnc/cfnc/compiler"
	"github.com/cfnc/cfnc/compiler/boot"
	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/compiler/template"
)

// FuzzBoot asks everything of anything that can be read. Every text that is found must stand
// somewhere.
func FuzzBoot(f *testing.F) {
	f.Add(initTemplate)
	f.Add(callTemplate)
	f.Add(`{"Resources": {"R": {"Type": "AWS::EC2::Instance", "Metadata": {"AWS::CloudFormation::Init": {"configSets": {"a": [{"ConfigSet": ["a"]}]}, "c": {"files": {"/etc/cfn/cfn-hup.conf": {"content": {"Fn::Join": ["", ["[main] ", {"Ref": "X"}]]}}}}}}}}}`)
	f.Add("Resources: {R: {Metadata: {'AWS::CloudFormation::Init': {c: {commands: {x: {command: ['0 0', '', {Ref: A}]}}}}}}}\n")
	f.Fuzz(func(t *testing.T, text string) {
		unit, _ := compiler.Compile(source.NewFile("fuzz", "fuzz", text), compiler.Options{})
		b := unit.Boot()
		for _, p := range b.Programs() {
			stands(t, p.Text)
			for _, c := range p.Commands() {
				p.Text.Span(c.Span.From, c.Span.To).Text()
			}
		}
		for _, c := range b.Calls() {
			for _, a := range []boot.Argument{c.Stack(), c.Resource(), c.Handle(), c.Success(), c.ConfigSets()} {
				a.Span().Text()
			}
			c.Span().Text()
			c.Sets()
		}
		for _, in := range b.Inits() {
			in.Runs()
			for _, s := range in.Sets {
				in.Runs(s.Name)
			}
		}
		for _, h := range b.Hup() {
			stands(t, h.Text)
			h.Malformed()
			for _, hook := range h.Hooks {
				hook.Target()
				hook.Triggers()
			}
		}
	})
}

func stands(t *testing.T, x template.Text) {
	for at := range x.String() {
		if at%7 == 0 && x.Node(at) == nil {
			t.Fatalf("byte %d of %q stands nowhere", at, x.String())
		}
	}
	for at, h := range x.Holes() {
		if x.Span(at, at+1) != h.Span() {
			t.Fatalf("the hole at %d stands at %q and %q", at, x.Span(at, at+1).Text(), h.Span().Text())
		}
	}
	x.Span(0, len(x.String())).Text()
	x.Least()
}
