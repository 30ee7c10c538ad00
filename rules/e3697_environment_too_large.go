package rules

import (
	"strings"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/lint"
)

const maxEnvironment = 4096 // bytes of names and values, by the quotas of AWS Lambda

func environmentTooLarge() *lint.Rule {
	return &lint.Rule{
		ID:       "E3697",
		Name:     "environment-too-large",
		Title:    "A function has more than 4 KB of environment variables",
		Severity: diag.Error,
		Why:      `AWS Lambda refuses a function whose environment variables have more than 4 KB, names and values together. This quota cannot be raised.`,
		Help:     "keep large values elsewhere, as in Systems Manager, and pass their names",
		Made: func() (bad, good []lint.Example) {
			return []lint.Example{
					{Name: "a large value", Template: environmentWith(4092)},
					{Name: "a large value with a hole", Template: strings.Replace(environmentWith(4093), "Text: ", "Text: !Sub ${AWS::StackName}", 1)},
				}, []lint.Example{
					{Name: "just small enough", Template: strings.Replace(environmentWith(4091), " # want", "", 1)},
					{Name: "values that are not known, or removed", Template: environmentOfUnknown},
				}
		},
		Check: func(p *lint.Pass) {
			for _, name := range []string{functionType, "AWS::Serverless::Function"} {
				for variables := range besides(p.Template, name, "Environment.Variables") {
					checkEnvironment(p, variables)
				}
			}
		},
	}
}

const environmentOfUnknown = `Parameters:
  Text: {Type: String}
Resources:
  Hello:
    Type: AWS::Lambda::Function
    Properties:
      Role: arn:aws:iam::123456789012:role/hello
      Code: {S3Bucket: code-of-hello, S3Key: hello.zip}
      Runtime: python3.13
      Handler: hello.main
      Environment:
        Variables:
          Text: !Ref Text
          None: !Ref AWS::NoValue
`

// environmentWith is a template with variables of 5 bytes and of so many more.
func environmentWith(size int) string {
	return `Resources:
  Hello:
    Type: AWS::Lambda::Function
    Properties:
      Role: arn:aws:iam::123456789012:role/hello
      Code: {S3Bucket: code-of-hello, S3Key: hello.zip}
      Runtime: python3.13
      Handler: hello.main
      Environment:
        Variables: # want
          A: ""
          Text: ` + strings.Repeat("x", size) + "\n"
}

func checkEnvironment(p *lint.Pass, variables place) {
	size := 0
	for name, value := range variables.value.Pairs() {
		texts := p.Template.Texts(value, variables.when)
		if len(texts) == 0 {
			continue
		}
		least := texts[0].Least()
		for _, text := range texts[1:] {
			least = min(least, text.Least())
		}
		size += len(name.Text()) + least
	}
	if size > maxEnvironment {
		p.At(variables.key, "the environment variables have at least %d bytes, and AWS Lambda takes at most %d", size, maxEnvironment)
	}
}
