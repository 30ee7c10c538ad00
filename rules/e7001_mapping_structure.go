package rules

import (
	"strings"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/lint"
)

func mappingStructure() *lint.Rule {
	return &lint.Rule{
		ID:       "E7001",
		Name:     "mapping-structure",
		Title:    "A mapping is not two levels of keys and literal values",
		Severity: diag.Error,
		Why: `CloudFormation refuses a mapping that is not a map of maps, whose values are not literals or lists of literals, or ` +
			`whose names hold other characters: letters and digits everywhere, in the keys of the first level "-" and "." too.`,
		Help: "give the mapping two levels of keys, and plain values below them",
		Bad: []lint.Example{
			{Name: "one level only", Template: `Mappings:
  Sizes:
    prod: 4 # want
Resources:
  Queue:
    Type: AWS::SQS::Queue
`},
			{Name: "a third level, and functions", Template: `Mappings:
  Sizes:
    prod:
      Queue:
        Delay: 4 # want
      Name: !Ref AWS::Region # want
      Names: [a, !Ref AWS::Region] # want
Resources:
  Queue:
    Type: AWS::SQS::Queue
`},
			{Name: "characters that CloudFormation refuses", Template: `Mappings:
  Our_Sizes: # want
    10.0.0.0/16: # want
      Queue_Delay: 4 # want
Resources:
  Queue:
    Type: AWS::SQS::Queue
`},
			{Name: "a list for a mapping", Template: `Mappings:
  Delays: [1, 2] # want
Resources:
  Queue:
    Type: AWS::SQS::Queue
`},
		},
		Good: []lint.Example{
			{Name: "regions and lists", Template: `Mappings:
  Images:
    eu-west-1: {Arm: ami-1, Intel: ami-2}
    us-east-1: {Arm: ami-3, Intel: ami-4}
  Types:
    t4g.micro: {Zones: [a, b], Count: 2, Spot: true}
Resources:
  Web:
    Type: AWS::EC2::Instance
    Properties:
      ImageId: !FindInMap [Images, !Ref AWS::Region, Arm]
`},
			{Name: "a mapping that a snippet completes", Template: `Mappings:
  Fn::Transform:
    Name: AWS::Include
    Parameters: {Location: s3://ours/mappings.yaml}
Resources:
  Queue:
    Type: AWS::SQS::Queue
`},
		},
		Check: func(p *lint.Pass) {
			section := p.Template.Root.Get("Mappings")
			if !section.Is(syntax.Map, syntax.Null, syntax.None) {
				p.At(section, "the section `Mappings` is %s, expected a map of mappings", kindOf(section))
			}
			for key, value := range members(section) {
				checkMapping(p, key, value)
			}
		},
	}
}

// members goes through the pairs of a map, but for macros, which bring others.
func members(n *syntax.Node) func(func(key, value *syntax.Node) bool) {
	return func(yield func(key, value *syntax.Node) bool) {
		for key, value := range n.Pairs() {
			if !strings.HasPrefix(key.Text(), "Fn::") && !yield(key, value) {
				return
			}
		}
	}
}

func checkMapping(p *lint.Pass, key, value *syntax.Node) {
	checkMappingName(p, key, "", "letters and digits")
	if !value.Is(syntax.Map, syntax.Null, syntax.None) {
		p.At(value, "the mapping `%s` is %s, expected a map of maps", key.Text(), kindOf(value))
	}
	for top, row := range members(value) {
		checkMappingName(p, top, "-.", "letters, digits, `-` and `.`")
		if !row.Is(syntax.Map, syntax.Null, syntax.None) {
			p.At(row, "`%s` in the mapping `%s` is %s, expected a map of names and values", top.Text(), key.Text(), kindOf(row))
		}
		for name, value := range members(row) {
			checkMappingName(p, name, "", "letters and digits")
			checkMappingValue(p, name, value)
		}
	}
}

func checkMappingName(p *lint.Pass, key *syntax.Node, others, allowed string) {
	if !isAlphanumeric(key.Text(), others) {
		p.At(key, "`%s` cannot be a name here, which takes %s only", key.Text(), allowed).
			Help("rename it, here and in every `Fn::FindInMap`")
	}
}

func checkMappingValue(p *lint.Pass, name, value *syntax.Node) {
	if value.Is(syntax.Map) {
		p.At(value, "the value of `%s` is %s, expected a literal or a list of literals", name.Text(), kindOf(value))
	}
	for _, item := range value.Items() {
		if item.Is(syntax.List, syntax.Map) {
			p.At(item, "the list `%s` holds %s, expected literals only", name.Text(), kindOf(item))
		}
	}
}
