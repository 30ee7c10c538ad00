// Package boot says what an instance does when it starts, as far as its template says: the
// user data, the metadata that cfn-init reads, the files that cfn-hup reads, and who calls
// these helpers with which words.
//
// It looks through intrinsic functions and into both branches of conditions. All it finds has
// the scenario in which it counts, and texts know where each byte was written. It judges
// nothing: what is wrong with it is for the rules to say.
package boot

import (
	"sync"

	"github.com/cfnc/cfnc/compiler/template"
)

// Boot is what the instances of a template do when they start. It is found out when the first
// asks, once for each kind of question, and is safe for concurrent use. The slices must not
// be changed.
type Boot struct {
	userData func() []*UserData
	inits    func() []*Init
	hup      func() []*HupFile
	programs func() []*Program
	calls    func() []*Call

	initsOf    func() byResource[*Init] // the same, by the resource
	programsOf func() byResource[*Program]
	callsOf    func() byResource[*Call]
}

type byResource[T interface{ *Init | *Program | *Call }] map[*template.Resource][]T

// indexed returns a function that sorts a list by resources, once.
func indexed[T interface{ *Init | *Program | *Call }](list func() []T, of func(T) *template.Resource) func() byResource[T] {
	return sync.OnceValue(func() byResource[T] {
		index := byResource[T]{}
		for _, one := range list() {
			index[of(one)] = append(index[of(one)], one)
		}
		return index
	})
}

// Of returns what the instances of a template do.
func Of(t *template.Template) *Boot {
	b := &Boot{}
	b.userData = sync.OnceValue(func() []*UserData { return userDataOf(t) })
	b.inits = sync.OnceValue(func() []*Init { return initsOf(t) })
	b.hup = sync.OnceValue(func() []*HupFile { return hupFilesOf(b.Inits()) })
	b.programs = sync.OnceValue(func() []*Program { return programsOf(b) })
	b.calls = sync.OnceValue(func() []*Call { return callsOf(b.Programs()) })
	b.initsOf = indexed(b.inits, func(in *Init) *template.Resource { return in.Resource })
	b.programsOf = indexed(b.programs, func(p *Program) *template.Resource { return p.Resource })
	b.callsOf = indexed(b.calls, func(c *Call) *template.Resource { return c.Program.Resource })
	return b
}

// UserData returns the user data of all resources, in the order of the source.
func (b *Boot) UserData() []*UserData { return b.userData() }

// Inits returns the metadata for cfn-init of all resources, in the order of the source.
func (b *Boot) Inits() []*Init { return b.inits() }

// Hup returns the files that cfn-init writes for cfn-hup, in the order of the source.
func (b *Boot) Hup() []*HupFile { return b.hup() }

// Programs returns the texts that instances run: user data, then for each resource the commands
// of cfn-init with its files that are scripts, then the actions of hooks.
func (b *Boot) Programs() []*Program { return b.programs() }

// Calls returns the calls of the helpers in all programs.
func (b *Boot) Calls() []*Call { return b.calls() }

// InitsOf returns the metadata for cfn-init of a resource: none, or one for each branch of
// the conditions around it.
func (b *Boot) InitsOf(r *template.Resource) []*Init {
	return b.initsOf()[r]
}

// ProgramsOf returns the texts that a resource says its instances run.
func (b *Boot) ProgramsOf(r *template.Resource) []*Program {
	return b.programsOf()[r]
}

// CallsOf returns the calls in the texts of a resource.
func (b *Boot) CallsOf(r *template.Resource) []*Call {
	return b.callsOf()[r]
}
