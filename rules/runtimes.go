package rules

import (
	"fmt"
	"strings"

	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/lint"
	"github.com/cfnc/cfnc/schema"
)

// A retirementRule tells of the functions whose runtime has come to a stage.
type retirementRule struct {
	words
	stage   retirement
	why     string
	example string // a runtime that is at the stage
	message func(schema.Runtime) string
}

// runtimes returns the rules for the runtimes of AWS Lambda, one for each stage of their end. A
// runtime is reported by the rule of the last stage that it has come to.
func runtimes() (list []*lint.Rule) {
	for _, r := range []retirementRule{
		{
			words:   words{"W2531", "runtime-deprecated", "A function's runtime gets no more security patches"},
			stage:   deprecated,
			why:     "AWS has stopped to patch the runtime and gives no support for it. Functions still run; later they can neither be created nor updated.",
			example: "nodejs18.x",
			message: func(r schema.Runtime) string {
				return fmt.Sprintf("AWS has not patched the runtime `%s` since %s%s", r.Name, r.Deprecated, onDay("; no function can be created with it from ", r.CreateBlock))
			},
		},
		{
			words:   words{"E2531", "runtime-cannot-be-created", "No function can be created with a runtime"},
			stage:   uncreated,
			why:     "AWS Lambda refuses to create a function with this runtime, so a new stack fails, and so does a change that replaces the function.",
			example: "python3.7",
			message: func(r schema.Runtime) string {
				return fmt.Sprintf("AWS Lambda has created no function with the runtime `%s` since %s%s", r.Name, r.CreateBlock, onDay("; none can be updated from ", r.UpdateBlock))
			},
		},
		{
			words:   words{"E2533", "runtime-cannot-be-updated", "No function can be updated with a runtime"},
			stage:   frozen,
			why:     "AWS Lambda refuses to create or update a function with this runtime, so every deployment that touches the function fails.",
			example: "nodejs8.10",
			message: func(r schema.Runtime) string {
				return fmt.Sprintf("AWS Lambda has created and updated no function with the runtime `%s` since %s", r.Name, r.UpdateBlock)
			},
		},
	} {
		list = append(list, r.rule())
	}
	return list
}

func (r retirementRule) rule() *lint.Rule {
	return &lint.Rule{
		ID: r.id, Name: r.name, Title: r.title, Severity: severityOf(r.id),
		Why:  r.why + " Days are judged by the date of the schema data, as cfnc version shows it, not by the clock.",
		Help: "use a runtime that is supported, and test the function with it",
		Made: r.examples,
		Check: func(p *lint.Pass) {
			eachRuntime(p, r.stage, func(value *syntax.Node, found schema.Runtime) {
				p.At(value, "%s", r.message(found)).Help("%s", successor(found))
			})
		},
	}
}

func (r retirementRule) examples() (bad, good []lint.Example) {
	retired := strings.ReplaceAll(retiredFunctions, "RUNTIME", r.example)
	return []lint.Example{{Name: "a runtime that has come to its end, chosen in a branch too", Template: retired}},
		[]lint.Example{{Name: "a runtime that is supported, and one of the deployment", Template: supportedFunctions}}
}

const retiredFunctions = `Parameters:
  Role: {Type: String}
Conditions:
  Old: !Equals [!Ref Role, old]
Resources:
  Function:
    Type: AWS::Lambda::Function
    Properties:
      Handler: index.handler
      Role: !Ref Role
      Runtime: RUNTIME # want
      Code: {ZipFile: "#"}
  Chosen:
    Type: AWS::Lambda::Function
    Properties:
      Handler: index.handler
      Role: !Ref Role
      Runtime: !If
        - Old
        - RUNTIME # want
        - python3.14
      Code: {ZipFile: "#"}
`

const supportedFunctions = `Parameters:
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
`
