package rules

import (
	"github.com/cfnc/cfnc/compiler/boot"
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func configsetUnknownKey() *lint.Rule {
	return &lint.Rule{
		ID:       "H402",
		Name:     "configset-unknown-key",
		Title:    "A set of cfn-init names a config or a set that is not there",
		Severity: diag.Error,
		Why: `When cfn-init comes to a name in a set that the metadata does not have, it stops with an error. What stands before ` +
			`may be done by then, what stands behind is not, and the instance signals a failure or none at all. A config that no ` +
			`set names never runs, which is reported as information.`,
		Help: "correct the name; another set is named as `ConfigSet: NAME`",
		Bad: []lint.Example{
			{Name: "a misspelt config, and sets", Template: `Resources:
  Server:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Init:
        configSets:
          default:
            - install
            - confgure # want
            - ConfigSet: finsh # want
            - finish # want
          finish: [configure]
        install: {}
        configure: {}
`},
			{Name: "a config that is there in one branch only", Template: `Conditions:
  Large: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Server:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Init:
        configSets:
          default:
            - install
            - tune # want
        install: {}
        tune: !If [Large, {commands: {}}, !Ref AWS::NoValue]
`},
			{Name: "a config that no set names", Template: `Resources:
  Server:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Init:
        configSets: {default: [install]}
        install: {}
        configure: {} # want
`},
		},
		Good: []lint.Example{
			{Name: "configs and sets that are there", Template: `Resources:
  Server:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Init:
        configSets:
          default: [install, {ConfigSet: finish}]
          finish: [configure]
        install: {}
        configure: {}
`},
			{Name: "a set that goes with the config that it names", Template: `Conditions:
  Large: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Server:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Init:
        configSets:
          default: [install, !If [Large, tune, !Ref AWS::NoValue]]
          other: !If [Large, [tune], [slow]]
        install: {}
        slow: {}
        tune: !If [Large, {commands: {}}, !Ref AWS::NoValue]
`},
			{Name: "a name that only the deployment knows, and a config without sets", Template: `Parameters:
  Step: {Type: String}
Resources:
  Server:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Init:
        configSets: {default: [install, !Ref Step]}
        install: {}
        configure: {}
  Other:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Init:
        config: {}
  Third:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Init:
        configSets: {more: [extra]}
        config: {}
        extra: {}
`},
		},
		Check: func(p *lint.Pass) {
			var list []flaw
			for _, in := range p.Unit.Boot().Inits() {
				if !in.Open {
					list = append(list, unknownSteps(in)...)
					list = append(list, unusedConfigs(in)...)
				}
			}
			reportFlaws(p, list)
		},
	}
}

func unknownSteps(in *boot.Init) (list []flaw) {
	for _, set := range in.Sets {
		for _, s := range set.Steps {
			f := flaw{resource: in.Resource, node: s.Node(), at: s.Text.Span(0, len(s.Text.String())), when: s.Text.When}
			if s.Set != "" {
				f.message = "cfn-init stops here: there is no set `" + s.Set + "`" + nearestOf(s.Set, setNames(in))
				f.holds = func(c *template.Case) template.Answer { return hasSet(c, in, s.Set).Not() }
			} else {
				f.message = "cfn-init stops here: " + missingConfig(in, s.Config)
				f.holds = func(c *template.Case) template.Answer { return hasConfig(c, in, s.Config).Not() }
			}
			list = append(list, f)
		}
	}
	return list
}

func missingConfig(in *boot.Init, name string) string {
	if len(in.Set(name)) > 0 {
		return "`" + name + "` is a set, which is named as `ConfigSet: " + name + "`"
	}
	return "there is no config `" + name + "`" + nearestOf(name, configNames(in))
}

// unusedConfigs finds configs that no set names. Without the set `default`, cfn-init runs the
// config `config`.
func unusedConfigs(in *boot.Init) (list []flaw) {
	used := map[string]bool{"config": len(in.Set("default")) == 0}
	for _, set := range in.Sets {
		if set.Open {
			return nil
		}
		for _, s := range set.Steps {
			used[s.Config] = true
		}
	}
	for _, c := range in.Configs {
		if len(in.Sets) > 0 && !used[c.Name] {
			list = append(list, flaw{
				resource: in.Resource, node: c.Key, at: c.Key.Span(), when: c.When, message: "no set names the config `" + c.Name + "`, so cfn-init never runs it",
				dress: func(f *lint.Finding) {
					f.Severity(diag.Info).Help("name it in one of the sets of `configSets`, or remove it")
				},
			})
		}
	}
	return list
}
