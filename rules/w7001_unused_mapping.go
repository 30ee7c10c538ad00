package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func unusedMapping() *lint.Rule {
	return &lint.Rule{
		ID:       "W7001",
		Name:     "unused-mapping",
		Title:    "A mapping is declared and never used",
		Severity: diag.Warning,
		Why: `Nothing looks a value up in the mapping, so changing it changes nothing in the stack. Often the lookup names another ` +
			`mapping, or was replaced by a parameter.`,
		Help: "remove the mapping, or look a value up with `Fn::FindInMap`",
		Bad: []lint.Example{{Name: "a lookup in another mapping", Template: `Mappings:
  Sizes: # want
    prod: {Instances: 4}
  Counts:
    prod: {Instances: 2}
Resources:
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      DelaySeconds: !FindInMap [Counts, prod, Instances]
`}},
		Good: []lint.Example{
			{Name: "a lookup, and one by an expression", Template: `Parameters:
  Stage: {Type: String}
Mappings:
  Sizes:
    prod: {Delay: 4}
  Names:
    prod: {Queue: orders}
Resources:
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      DelaySeconds: !FindInMap [Sizes, !Ref Stage, Delay]
      QueueName: "@Names[@Stage, Queue]"
`},
			{Name: "a lookup in a mapping that only the deployment knows", Template: `Transform: AWS::LanguageExtensions
Parameters:
  Table: {Type: String}
Mappings:
  Sizes:
    prod: {Delay: 4}
Resources:
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      DelaySeconds: !FindInMap [!Ref Table, prod, Delay]
`},
		},
		Check: func(p *lint.Pass) {
			if p.Template.MayUseMore() {
				return
			}
			for _, mapping := range p.Template.Mappings {
				if !p.Template.Used(mapping.Name, template.ByFindInMap) {
					p.At(mapping.Key, "the mapping `%s` is never used", mapping.Name)
				}
			}
		},
	}
}
