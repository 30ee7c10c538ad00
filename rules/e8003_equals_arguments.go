package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func equalsArguments() *lint.Rule {
	return &lint.Rule{
		ID:       "E8003",
		Name:     "equals-arguments",
		Title:    "Fn::Equals takes other than two values to compare",
		Severity: diag.Error,
		Why: `CloudFormation refuses Fn::Equals unless it has a list of two values. They are texts, or functions that give one ` +
			`before there are resources: Fn::GetAtt, Fn::ImportValue and Fn::If cannot be used in conditions.`,
		Help: "write `!Equals [value, value]` with texts, or with functions of parameters and mappings",
		Bad: []lint.Example{{Name: "one value, a list, and functions that need resources or other stacks", Template: `Parameters:
  Stage: {Type: String}
Conditions:
  One: !Equals [!Ref Stage] # want
  None: !Equals prod # want
  List: !Equals [!Ref Stage, [prod]] # want
  Map:
    Fn::Equals:
      - !Ref Stage
      - Stage: prod # want
  Made: !Equals [!GetAtt Topic.TopicName, news] # want
  Imported: !Equals [prod, !ImportValue stage] # want
  Deep: !Equals [!Join ["", [!ImportValue stage]], prod] # want
Resources:
  Topic: {Type: AWS::SNS::Topic}
`}},
		Good: []lint.Example{{Name: "texts, numbers and functions of parameters", Template: `Parameters:
  Stage: {Type: String}
  Count: {Type: Number}
  Names: {Type: CommaDelimitedList}
Mappings:
  Stages:
    prod: {Large: true}
Conditions:
  Production: !Equals [!Ref Stage, prod]
  Two: !Equals [2, !Ref Count]
  Large: !Equals [!FindInMap [Stages, !Ref Stage, Large], true]
  Some: !Not [!Equals [!Join ["", !Ref Names], ""]]
  Here: !Equals [!Sub "${AWS::Region}-${Stage}", us-east-1-prod]
Resources:
  Topic: {Type: AWS::SNS::Topic, Condition: Production}
`}},
		Check: func(p *lint.Pass) {
			if p.Template.Opaque() {
				return
			}
			for site := range p.Template.Calls(template.FnEquals) {
				if onlyParameters(site.Owner) {
					checkEquals(p, site)
				}
			}
			for _, f := range []template.Function{template.FnGetAtt, template.FnImportValue, template.FnGetStackOutput, template.FnIf} {
				forbidden(p, f)
			}
		},
	}
}

func checkEquals(p *lint.Pass, site *template.Site) {
	list := site.Argument
	switch {
	case list.Is(syntax.Null, syntax.None):
	case !list.Is(syntax.List):
		p.At(list, "`Fn::Equals` takes a list of 2 values, but this is %s", kindOf(list))
	case list.Len() != 2:
		p.At(list, "`Fn::Equals` takes a list of 2 values, but this one has the length %d", list.Len())
	default:
		for _, item := range list.Items() {
			if item.Is(syntax.List) || item.Is(syntax.Map) && template.CallOf(item).Function == "" && !macro(item) {
				p.At(item, "`Fn::Equals` compares texts, but this is %s", item.Kind())
			}
		}
	}
}

// forbidden reports a function that CloudFormation does not evaluate in conditions.
func forbidden(p *lint.Pass, f template.Function) {
	for site := range p.Template.Calls(f) {
		if site.Owner.Section == "Conditions" {
			p.At(site.Node, "`%s` cannot be used in conditions", f)
		}
	}
}
