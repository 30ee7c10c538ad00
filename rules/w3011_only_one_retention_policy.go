package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func onlyOneRetentionPolicy() *lint.Rule {
	return &lint.Rule{
		ID:       "W3011",
		Aliases:  []string{"H802"},
		Name:     "only-one-retention-policy",
		Title:    "A resource is protected from deletion or from replacement only",
		Severity: diag.Warning,
		Why: `DeletionPolicy counts when a resource leaves the stack or the stack goes. It says nothing of an update that ` +
			`replaces the resource: then the old one is deleted with its data, whatever DeletionPolicy says, and only ` +
			`UpdateReplacePolicy keeps it. The same holds the other way round.`,
		Help: "set both `DeletionPolicy` and `UpdateReplacePolicy`, as a rule to the same value",
		Bad: []lint.Example{{Name: "one of both", Template: `Resources:
  Orders: # want
    Type: AWS::S3::Bucket
    DeletionPolicy: Retain
  Invoices: # want
    Type: AWS::S3::Bucket
    UpdateReplacePolicy: Retain
`}},
		Good: []lint.Example{
			{Name: "both, or the default", Template: `Resources:
  Orders:
    Type: AWS::S3::Bucket
    DeletionPolicy: Retain
    UpdateReplacePolicy: Delete
  News:
    Type: AWS::SNS::Topic
    DeletionPolicy: Delete
`},
			{Name: "a macro may add the other", Template: `Transform: KeepEverything
Resources:
  Orders:
    Type: AWS::S3::Bucket
    DeletionPolicy: Retain
`},
		},
		Check: func(p *lint.Pass) {
			for r := range completeResources(p.Template) {
				if there, missing := missingPolicy(r); there != nil {
					reportUnprotected(p, r, there, missing)
				}
			}
		},
	}
}

func reportUnprotected(p *lint.Pass, r *template.Resource, there *syntax.Node, missing string) {
	f := p.At(r.Key, "`%s` has a `%s` and no `%s`, so %s", r.ID, there.Text(), missing, unprotected(missing)).
		Note(there, "this does not count then")
	value := r.At(there.Text()).Text()
	if value == "RetainExceptOnCreate" { // which UpdateReplacePolicy does not know
		value = "Retain"
	}
	if edit, ok := insertPair(r.Body, missing, word(value)); ok && (value == "Retain" || value == "Snapshot") {
		f.Fix("set `"+missing+"` to `"+value+"`, too", false, edit)
	}
}

func unprotected(missing string) string {
	if missing == "DeletionPolicy" {
		return "it is deleted when it leaves the stack"
	}
	return "an update that replaces it deletes the old one"
}
