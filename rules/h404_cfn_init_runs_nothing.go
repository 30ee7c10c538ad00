package rules

import (
	"strings"

	"github.com/cfnc/cfnc/compiler/boot"
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func cfnInitRunsNothing() *lint.Rule {
	return &lint.Rule{
		ID:       "H404",
		Name:     "cfn-init-runs-nothing",
		Title:    "A call of cfn-init finds nothing to run",
		Severity: diag.Error,
		Why: `Without --configsets cfn-init runs the set default, or the config with the name config. If the metadata has neither, ` +
			`or not the set that the call names, nothing is installed, and the instance starts as the image left it.`,
		Help: "name the set that is meant with `--configsets`, or give it the name `default`",
		Bad: []lint.Example{
			{Name: "no set of the name default, and one that is misspelt", Template: `Resources:
  Server:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Init:
        configSets: {full: [install]}
        install: {}
    Properties:
      UserData:
        Fn::Base64: !Sub |
          #!/bin/bash
          cfn-init --stack ${AWS::StackName} --resource Server --region ${AWS::Region} # want
          cfn-init --stack ${AWS::StackName} --resource Server --region ${AWS::Region} -c full,Full # want
`},
			{Name: "in one branch, and in a hook", Template: `Conditions:
  Large: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Server:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Init:
        configSets:
          default: !If [Large, [install], !Ref AWS::NoValue]
          full: [install]
        install:
          files:
            /etc/cfn/hooks.d/reload.conf:
              content: !Sub |
                [reload]
                triggers=post.update
                path=Resources.Server.Metadata.AWS::CloudFormation::Init
                action=cfn-init --stack ${AWS::StackName} -r Server --region ${AWS::Region} -c update # want
    Properties:
      UserData: !Base64
        Fn::Sub: "#!/bin/bash\ncfn-init --stack ${AWS::StackName} --resource Server --region ${AWS::Region}\n" # want
`},
		},
		Good: []lint.Example{
			{Name: "the default set, and others by name", Template: `Resources:
  Server:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Init:
        configSets: {default: [install], full: [install]}
        install: {}
    Properties:
      UserData:
        Fn::Base64: !Sub |
          #!/bin/bash
          cfn-init --stack ${AWS::StackName} --resource Server --region ${AWS::Region}
          cfn-init --stack ${AWS::StackName} --resource Server --region ${AWS::Region} --configsets=default,full
          cfn-init --stack other --resource Server --region ${AWS::Region} -c none
`},
			{Name: "a config called config", Template: `Resources:
  Server:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Init: {config: {}}
    Properties:
      UserData:
        Fn::Base64: !Sub |
          #!/bin/bash
          cfn-init --stack ${AWS::StackName} --resource Server --region ${AWS::Region}
          cfn-init --stack ${AWS::StackName} --resource Server --region ${AWS::Region} -c default
`},
			{Name: "a set that only the deployment knows, and metadata with a part that cannot be seen", Template: `Parameters:
  Set: {Type: String}
Resources:
  Server:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Init: {configSets: {full: [install]}, install: {}}
    Properties:
      UserData: !Base64
        Fn::Sub: "#!/bin/bash\ncfn-init --stack ${AWS::StackName} --resource Server --region ${AWS::Region} -c ${Set}\n"
  Other:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Init: {"Fn::Transform": {Name: "AWS::Include", Parameters: {Location: "s3://bucket/init.yaml"}}}
    Properties:
      UserData: !Base64
        Fn::Sub: "#!/bin/bash\ncfn-init --stack ${AWS::StackName} --resource Other --region ${AWS::Region}\n"
`},
		},
		Check: func(p *lint.Pass) {
			var list []flaw
			for _, call := range initCalls(p) {
				if call.Target != nil && call.Target.Loop == nil && !call.strays() {
					list = append(list, runsNothing(p, call)...)
				}
			}
			reportFlaws(p, list)
		},
	}
}

func runsNothing(p *lint.Pass, call initCall) (list []flaw) {
	inits := p.Unit.Boot().InitsOf(call.Target)
	names, known := call.Sets()
	if !known || len(inits) == 0 {
		return nil
	}
	if !call.ConfigSets().There() {
		f := atCall(call.Call, "this runs nothing: `"+call.ID+"` has neither a set `default` nor a config `config`")
		f.holds = func(c *template.Case) template.Answer { return lacksSet(c, inits, "default") }
		return []flaw{f}
	}
	for _, name := range names {
		f := atSet(call, name, "this runs nothing: `"+call.ID+"` has no set `"+name+"`"+nearestOf(name, setNames(inits[0])))
		f.holds = func(c *template.Case) template.Answer { return lacksSet(c, inits, name) }
		list = append(list, f)
	}
	return list
}

// atSet is a flaw in the name of a set that a call names, one of several.
func atSet(call initCall, name, message string) flaw {
	arg := call.ConfigSets()
	f := about(call.Call, arg, message)
	if i := strings.Index(arg.Word.Text, name); i >= 0 && name != arg.Word.Text {
		at := arg.Word.At(i, i+len(name))
		f.node, f.at = call.Program.Text.Node(at.From), call.Program.Text.Span(at.From, at.To)
	}
	return f
}

// lacksSet says whether the metadata that counts in a case has no set of a name. A config that is
// called `config` is a set `default`.
func lacksSet(c *template.Case, inits []*boot.Init, name string) template.Answer {
	lacks := template.No
	for _, in := range inits {
		switch c.In(in.When) {
		case template.No:
			continue
		case template.Undecided:
			return template.Undecided
		}
		if in.Open {
			return template.Undecided
		}
		has := hasSet(c, in, name)
		if name == "default" {
			has = has.Or(hasConfig(c, in, "config"))
		}
		lacks = lacks.Or(has.Not())
	}
	return lacks
}
