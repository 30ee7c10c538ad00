package rules

import (
	"iter"
	"strings"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
	"github.com/cfnc/cfnc/schema"
)

func needsPackage() *lint.Rule {
	return &lint.Rule{
		ID:       "W3002",
		Name:     "needs-package",
		Title:    "A property names a local file, which only package uploads",
		Severity: diag.Warning,
		Why: `CloudFormation reads code and nested templates from S3 and knows no local files. aws cloudformation package uploads ` +
			`them and puts the address in S3 into the template; without that step the deployment fails.`,
		Help: "run `aws cloudformation package` before the deployment, or name the object in S3",
		Bad: []lint.Example{{Name: "a folder and a file", Template: `Parameters:
  Role: {Type: String}
Resources:
  Function:
    Type: AWS::Lambda::Function
    Properties:
      Handler: index.handler
      Role: !Ref Role
      Runtime: python3.14
      Code: src/function # want
  Network:
    Type: AWS::CloudFormation::Stack
    DeletionPolicy: Delete
    Properties:
      TemplateURL: network.yaml # want
`}},
		Good: []lint.Example{{Name: "objects in S3", Template: `Parameters:
  Role: {Type: String}
  Bucket: {Type: String}
Resources:
  Function:
    Type: AWS::Lambda::Function
    Properties:
      Handler: index.handler
      Role: !Ref Role
      Runtime: python3.14
      Code: {S3Bucket: !Ref Bucket, S3Key: function.zip}
  Network:
    Type: AWS::CloudFormation::Stack
    Properties:
      TemplateURL: https://our-templates.s3.amazonaws.com/network.yaml
  Other:
    Type: AWS::CloudFormation::Stack
    Properties:
      TemplateURL: !Sub https://${Bucket}.s3.amazonaws.com/network.yaml
`}},
		Check: func(p *lint.Pass) {
			for path, at := range localFiles(p.Template) {
				p.At(at.value, "`%s` is no object in S3: `%s` may only name a local file when `aws cloudformation package` replaces it", at.value.Text(), path)
			}
		},
	}
}

// localFiles goes through the paths of properties, and the values there, that name no object in
// S3, as package replaces them.
func localFiles(t *template.Template) iter.Seq2[string, place] {
	return func(yield func(string, place) bool) {
		for name, paths := range schema.Table("package property paths").All() {
			for path := range paths.All() {
				for at := range localFilesAt(t, name, path) {
					if !yield(path, at) {
						return
					}
				}
			}
		}
	}
}

func localFilesAt(t *template.Template, name, path string) iter.Seq[place] {
	return func(yield func(place) bool) {
		for _, r := range t.OfType(name) {
			for at := range placesAt(t, r, path) {
				if text, ok := at.literal(); ok && !strings.Contains(text, "://") && !yield(at) {
					return
				}
			}
		}
	}
}

// replacedByPackage reports whether a value is the name of a local file, of which package makes
// a value of the right type.
func replacedByPackage(t *template.Template, value *syntax.Node) bool {
	for _, at := range localFiles(t) {
		if at.value == value {
			return true
		}
	}
	return false
}
