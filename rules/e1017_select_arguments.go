package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func selectArguments() *lint.Rule {
	return &lint.Rule{
		ID:       "E1017",
		Name:     "select-arguments",
		Title:    "Fn::Select takes other than an index and a list",
		Severity: diag.Error,
		Why:      `CloudFormation refuses Fn::Select unless it has an index, counted from 0, and a list or a function that gives one, and no item of the list is null. A mistake in a function inside the list counts here, because nothing can be selected then.`,
		Help:     "write `!Select [index, list]` with an index from 0 on",
		Bad: []lint.Example{
			{Name: "a text, and a wrong order", Template: `Resources:
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      QueueName: !Select [0, orders] # want
      KmsMasterKeyId: !Select [[a, b], 0] # want
`},
			{Name: "an index that is not there", Template: `Resources:
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      QueueName: !Select [2, [a, b]] # want
      KmsMasterKeyId: !Select [-1, [a, b]] # want
`},
			{Name: "a mistake in the list, and one value too many", Template: `Resources:
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      QueueName: !Select
        - 0
        - Fn::GetAZs: # want
      KmsMasterKeyId: !Select [0, [a, b], c] # want
      Tags: !Select 0 # want
`},
			{Name: "a function that gives a text", Template: `Parameters:
  Name: {Type: String}
  Names: {Type: CommaDelimitedList}
Resources:
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      QueueName: !Select [0, !Ref Names]
      KmsMasterKeyId: !Select [0, !Ref Name] # want
`},
		},
		Good: []lint.Example{
			{Name: "lists, functions that give one, and an index from a parameter", Template: `Parameters:
  Subnets: {Type: List<AWS::EC2::Subnet::Id>}
  Index: {Type: Number}
Mappings:
  Zones:
    us-east-1: {Names: [a, b]}
Resources:
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      QueueName: !Select ["1", [a, !Ref Index]]
Outputs:
  One:
    Value: !Select [!Ref Index, !Ref Subnets]
  Two:
    Value: !Select [1, !Split [",", "a,b"]]
  Three:
    Value: !Select [0, !GetAZs ""]
  Four:
    Value: !Select [0, !FindInMap [Zones, !Ref AWS::Region, Names]]
  Five:
    Value: !Select [2, !Cidr [10.0.0.0/16, 4, 8]]
`},
		},
		Check: func(p *lint.Pass) {
			checkArguments(template.FnSelect)(p)
			for call := range p.Template.Calls(template.FnSelect) {
				if answersFor(p, call.Owner) && !p.Template.Opaque() {
					checkIndex(p, call.Select())
				}
			}
		},
	}
}

// checkIndex compares an index with the length of a list that is written out.
func checkIndex(p *lint.Pass, s template.Select) {
	index, ok := template.LiteralInt(s.Index)
	if !ok || !s.Values.Is(syntax.List) || loops(s.Values) {
		return
	}
	if index >= s.Values.Len() {
		p.At(s.Index, "the index %d is beyond the list, which has %s", index, count(s.Values.Len(), "item"))
	}
}

// loops reports whether a list has items that are made by macros or loops, maybe several of one.
func loops(list *syntax.Node) bool {
	for _, item := range list.Items() {
		if macro(item) {
			return true
		}
	}
	return false
}
