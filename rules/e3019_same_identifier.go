package rules

import (
	"strconv"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
	"github.com/cfnc/cfnc/schema"
)

func sameIdentifier() *lint.Rule {
	return &lint.Rule{
		ID:       "E3019",
		Name:     "same-identifier",
		Title:    "Two resources of a type have the same identifier",
		Severity: diag.Error,
		Why: `AWS tells resources of a type apart by their identifier, a name as a rule. The second resource with it cannot be ` +
			`created, and the deployment fails.`,
		Help: "give the resources different names, or leave the name out: CloudFormation makes one up",
		Bad: []lint.Example{{Name: "two tables of a name", Template: `Resources:
  Orders:
    Type: AWS::DynamoDB::Table
    Properties: {TableName: orders}
  Invoices:
    Type: AWS::DynamoDB::Table
    Properties: {TableName: orders} # want
`}},
		Good: []lint.Example{{Name: "other names, other types, and one of two", Template: `Parameters:
  Name: {Type: String}
Conditions:
  Own: !Equals [!Ref Name, own]
  Other: !Not [!Condition Own]
Resources:
  Orders:
    Type: AWS::DynamoDB::Table
    Condition: Own
    Properties: {TableName: orders}
  OtherOrders:
    Type: AWS::DynamoDB::Table
    Condition: Other
    Properties: {TableName: orders}
  Invoices:
    Type: AWS::DynamoDB::Table
    Properties: {TableName: invoices}
  Bucket:
    Type: AWS::S3::Bucket
    Properties: {BucketName: orders}
  Unnamed:
    Type: AWS::DynamoDB::Table
  AlsoUnnamed:
    Type: AWS::DynamoDB::Table
`}},
		Check: func(p *lint.Pass) {
			if p.Template.Opaque() {
				return
			}
			seen := map[string]*template.Resource{}
			for _, r := range p.Template.Resources {
				checkIdentifier(p, seen, r)
			}
		},
	}
}

func checkIdentifier(p *lint.Pass, seen map[string]*template.Resource, r *template.Resource) {
	name, at := identifierOf(r)
	if at == nil {
		return
	}
	other := seen[name]
	switch {
	case other == nil:
		seen[name] = r
	case together(p.Template, other.When(), r.When()):
		p.At(at, "`%s` has the same identifier as `%s`: `%s`", r.ID, other.ID, at.Text()).Note(other.Key, "`%s` is declared here", other.ID)
	}
}

// identifierOf writes the identifier of a resource, with its type, and returns the last of the
// properties that it is made of. There is none where one is missing or no literal.
func identifierOf(r *template.Resource) (name string, last *syntax.Node) {
	known, _ := schema.Lookup(r.Type)
	if r.Loop != nil {
		return "", nil
	}
	for path := range known.PrimaryIdentifier().All() {
		last = r.Property(path)
		if !isFixed(last) {
			return "", nil
		}
		name += strconv.Quote(last.Text())
	}
	return r.Type + name, last
}
