package rules

import (
	"iter"

	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/schema"
)

// missingPolicy returns the one of the two attributes that protect a resource's data that is
// there, and the name of the one that is missing, if it is one. Delete is what CloudFormation
// does without the attribute, and protects nothing.
func missingPolicy(r *template.Resource) (there *syntax.Node, missing string) {
	deletion, replacement := r.Body.Key("DeletionPolicy"), r.Body.Key("UpdateReplacePolicy")
	switch {
	case deletion != nil && replacement == nil && r.At("DeletionPolicy").Text() != "Delete":
		return deletion, "UpdateReplacePolicy"
	case replacement != nil && deletion == nil && r.At("UpdateReplacePolicy").Text() != "Delete":
		return replacement, "DeletionPolicy"
	}
	return nil, ""
}

// completeResources goes through the resources that have all their attributes here, and that
// can exist.
func completeResources(t *template.Template) iter.Seq[*template.Resource] {
	return func(yield func(*template.Resource) bool) {
		for _, r := range t.Resources {
			if complete(t, r) && t.Possible(r.When()) != template.No && !yield(r) {
				return
			}
		}
	}
}

// holdsData reports whether resources of a type hold data that nothing else has, or are the way
// to it by which its owners know it.
func holdsData(name string) bool {
	switch name {
	case "AWS::ECR::Repository", "AWS::EFS::AccessPoint", "AWS::OpenSearchServerless::Collection":
		return true
	}
	known, _ := schema.Lookup(name)
	return known.Stateful()
}
