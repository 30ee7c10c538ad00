package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
	"github.com/cfnc/cfnc/schema"
)

func zipWithoutHandler() *lint.Rule {
	return &lint.Rule{
		ID:       "W2533",
		Name:     "zip-without-handler",
		Title:    "A function from a zip archive lacks its handler or runtime",
		Severity: diag.Warning,
		Why: `Lambda needs a runtime to run the code of an archive, and the name of the function in it to call. It refuses to create ` +
			`the function without. Only a container image brings its own.`,
		Help: "set the property",
		Bad: []lint.Example{{Name: "code without runtime and handler", Template: `Parameters:
  Bucket: {Type: String}
Conditions:
  Own: !Equals [!Ref Bucket, ours]
Resources:
  Hello:
    Type: AWS::Lambda::Function
    Properties:
      Role: arn:aws:iam::123456789012:role/hello
      Code: {S3Bucket: !Ref Bucket, S3Key: hello.zip}
      Runtime: !If [Own, python3.13, !Ref AWS::NoValue] # want
      Handler: hello.main
  Inline:
    Type: AWS::Lambda::Function
    Properties: # want
      Role: arn:aws:iam::123456789012:role/hello
      Runtime: python3.13
      Code: {ZipFile: "def main(event, context): pass"}
`}},
		Good: []lint.Example{{Name: "both, and images", Template: `Parameters:
  Bucket: {Type: String}
Conditions:
  Zipped: !Equals [!Ref Bucket, zipped]
Resources:
  Hello:
    Type: AWS::Lambda::Function
    Properties:
      Role: arn:aws:iam::123456789012:role/hello
      Code: {S3Bucket: !Ref Bucket, S3Key: hello.zip}
      Runtime: python3.13
      Handler: hello.main
  Image:
    Type: AWS::Lambda::Function
    Properties:
      Role: arn:aws:iam::123456789012:role/hello
      PackageType: Image
      Code: {ImageUri: "123456789012.dkr.ecr.eu-west-1.amazonaws.com/hello:1"}
  Either:
    Type: AWS::Lambda::Function
    Properties:
      Role: arn:aws:iam::123456789012:role/hello
      Code: !If [Zipped, {S3Bucket: !Ref Bucket, S3Key: hello.zip}, {ImageUri: !Ref Bucket}]
      PackageType: !If [Zipped, Zip, Image]
      Runtime: !If [Zipped, python3.13, !Ref AWS::NoValue]
      Handler: !If [Zipped, hello.main, !Ref AWS::NoValue]
  Unknown:
    Type: AWS::Lambda::Function
    Properties:
      Role: arn:aws:iam::123456789012:role/hello
      Code: {Fn::Transform: {Name: AWS::Include, Parameters: {Location: s3://parts/code.yaml}}}
`}},
		Check: func(p *lint.Pass) {
			for r := range written(p.Template, "AWS::Lambda::Function") {
				for code := range placesAt(p.Template, r, "Code") {
					checkZip(p, r, code)
				}
			}
		},
	}
}

// checkZip wants the properties that go with an archive, but for what is reported as missing
// with code that stands in the template.
func checkZip(p *lint.Pass, r *template.Resource, code place) {
	inline := code.value.Key("ZipFile") != nil
	if !inline && code.value.Key("S3Bucket") == nil {
		return
	}
	for name := range schema.Table("lambda zip required properties").All() {
		for at := range settings(p.Template, r, name) {
			if at.value == nil && !(inline && name == "Runtime") && together(p.Template, code.when, at.when) {
				p.At(at.key, "`%s` is missing, which a function from an archive needs", name)
			}
		}
	}
}
