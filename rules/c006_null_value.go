package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func nullValue() *lint.Rule {
	return &lint.Rule{
		ID:       "C006",
		Name:     "null-value",
		Title:    "A value is null, which CloudFormation refuses",
		Severity: diag.Error,
		Why: `CloudFormation refuses a template with a null anywhere in it. In YAML a key without a value is null, and so is ~. ` +
			`Where a macro reads the template first, it may take a null; there nothing is said.`,
		Help: "give it a value or remove it; `!Ref AWS::NoValue` in a branch of `Fn::If` removes a property",
		Bad: []lint.Example{
			{Name: "keys without a value, and null", Template: `Resources:
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      QueueName: # want
      DelaySeconds: null # want
      Tags: [~] # want
Outputs: # want
`},
		},
		Good: []lint.Example{
			{Name: "empty text, and nothing at all", Template: `Conditions:
  Late: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      DelaySeconds: !If [Late, 60, !Ref AWS::NoValue]
      QueueName: ""
`},
			{Name: "a state machine that AWS SAM turns into text", Template: `Transform: AWS::Serverless-2016-10-31
Resources:
  Machine:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition:
        StartAt: Wait
        States:
          Wait: {Type: Pass, ResultPath: null, End: true}
`},
		},
		Check: func(p *lint.Pass) {
			if len(p.Template.Transforms) > 0 {
				return
			}
			for key, value := range p.Template.Root.Pairs() {
				if key.Text() != "Metadata" || value.Is(syntax.Null) { // what is in it is E4002's
					reportNull(p, key, value)
				}
			}
		},
	}
}

// reportNulls goes through a list or a map. That an argument of a function is null is said by
// the rule of the function.
func reportNulls(p *lint.Pass, n *syntax.Node) {
	if call := template.CallOf(n); len(call.Signature().Arguments) > 0 {
		reportIn(p, call.Argument)
		return
	}
	for _, item := range n.Items() {
		reportNull(p, nil, item)
	}
	for key, value := range n.Pairs() {
		reportNull(p, key, value)
	}
}

// reportIn looks for nulls in the arguments of a function, and in the lists among them.
func reportIn(p *lint.Pass, n *syntax.Node) {
	for _, item := range n.Items() {
		reportIn(p, item)
	}
	if n.Is(syntax.Map) {
		reportNulls(p, n)
	}
}

// reportNull looks at a value and what is in it. A value that is left out has no place of its
// own: its key has.
func reportNull(p *lint.Pass, key, n *syntax.Node) {
	switch {
	case !n.Is(syntax.Null):
		reportNulls(p, n)
	case key != nil && n.Span().Start == n.Span().End:
		p.At(key, "`%s` has no value, so it is null, which CloudFormation refuses", key.Text())
	default:
		p.At(n, "the value is null, which CloudFormation refuses")
	}
}
