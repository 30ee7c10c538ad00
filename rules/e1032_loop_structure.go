package rules

import (
	"strings"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func loopStructure() *lint.Rule {
	return &lint.Rule{
		ID:       "E1032",
		Name:     "loop-structure",
		Title:    "Fn::ForEach is malformed, or makes the same thing twice",
		Severity: diag.Error,
		Why: `The transform AWS::LanguageExtensions runs Fn::ForEach: a list of an identifier, a collection, and a map whose keys ` +
			`hold the identifier, so that every item makes another one. It refuses the template otherwise, and without the ` +
			`transform CloudFormation does.`,
		Help: "write `Fn::ForEach::Name: [Identifier, [items], {Key${Identifier}: …}]`",
		Bad: []lint.Example{
			{Name: "no transform", Template: `Resources:
  Fn::ForEach::Topics: # want
    - Name
    - [News, Alarms]
    - Topic${Name}: {Type: AWS::SNS::Topic}
`},
			{Name: "parts that are wrong or missing", Template: `Transform: AWS::LanguageExtensions
Parameters:
  Names: {Type: String}
Resources:
  Fn::ForEach::Topics:
    - [Name] # want
    - News # want
    - Topic # want
  Fn::ForEach::Queues: # want
    Name: [News, Alarms]
  Fn::ForEach::More:
    - Name
    - !Ref Names # want
    - More${Name}: {Type: AWS::SNS::Topic}
`},
			{Name: "the same logical ID for every item, and an item twice", Template: `Transform: AWS::LanguageExtensions
Resources:
  Fn::ForEach::Topics:
    - Name
    - [News, Alarms]
    - Topic: {Type: AWS::SNS::Topic} # want
  Fn::ForEach::Queues:
    - Name
    - - News
      - News # want
    - Queue${Name}: {Type: AWS::SQS::Queue}
`},
		},
		Good: []lint.Example{{Name: "loops in loops", Template: `Transform: AWS::LanguageExtensions
Parameters:
  Names: {Type: CommaDelimitedList}
Mappings:
  Items: {All: {Names: [a-b, c]}}
Resources:
  Fn::ForEach::Topics:
    - Name
    - !Ref Names
    - Topic&{Name}:
        Type: AWS::SNS::Topic
        Properties:
          Fn::ForEach::Properties:
            - Property
            - [TopicName, DisplayName]
            - ${Property}: !Ref Name
      Fn::ForEach::Queues:
        - Kind
        - !FindInMap [Items, All, Names]
        - Queue&{Name}&{Kind}: {Type: AWS::SQS::Queue}
`}},
		Check: func(p *lint.Pass) {
			if p.Template.Opaque() {
				return
			}
			for _, l := range p.Template.Loops() {
				if p.Template.HasTransform(template.LanguageExtensions) {
					checkLoop(p, l)
				} else {
					p.At(l.Key, "`Fn::ForEach` needs the transform `%s`", template.LanguageExtensions).
						Help("add `Transform: %s` to the template", template.LanguageExtensions)
				}
			}
		},
	}
}

func checkLoop(p *lint.Pass, l *template.Loop) {
	if l.Parts.Is(syntax.None, syntax.Null) {
		return
	}
	if l.Parts.Len() != 3 || !l.Parts.Is(syntax.List) {
		p.At(l.Key, "`%s` takes a list of an identifier, a collection and a map", l.Key.Text())
		return
	}
	if name := l.Parts.Item(0); !isAlphanumeric(l.Identifier, "") && !name.Is(syntax.None, syntax.Null) {
		p.At(name, "the identifier is %s, expected a name of letters and digits", shown(name))
	}
	checkCollection(p, l)
	checkLoopBody(p, l)
}

func checkCollection(p *lint.Pass, l *template.Loop) {
	call := template.CallOf(l.Collection)
	switch {
	case l.Collection.Is(syntax.None, syntax.Null), macro(l.Collection):
	case call.Function != "" && !p.Template.Gives(call).Fits(template.Items):
		p.At(l.Collection, "the collection is %s, which gives %s, expected a list", kindOf(l.Collection), p.Template.Gives(call))
	case call.Function == "" && !l.Collection.Is(syntax.List):
		p.At(l.Collection, "the collection is %s, expected a list", shown(l.Collection))
	}
	seen := map[string]bool{}
	for _, item := range l.Collection.Items() {
		if text, ok := item.Str(); ok && seen[text] {
			p.At(item, "the item `%s` is there twice", text).Help("remove one of them")
		}
		seen[item.Text()] = true
	}
}

// checkLoopBody wants a map whose keys differ from item to item, in all the loops around it.
func checkLoopBody(p *lint.Pass, l *template.Loop) {
	if !l.Body.Is(syntax.Map, syntax.None, syntax.Null) {
		p.At(l.Body, "the last part is %s, expected a map", kindOf(l.Body))
	}
	for key := range members(l.Body) {
		for around := l; around != nil; around = around.Outer {
			if items, _ := around.Values(); len(items) > 1 && !names(key.Text(), around.Identifier) {
				p.At(key, "`%s` is made for each of %s, but is the same for all", key.Text(), count(len(items), "item")).
					Help("put `${%s}` into the name", around.Identifier)
				break
			}
		}
	}
}

// names reports whether a key holds an identifier of a loop.
func names(key, identifier string) bool {
	return strings.Contains(key, "${"+identifier+"}") || strings.Contains(key, "&{"+identifier+"}")
}
