package rules

import (
	"slices"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func templateStructure() *lint.Rule {
	return &lint.Rule{
		ID:       template.StructureID,
		Name:     template.StructureName,
		Title:    "A section of the template is unknown, missing or malformed",
		Severity: diag.Error,
		Why: `CloudFormation refuses a template with a section that it does not know, with a section of the wrong shape, ` +
			`or without resources. It says so when the stack is deployed, and names no line.`,
		Help: "keep to the sections of the CloudFormation documentation, and declare at least one resource",
		Bad: []lint.Example{
			{Name: "a section with a typing error", Template: `Parmeters: # want
  Name:
    Type: String
Resources:
  Topic:
    Type: AWS::SNS::Topic
`},
			{Name: "no resources", Template: `AWSTemplateFormatVersion: 2010-09-09 # want
Outputs:
  Region:
    Value: !Ref AWS::Region
`},
			{Name: "a list of resources", Template: `Resources:
  - Topic: # want
      Type: AWS::SNS::Topic
`},
			{Name: "a version that does not exist", Template: `AWSTemplateFormatVersion: 2012-10-17 # want
Resources:
  Topic:
    Type: AWS::SNS::Topic
`},
		},
		Good: []lint.Example{
			{Name: "every section", Template: `AWSTemplateFormatVersion: 2010-09-09
Description: A topic
Metadata: {Owner: team}
Parameters: {Name: {Type: String}}
Rules: {}
Mappings: {}
Conditions: {}
Transform: AWS::LanguageExtensions
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties: {TopicName: !Ref Name}
Outputs: {}
`},
			{Name: "sections that a macro reads", Template: `Transform: [OurMacro]
Services:
  Web: {}
`},
			{Name: "the globals of AWS SAM", Template: `Transform: AWS::Serverless-2016-10-31
Globals:
  Function: {Timeout: 10}
Resources:
  Hello:
    Type: AWS::Serverless::Function
    Properties: {Runtime: python3.13, Handler: hello.main, InlineCode: "def main(e, c): pass"}
`},
		},
		Check: func(p *lint.Pass) {
			root := p.Template.Root
			if !root.Is(syntax.Map) || p.Template.Opaque() {
				return
			}
			known := sectionNames(p.Template)
			for key, value := range root.Pairs() {
				checkSection(p, known, key, value)
			}
			checkVersion(p, root.Get("AWSTemplateFormatVersion"))
			checkResources(p, root)
		},
	}
}

// sectionNames are the sections that a template may have.
func sectionNames(t *template.Template) []string {
	names := []string{"AWSTemplateFormatVersion", "Description", "Metadata", "Parameters", "Rules",
		"Mappings", "Conditions", "Transform", "Resources", "Outputs", "Hooks"}
	if t.HasTransform(template.Serverless) {
		names = append(names, "Globals")
	}
	return names
}

func checkSection(p *lint.Pass, known []string, key, value *syntax.Node) {
	name := key.Text()
	switch {
	case name == string(template.FnTransform):
	case !slices.Contains(known, name):
		p.At(key, "`%s` is no section of a template%s", name, didYouMean(name, known))
	case isText(name) || name == "Mappings":
	case !value.Is(syntax.Map, syntax.Null, syntax.None):
		p.At(value, "the section `%s` is %s, expected a map of named entries", name, kindOf(value)).
			Help("give each entry a name as its key")
	}
}

// isText reports whether a section has no named entries.
func isText(section string) bool {
	return section == "AWSTemplateFormatVersion" || section == "Description" || section == "Transform"
}

func checkVersion(p *lint.Pass, version *syntax.Node) {
	if text, ok := version.Str(); !version.Is(syntax.Null, syntax.None) && (!ok || text != "2010-09-09") {
		p.At(version, "`%s` is no version of the template format, expected `2010-09-09`", version.Span().Text()).
			Help("write `AWSTemplateFormatVersion: 2010-09-09`: there is no other")
	}
}

func checkResources(p *lint.Pass, root *syntax.Node) {
	resources := root.Get("Resources")
	switch {
	case root.Key("Resources") == nil && !p.Template.MayDeclareMore():
		start := root.Span()
		start.End = start.Start
		p.AtSpan(root, start, "the template has no section `Resources`").
			Help("declare at least one resource")
	case resources.Is(syntax.Map) && resources.Len() == 0:
		p.At(root.Key("Resources"), "the section `Resources` is empty, expected at least one resource").
			Help("declare at least one resource")
	}
}
