package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func findInMapArguments() *lint.Rule {
	return &lint.Rule{
		ID:       "E1011",
		Name:     "find-in-map-arguments",
		Title:    "Fn::FindInMap names no value of a mapping",
		Severity: diag.Error,
		Why: `CloudFormation refuses Fn::FindInMap unless it has a mapping of the template, one of its keys and a key below that. ` +
			`The three are literals, Ref or Fn::FindInMap; other functions, and a default for keys that are missing, need the ` +
			`transform AWS::LanguageExtensions.`,
		Help: "write `!FindInMap [Mapping, key, key]`",
		Bad: []lint.Example{
			{Name: "names that are not declared", Template: `Mappings:
  Sizes:
    prod: {Delay: 4}
    test: {Delay: 1}
Resources:
  One:
    Type: AWS::SQS::Queue
    Properties:
      DelaySeconds: !FindInMap [Size, prod, Delay] # want
  Two:
    Type: AWS::SQS::Queue
    Properties:
      DelaySeconds: !FindInMap [Sizes, prd, Delay] # want
  Three:
    Type: AWS::SQS::Queue
    Properties:
      DelaySeconds: !FindInMap [Sizes, prod, Delays] # want
  Four:
    Type: AWS::SQS::Queue
    Properties:
      DelaySeconds: !FindInMap [Sizes, !Ref AWS::Region, Delays] # want
`},
			{Name: "arguments that it does not take", Template: `Mappings:
  Sizes:
    prod: {Delay: 4}
Resources:
  One:
    Type: AWS::SQS::Queue
    Properties:
      DelaySeconds: !FindInMap [Sizes, prod] # want
  Two:
    Type: AWS::SQS::Queue
    Properties:
      DelaySeconds: !FindInMap [Sizes, !Sub "${AWS::Region}", Delay] # want
  Three:
    Type: AWS::SQS::Queue
    Properties:
      DelaySeconds: !FindInMap [Sizes, prod, Delay, {DefaultValue: 3}] # want
  Four:
    Type: AWS::SQS::Queue
    Properties:
      DelaySeconds: !FindInMap Sizes.prod.Delay # want
`},
		},
		Good: []lint.Example{
			{Name: "literals and references", Template: `Parameters:
  Stage: {Type: String}
Mappings:
  Sizes:
    prod: {Delay: 4, 7: 3}
Resources:
  One:
    Type: AWS::SQS::Queue
    Properties:
      DelaySeconds: !FindInMap [Sizes, prod, Delay]
  Two:
    Type: AWS::SQS::Queue
    Properties:
      DelaySeconds: !FindInMap [Sizes, !Ref Stage, 7]
  Three:
    Type: AWS::SQS::Queue
    Properties:
      DelaySeconds: !FindInMap [Sizes, !FindInMap [Sizes, !Ref Stage, Delay], Delay]
`},
			{Name: "a default, and functions, with language extensions", Template: `Transform: AWS::LanguageExtensions
Mappings:
  Sizes:
    prod: {Delay: 4}
Resources:
  One:
    Type: AWS::SQS::Queue
    Properties:
      DelaySeconds: !FindInMap [Sizes, !Sub "${AWS::Region}", Delays, {DefaultValue: 3}]
`},
			{Name: "a mapping that a macro fills", Template: `Mappings:
  Sizes:
    Fn::Transform: {Name: AWS::Include, Parameters: {Location: s3://bucket/sizes.yaml}}
Resources:
  One:
    Type: AWS::SQS::Queue
    Properties:
      DelaySeconds: !FindInMap [Sizes, prod, Delay]
`},
		},
		Check: func(p *lint.Pass) {
			checkArguments(template.FnFindInMap)(p)
			if p.Template.MayDeclareMore() {
				return
			}
			for call := range p.Template.Calls(template.FnFindInMap) {
				if call.Loop == nil && answersFor(p, call.Owner) {
					checkLookup(p, call.FindInMap())
				}
			}
		},
	}
}

// checkLookup looks for the keys that are literals in the mapping.
func checkLookup(p *lint.Pass, look template.FindInMap) {
	if !look.Mapping.Is(syntax.String) || look.Default != nil {
		return
	}
	mapping := p.Template.Mapping(look.Mapping.Text())
	switch {
	case mapping == nil:
		p.At(look.Mapping, "`%s` is no mapping of this template%s", look.Mapping.Text(), didYouMean(look.Mapping.Text(), mappingNames(p.Template)))
	case !mapping.Value.Is(syntax.Map) || macro(mapping.Value):
	case look.Top.IsScalar() && !look.Top.Is(syntax.Null):
		row := mapping.Value.Get(look.Top.Text())
		if checkKey(p, look.Top, "`"+mapping.Name+"`", mapping.Value) && row.Is(syntax.Map) && !macro(row) {
			checkKey(p, look.Second, "`"+look.Top.Text()+"` of `"+mapping.Name+"`", row)
		}
	default:
		checkColumn(p, look.Second, mapping)
	}
}

func mappingNames(t *template.Template) (names []string) {
	for _, m := range t.Mappings {
		names = append(names, m.Name)
	}
	return names
}

// checkKey reports a literal that is no key of a map. It returns whether it is one.
func checkKey(p *lint.Pass, key *syntax.Node, where string, keys *syntax.Node) bool {
	if !key.IsScalar() || key.Is(syntax.Null) || keys.Key(key.Text()) != nil {
		return key.IsScalar()
	}
	p.At(key, "`%s` is no key of %s%s", key.Text(), where, didYouMean(key.Text(), keysOf(keys)))
	return false
}

func keysOf(n *syntax.Node) (keys []string) {
	for key := range n.Pairs() {
		keys = append(keys, key.Text())
	}
	return keys
}

// checkColumn reports a literal that is a key in no row of a mapping.
func checkColumn(p *lint.Pass, key *syntax.Node, mapping *template.Mapping) {
	if !key.IsScalar() || key.Is(syntax.Null) {
		return
	}
	var keys []string
	for _, row := range mapping.Value.Pairs() {
		if !row.Is(syntax.Map) || macro(row) || row.Key(key.Text()) != nil {
			return
		}
		keys = append(keys, keysOf(row)...)
	}
	p.At(key, "`%s` is a key nowhere in `%s`%s", key.Text(), mapping.Name, didYouMean(key.Text(), keys))
}
