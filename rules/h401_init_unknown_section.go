package rules

import (
	"slices"

	"github.com/cfnc/cfnc/compiler/boot"
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/lint"
)

func initUnknownSection() *lint.Rule {
	return &lint.Rule{
		ID:       "H401",
		Name:     "init-unknown-section",
		Title:    "A config of cfn-init has a section that cfn-init does not know",
		Severity: diag.Error,
		Why: `A config has the sections packages, groups, users, sources, files, commands and services, in lower case. Any other ` +
			`key cfn-init passes over without a word: it reports success, and the server lacks what the section was to bring.`,
		Help: "correct the name of the section, or move it into a config",
		Bad: []lint.Example{
			{Name: "a misspelt section, and one in upper case", Template: `Resources:
  Server:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Init:
        config:
          packages: {yum: {httpd: []}}
          service: # want
            systemd: {httpd: {enabled: true}}
          Files: {} # want
`},
			{Name: "in one branch", Template: `Conditions:
  Large: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Server:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Init:
        configSets: {default: [install]}
        install: !If
          - Large
          - package: {yum: {httpd: []}} # want
          - packages: {yum: {httpd: []}}
`},
			{Name: "sets that are taken for a config, and sections without one", Template: `Resources:
  Server:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Init:
        configsets: {default: [install]} # want
        install: {}
  Other:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Init:
        packages: {yum: {httpd: []}} # want
`},
		},
		Good: []lint.Example{
			{Name: "all sections, and configs that are called like one", Template: `Resources:
  Server:
    Type: AWS::EC2::Instance
    Metadata:
      Comment: {services: {}, package: 1}
      AWS::CloudFormation::Init:
        configSets: {default: [services, files]}
        services: {packages: {}, groups: {}, users: {}, sources: {}, files: {}}
        files: {commands: {}, services: {}}
`},
			{Name: "a branch without the section", Template: `Conditions:
  Large: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Server:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Init:
        config:
          services: !If [Large, {systemd: {httpd: {enabled: true}}}, !Ref AWS::NoValue]
          package: !Ref AWS::NoValue
`},
			{Name: "what a macro rewrites", Template: `Transform: OurMacro
Resources:
  Server:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Init:
        config: {service: {}}
`},
		},
		Check: func(p *lint.Pass) {
			var list []flaw
			for _, in := range p.Unit.Boot().Inits() {
				for _, c := range in.Configs {
					if !p.Template.Opaque() {
						list = append(list, unknownSections(c)...)
					}
				}
			}
			reportFlaws(p, list)
		},
	}
}

func unknownSections(c *boot.Config) (list []flaw) {
	add := func(key *syntax.Node, message string) {
		list = append(list, flaw{resource: c.Init.Resource, node: key, at: key.Span(), when: c.When, message: message})
	}
	switch {
	case len(c.Unknown) == 0:
	case isEmptyConfig(c) && diag.Nearest(c.Name, []string{"configSets"}, 2) != "":
		add(c.Key, "cfn-init takes `"+c.Name+"` for a config, in which it knows nothing: its sets are in `configSets`")
	case isEmptyConfig(c) && slices.Contains(boot.Sections(), c.Name):
		add(c.Key, "cfn-init takes `"+c.Name+"` for a config, in which it knows nothing: sections stand in a config, such as `config`")
	default:
		for _, key := range c.Unknown {
			add(key, "cfn-init passes over `"+key.Text()+"`, which is no section"+nearestOf(key.Text(), boot.Sections()))
		}
	}
	return list
}

// isEmptyConfig reports whether a config has no entries of sections.
func isEmptyConfig(c *boot.Config) bool {
	return !c.Open && len(c.Packages)+len(c.Groups)+len(c.Users)+len(c.Sources)+len(c.Files)+len(c.Commands)+len(c.Services) == 0
}
