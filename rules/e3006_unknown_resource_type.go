package rules

import (
	"slices"
	"strings"

	"github.com/cfnc/cfnc/compiler/check"
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
	"github.com/cfnc/cfnc/schema"
)

func unknownResourceType() *lint.Rule {
	return &lint.Rule{
		ID:       "E3006",
		Name:     "unknown-resource-type",
		Title:    "A resource has a type that does not exist",
		Severity: diag.Error,
		Why: `CloudFormation refuses a template with a type that is not registered. Types of AWS are known by name; those that ` +
			`third parties or the account itself registered have another first part, and may be anything.`,
		Help: "correct the type",
		Bad: []lint.Example{
			{Name: "typing errors", Template: `Resources:
  Jobs:
    Type: AWS::SQS::Queu # want
  Files:
    Type: AWS::s3::Bucket # want
`},
			{Name: "a typing error that a macro will hardly mend", Template: `Transform: Ours
Resources:
  Jobs:
    Type: AWS::SQS::Queu # want
`},
			{Name: "no type at all", Template: `Resources:
  Jobs:
    Type: Queue # want
`},
		},
		Good: []lint.Example{
			{Name: "types that cannot be known", Template: `Transform: AWS::Serverless-2016-10-31
Resources:
  Own:
    Type: Custom::Lookup
    Properties: {ServiceToken: "arn:aws:lambda:eu-west-1:123456789012:function:lookup"}
  Third:
    Type: Datadog::Monitors::Monitor
  Part:
    Type: Our::Web::Site::MODULE
  Hello:
    Type: AWS::Serverless::Function
    Properties: {Runtime: python3.13, Handler: hello.main, InlineCode: "def main(e, c): pass"}
`},
			{Name: "types that are a macro's", Template: `Transform: [Boto3, Objects]
Resources:
  Readme:
    Type: Boto3::CodeCommit.put_file
  Pages:
    Type: AWS::S3::Objects
`},
		},
		Check: func(p *lint.Pass) {
			for _, r := range p.Template.Resources {
				if _, value := r.Attribute("Type"); r.Type != "" && !mayExist(r) && !forMacro(p.Template, r) {
					beforeMacro(p, p.At(value, "the resource type `%s` does not exist%s", r.Type, didYouMean(r.Type, typesLike(r.Type))))
				}
				checkRegions(p, r)
			}
		},
	}
}

// mayExist reports whether a resource's type is known, or one that cannot be known.
func mayExist(r *template.Resource) bool {
	if _, known := schema.Lookup(r.Type); known || check.IsCustom(r.Type) || r.Loop != nil && strings.Contains(r.Type, "{") {
		return true
	}
	owner, rest, _ := strings.Cut(r.Type, "::")
	isModule := strings.HasSuffix(r.Type, "::MODULE")
	return isModule || owner != "AWS" && owner != "Alexa" && strings.Contains(rest, "::") || r.Type == "AWS::CDK::Metadata"
}

// typesLike lists the types that a misspelt one may have meant: a name has three parts, of
// which at least one is likely to be right.
func typesLike(name string) []string {
	parts := strings.Split(strings.ToLower(name), "::")
	var list []string
	for t := range schema.All() {
		for _, part := range strings.Split(strings.ToLower(t.Name()), "::")[1:] {
			if slices.Contains(parts, part) {
				list = append(list, t.Name())
				break
			}
		}
	}
	return list
}
