package rules

import (
	"strings"

	"github.com/cfnc/cfnc/compiler/diag"
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
			for name, paths := range schema.Table("package property paths").All() {
				for path := range paths.All() {
					checkLocal(p, name, path)
				}
			}
		},
	}
}

func checkLocal(p *lint.Pass, name, path string) {
	for _, r := range p.Template.OfType(name) {
		for at := range placesAt(p.Template, r, path) {
			if text, ok := at.literal(); ok && !strings.Contains(text, "://") {
				p.At(at.value, "`%s` is no object in S3: `%s` may only name a local file when `aws cloudformation package` replaces it", text, path)
			}
		}
	}
}
