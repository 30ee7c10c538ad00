package rules

import (
	"slices"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func serverlessGlobals() *lint.Rule {
	return &lint.Rule{
		ID:       "E3724",
		Name:     "serverless-globals",
		Title:    "Globals of AWS SAM that it does not take, or that are not there",
		Severity: diag.Error,
		Why: `AWS SAM gives the values of the section Globals to all resources of a type. It fails at a type or a property that ` +
			`it does not take there, and at a resource that ignores a global which does not exist.`,
		Help: "keep to the types and properties that AWS SAM documents for Globals",
		Bad: []lint.Example{
			{Name: "unknown sections and properties, and one that cannot be global", Template: `Transform: AWS::Serverless-2016-10-31
Globals:
  Functions: # want
    Timeout: 10
  Function:
    Timeot: 10 # want
    Role: arn:aws:iam::123456789012:role/hello # want
  Api: on # want
Resources:
  Hello:
    Type: AWS::Serverless::Function
    Properties: {Runtime: python3.13, Handler: hello.main, InlineCode: "def main(e, c): pass"}
`},
			{Name: "globals to ignore that do not exist", Template: `Transform: AWS::Serverless-2016-10-31
Globals:
  Function:
    Timeout: 10
Resources:
  Hello:
    Type: AWS::Serverless::Function
    IgnoreGlobals: [Timeot] # want
    Properties: {Runtime: python3.13, Handler: hello.main, InlineCode: "def main(e, c): pass"}
  Bye:
    Type: AWS::Serverless::Function
    IgnoreGlobals: Timeout # want
    Properties: {Runtime: python3.13, Handler: bye.main, InlineCode: "def main(e, c): pass"}
`},
		},
		Good: []lint.Example{{Name: "globals, and resources that ignore some", Template: `Transform: AWS::Serverless-2016-10-31
Parameters:
  Seconds: {Type: Number}
Globals:
  Function:
    Timeout: !Ref Seconds
    Runtime: python3.13
  HttpApi:
    Tags: {Team: web}
Resources:
  Hello:
    Type: AWS::Serverless::Function
    IgnoreGlobals: [Timeout]
    Properties: {Handler: hello.main, InlineCode: "def main(e, c): pass"}
  Bye:
    Type: AWS::Serverless::Function
    IgnoreGlobals: "*"
    Properties: {Runtime: python3.12, Handler: bye.main, InlineCode: "def main(e, c): pass"}
`}},
		Check: func(p *lint.Pass) {
			if p.Template.Opaque() || !p.Template.HasTransform(template.Serverless) {
				return
			}
			for key, section := range members(p.Template.Root.Get("Globals")) {
				checkGlobals(p, key, section)
			}
			for _, r := range p.Template.Resources {
				if value := r.At("IgnoreGlobals"); value != nil && isServerless(r) {
					checkIgnored(p, r, value)
				}
			}
		},
	}
}

func checkGlobals(p *lint.Pass, key, section *syntax.Node) {
	names := globalSections()
	if !slices.Contains(names, key.Text()) {
		p.At(key, "`%s` is no type that takes globals%s", key.Text(), didYouMean(key.Text(), names))
		return
	}
	if !section.Is(syntax.Map, syntax.Null, syntax.None) {
		p.At(section, "the globals of `%s` are %s, expected a map of properties", key.Text(), kindOf(section))
	}
	properties := globalProperties(key.Text())
	for name := range members(section) {
		switch {
		case !slices.Contains(properties, name.Text()):
			p.At(name, "`%s` is no property of `%s`%s", name.Text(), serverlessPrefix+key.Text(), didYouMean(name.Text(), properties))
		case slices.Contains(notGlobal(key.Text()), name.Text()):
			p.At(name, "`%s` cannot be global", name.Text()).Help("give it to each resource")
		}
	}
}

// checkIgnored looks at IgnoreGlobals: all of them, or a list of names.
func checkIgnored(p *lint.Pass, r *template.Resource, value *syntax.Node) {
	if !value.Is(syntax.List, syntax.Null, syntax.None) && value.Text() != "*" {
		p.At(value, "`IgnoreGlobals` is %s, expected `*` or a list of properties", shown(value))
	}
	globals := globalsOf(p.Template, r)
	for _, item := range value.Items() {
		if name, ok := item.Str(); ok && globals.Key(name) == nil && !macro(globals) {
			p.At(item, "`%s` is not among the globals of `%s`%s", name, r.Type, didYouMean(name, keysOf(globals)))
		}
	}
}
