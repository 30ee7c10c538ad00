package rules

import (
	"slices"
	"strings"

	"github.com/cfnc/cfnc/compiler/boot"
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func metadataNeverApplied() *lint.Rule {
	return &lint.Rule{
		ID:       "H417",
		Name:     "metadata-change-never-applied",
		Title:    "A change of metadata reaches no running instance",
		Severity: diag.Info,
		Why: `Metadata is no property: when it alone changes, a launch template gets no new version and a launch configuration is ` +
			`not replaced, so no update policy runs. Without cfn-hup running instances keep what they have, and only those that are ` +
			`launched later differ from them.`,
		Help: "put `Cfnc: {Roll: Metadata}` into the metadata, so that a change of it rolls through the group",
		Bad: []lint.Example{
			{Name: "cfn-init at the start only", Template: `Resources:
  Lt:
    Type: AWS::EC2::LaunchTemplate
    Metadata:
      AWS::CloudFormation::Init: # want
        config: {packages: {yum: {nginx: []}}}
    Properties:
      LaunchTemplateData:
        UserData:
          Fn::Base64: !Sub |
            #!/bin/bash
            /opt/aws/bin/cfn-init -s ${AWS::StackName} -r Lt
`},
			{Name: "in one branch", Template: `Conditions:
  Init: !Equals [!Ref AWS::StackName, web]
Resources:
  Lc:
    Type: AWS::AutoScaling::LaunchConfiguration
    Metadata: !If
      - Init
      - AWS::CloudFormation::Init: {config: {}} # want
      - !Ref AWS::NoValue
`},
		},
		Good: []lint.Example{
			{Name: "a key in the user data that changes", Template: `Parameters:
  BuildNumber: {Type: String}
Resources:
  Lt:
    Type: AWS::EC2::LaunchTemplate
    Metadata:
      AWS::CloudFormation::Init:
        config: {packages: {yum: {nginx: []}}}
    Properties:
      LaunchTemplateData:
        UserData:
          Fn::Base64: !Sub |
            #!/bin/bash
            /opt/aws/bin/cfn-init -s ${AWS::StackName} -r Lt
            # cfnc-roll: 8d1f03 ${BuildNumber}
`},
			{Name: "a key that cfnc makes, cfn-hup, and an instance", Template: `Resources:
  Lt:
    Type: AWS::EC2::LaunchTemplate
    Metadata:
      Cfnc: {Roll: Metadata}
      AWS::CloudFormation::Init: {config: {}}
    Properties: {LaunchTemplateData: {UserData: !Base64 "#!/bin/bash\ncfn-init\n"}}
  Other:
    Type: AWS::EC2::LaunchTemplate
    Metadata:
      AWS::CloudFormation::Init: {config: {commands: {a: {command: systemctl start cfn-hup}}}}
  Web:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Init: {config: {}}
`},
			{Name: "user data that only the deployment knows", Template: `Parameters:
  Script: {Type: String}
Resources:
  Lt:
    Type: AWS::EC2::LaunchTemplate
    Metadata:
      AWS::CloudFormation::Init: {config: {}}
    Properties: {LaunchTemplateData: {UserData: !Ref Script}}
`},
		},
		Check: func(p *lint.Pass) {
			var list []flaw
			for _, in := range p.Unit.Boot().Inits() {
				if isLaunchResource(in.Resource) && !p.Template.Opaque() && !reachesInstances(p, in) {
					list = append(list, flaw{resource: in.Resource, node: in.Key, at: in.Key.Span(), when: in.When,
						message: "a change of this metadata reaches no running instance: nothing looks for it, and `" + in.Resource.ID + "` stays as it is"})
				}
			}
			reportFlaws(p, list)
		},
	}
}

// reachesInstances reports whether something may bring a change of metadata to instances that
// run: cfn-hup, or a key that rolls the group.
func reachesInstances(p *lint.Pass, in *boot.Init) bool {
	return in.Resource.At("Metadata", "Cfnc", "Roll") != nil || mayDoMore(in) || len(hupFiles(in)) > 0 ||
		mayMention(p, in.Resource, "cfn-hup") || rolls(p, in.Resource)
}

// rolls reports whether the user data of a resource has a key that changes with what is
// deployed: a comment for cfnc, or one with a parameter.
func rolls(p *lint.Pass, r *template.Resource) bool {
	return slices.ContainsFunc(p.Unit.Boot().UserData(), func(u *boot.UserData) bool {
		return u.Resource == r && slices.ContainsFunc(u.Texts, func(x boot.UserText) bool { return hasRollKey(x.Text) })
	})
}

func hasRollKey(x template.Text) bool {
	for line := range strings.SplitSeq(x.String(), "\n") {
		line = strings.TrimSpace(line)
		comment := strings.HasPrefix(line, "#") || strings.HasPrefix(strings.ToUpper(line), "REM ")
		if comment && (strings.Contains(line, "cfnc-roll") || strings.ContainsFunc(line, func(r rune) bool { h, ok := x.Hole(r); return ok && h.Kind == template.OfParameter })) {
			return true
		}
	}
	return false
}
