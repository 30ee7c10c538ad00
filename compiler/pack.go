package compiler

import (
	"github.com/cfnc/cfnc/compiler/bundle"
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
)

// Pack reads the revision of CodeDeploy that an appspec file is about. The unit has a Bundle, and
// the template of one that holds nothing.
func Pack(f *source.File, opts Options) (*Unit, []diag.Diagnostic) {
	doc, found := syntax.Parse(f)
	packed := bundle.Read(doc, opts.Loader)
	model, _ := template.New(nil)
	documents := append([]*syntax.Document{doc}, packed.Documents()...)
	return &Unit{Documents: documents, Root: doc.Root, Template: model, Bundle: packed, opts: opts}, found
}
