package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/lint"
	"github.com/cfnc/cfnc/schema"
)

func runtimeCannotBeCreated() *lint.Rule {
	return &lint.Rule{
		ID:       "E2531",
		Name:     "runtime-cannot-be-created",
		Title:    "No function can be created with a runtime",
		Severity: diag.Error,
		Why: `AWS Lambda refuses to create a function with this runtime, so a new stack fails, and so does a change that replaces the ` +
			`function. Days are judged by the date of the schema data, as cfnc version shows it, not by the clock.`,
		Help: "use a runtime that is supported, and test the function with it",
		Bad: []lint.Example{{Name: "a runtime of old functions", Template: `Parameters:
  Role: {Type: String}
Conditions:
  Old: !Equals [!Ref Role, old]
Resources:
  Function:
    Type: AWS::Lambda::Function
    Properties:
      Handler: index.handler
      Role: !Ref Role
      Runtime: python3.7 # want
      Code: {ZipFile: "#"}
  Chosen:
    Type: AWS::Lambda::Function
    Properties:
      Handler: index.handler
      Role: !Ref Role
      Runtime: !If
        - Old
        - python3.7 # want
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
			eachRuntime(p, uncreated, func(value *syntax.Node, r schema.Runtime) {
				p.At(value, "AWS Lambda has created no function with the runtime `%s` since %s%s", r.Name, r.CreateBlock, onDay("; none can be updated from ", r.UpdateBlock)).Help("%s", successor(r))
			})
		},
	}
}
