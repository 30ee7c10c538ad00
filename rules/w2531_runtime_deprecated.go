package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/lint"
	"github.com/cfnc/cfnc/schema"
)

func runtimeDeprecated() *lint.Rule {
	return &lint.Rule{
		ID:       "W2531",
		Name:     "runtime-deprecated",
		Title:    "A function's runtime gets no more security patches",
		Severity: diag.Warning,
		Why: `AWS has stopped to patch the runtime and gives no support for it. Functions still run; later they can neither be created ` +
			`nor updated. Days are judged by the date of the schema data, as cfnc version shows it, not by the clock.`,
		Help: "use a runtime that is supported, and test the function with it",
		Bad: []lint.Example{{Name: "two years before the end", Template: `Parameters:
  Role: {Type: String}
Conditions:
  Old: !Equals [!Ref Role, old]
Resources:
  Function:
    Type: AWS::Lambda::Function
    Properties:
      Handler: index.handler
      Role: !Ref Role
      Runtime: nodejs18.x # want
      Code: {ZipFile: "#"}
  Chosen:
    Type: AWS::Lambda::Function
    Properties:
      Handler: index.handler
      Role: !Ref Role
      Runtime: !If
        - Old
        - nodejs18.x # want
        - python3.14
      Code: {ZipFile: "#"}
`}},
		Good: []lint.Example{{Name: "a runtime that is supported, and one of the deployment", Template: `Parameters:
  Role: {Type: String}
  Runtime: {Type: String}
Resources:
  Function:
    Type: AWS::Lambda::Function
    Properties:
      Handler: index.handler
      Role: !Ref Role
      Runtime: python3.14
      Code: {ZipFile: "#"}
  Other:
    Type: AWS::Lambda::Function
    Properties:
      Handler: index.handler
      Role: !Ref Role
      Runtime: !Ref Runtime
      Code: {ZipFile: "#"}
`}},
		Check: func(p *lint.Pass) {
			eachRuntime(p, deprecated, func(value *syntax.Node, r schema.Runtime) {
				p.At(value, "AWS has not patched the runtime `%s` since %s%s", r.Name, r.Deprecated, onDay("; no function can be created with it from ", r.CreateBlock)).Help("%s", successor(r))
			})
		},
	}
}
