package rules

import (
	"strings"

	"github.com/cfnc/cfnc/compiler/boot"
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func configsetCycle() *lint.Rule {
	return &lint.Rule{
		ID:       "H403",
		Name:     "configset-cycle",
		Title:    "Sets of cfn-init name one another in a circle",
		Severity: diag.Error,
		Why: `A set may name other sets, and cfn-init puts their configs in its place. Where that leads back to the set itself, ` +
			`there is no list of configs to run: cfn-init stops before it has done anything.`,
		Help: "take one of the sets out of the circle",
		Bad: []lint.Example{
			{Name: "two sets, and a set that names itself", Template: `Resources:
  Server:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Init:
        configSets:
          default: [{ConfigSet: one}]
          one: [install, {ConfigSet: two}]
          two:
            - ConfigSet: one # want
          own: [{ConfigSet: own}] # want
        install: {}
`},
			{Name: "in one branch", Template: `Conditions:
  Large: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Server:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Init:
        configSets:
          one: [{ConfigSet: two}]
          two:
            - !If [Large, {ConfigSet: one}, install] # want
        install: {}
`},
		},
		Good: []lint.Example{
			{Name: "a set that several name", Template: `Resources:
  Server:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Init:
        configSets:
          default: [{ConfigSet: one}, {ConfigSet: two}]
          one: [install, {ConfigSet: two}]
          two: [install]
        install: {}
`},
			{Name: "a circle that is never whole", Template: `Conditions:
  Large: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Server:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Init:
        configSets:
          one: [install, !If [Large, {ConfigSet: two}, !Ref AWS::NoValue]]
          two: [install, !If [Large, !Ref AWS::NoValue, {ConfigSet: one}]]
        install: {}
`},
			{Name: "a config that has the name of the set", Template: `Resources:
  Server:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Init:
        configSets: {install: [install]}
        install: {}
`},
		},
		Check: func(p *lint.Pass) {
			var list []flaw
			for _, in := range p.Unit.Boot().Inits() {
				w := circleWalker{template: p.Template, init: in, done: map[string]bool{}}
				for _, s := range in.Sets {
					w.visit(s.Name, nil)
				}
				list = append(list, w.found...)
			}
			reportFlaws(p, list)
		},
	}
}

// circleWalker follows the sets that sets name.
type circleWalker struct {
	template *template.Template
	init     *boot.Init
	path     []string
	done     map[string]bool
	found    []flaw
}

func (w *circleWalker) visit(name string, when *template.Scenario) {
	if w.done[name] {
		return
	}
	w.path = append(w.path, name)
	for _, set := range w.init.Set(name) {
		for _, s := range set.Steps {
			if within := when.And(s.Text.When); s.Set != "" && w.template.Possible(within) != template.No {
				w.follow(s, within)
			}
		}
	}
	w.path = w.path[:len(w.path)-1]
	w.done[name] = true
}

func (w *circleWalker) follow(s boot.Step, when *template.Scenario) {
	for i, name := range w.path {
		if name == s.Set {
			w.found = append(w.found, flaw{
				resource: w.init.Resource, node: s.Node(), at: s.Text.Span(0, len(s.Text.String())), when: when,
				message: "this leads back to where it began, and cfn-init stops: `" + strings.Join(append(w.path[i:len(w.path):len(w.path)], name), "` → `") + "`",
			})
			return
		}
	}
	w.visit(s.Set, when)
}
