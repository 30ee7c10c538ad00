package rules

import (
	"slices"

	"github.com/cfnc/cfnc/compiler/boot"
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/group"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func metadataUpdateHitsFleet() *lint.Rule {
	return &lint.Rule{
		ID:       "H416",
		Name:     "metadata-update-hits-whole-fleet",
		Title:    "An update of metadata interrupts all instances of a group at once",
		Severity: diag.Warning,
		Why: `The cfn-hup of each instance looks for new metadata on its own, every 15 minutes or as often as its configuration says, ` +
			`and then runs cfn-init there and then. Nothing holds back the others meanwhile, takes the instance out of the load ` +
			`balancer or stops at the first failure: within one interval all instances may have restarted their services, with the ` +
			`same mistake.`,
		Help: "let the update policy roll metadata out in batches: put `Cfnc: {Roll: Metadata}` into the metadata and drop the hook; or deploy with CodeDeploy",
		Bad: []lint.Example{
			{Name: "a launch template of a group", Template: `Resources:
  Lt:
    Type: AWS::EC2::LaunchTemplate
    Metadata:
      AWS::CloudFormation::Init:
        config:
          files:
            /etc/cfn/hooks.d/cfn-auto-reloader.conf: # want
              content: !Sub |
                [reload]
                triggers=post.update
                path=Resources.Lt.Metadata.AWS::CloudFormation::Init
                action=/opt/aws/bin/cfn-init --stack ${AWS::StackName} --resource Lt
                runas=root
          services: {systemd: {nginx: {ensureRunning: true, files: [/etc/nginx/nginx.conf]}}}
  Asg:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties:
      MinSize: 2
      MaxSize: 8
      LaunchTemplate: {LaunchTemplateId: !Ref Lt, Version: !GetAtt Lt.LatestVersionNumber}
`},
			{Name: "a size that only the deployment knows, and the metadata of the group", Template: `Parameters:
  Max: {Type: Number}
Resources:
  Asg:
    Type: AWS::AutoScaling::AutoScalingGroup
    Metadata:
      AWS::CloudFormation::Init:
        configSets: {update: [run]}
        run:
          files:
            /etc/cfn/hooks.d/reload.conf: # want
              content: !Sub |
                [reload]
                triggers=post.add,post.update
                path=Resources.Asg.Metadata
                action=/opt/aws/bin/cfn-init -s ${AWS::StackName} -r Asg -c update
                runas=root
          commands: {restart: {command: systemctl restart web}}
    Properties:
      MinSize: 1
      MaxSize: !Ref Max
`},
		},
		Good: []lint.Example{
			{Name: "a single instance, and a group of one", Template: `Resources:
  Web:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Init:
        config:
          files:
            /etc/cfn/hooks.d/reload.conf: &hook
              content: !Sub |
                [reload]
                triggers=post.update
                path=Resources.Web.Metadata
                action=/opt/aws/bin/cfn-init -s ${AWS::StackName} -r Web
                runas=root
          commands: {restart: {command: systemctl restart web}}
  Lt:
    Type: AWS::EC2::LaunchTemplate
    Metadata:
      AWS::CloudFormation::Init:
        config:
          files: {/etc/cfn/hooks.d/reload.conf: *hook}
          commands: {restart: {command: systemctl restart web}}
  Asg:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties:
      MinSize: 1
      MaxSize: "1"
      LaunchTemplate: {LaunchTemplateId: !Ref Lt, Version: !GetAtt Lt.LatestVersionNumber}
`},
			{Name: "files alone interrupt nothing", Template: `Resources:
  Lt:
    Type: AWS::EC2::LaunchTemplate
    Metadata:
      AWS::CloudFormation::Init:
        config:
          files:
            /etc/motd: {content: hello}
            /etc/cfn/hooks.d/reload.conf:
              content: !Sub |
                [reload]
                triggers=post.update
                path=Resources.Lt.Metadata
                action=/opt/aws/bin/cfn-init -s ${AWS::StackName} -r Lt
                runas=root
          services: {systemd: {cfn-hup: {enabled: true, ensureRunning: true, files: [/etc/cfn/hooks.d/reload.conf]}}}
  Asg:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties:
      MinSize: 2
      MaxSize: 8
      LaunchTemplate: {LaunchTemplateId: !Ref Lt, Version: !GetAtt Lt.LatestVersionNumber}
`},
			{Name: "a hook that runs when something is removed", Template: `Resources:
  Lt:
    Type: AWS::EC2::LaunchTemplate
    Metadata:
      AWS::CloudFormation::Init:
        config:
          files:
            /etc/cfn/hooks.d/reload.conf:
              content: !Sub |
                [bye]
                triggers=post.remove
                path=Resources.Lt.Metadata
                action=/opt/aws/bin/cfn-init -s ${AWS::StackName} -r Lt
                runas=root
          commands: {restart: {command: systemctl restart web}}
  Asg:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties:
      MinSize: 2
      MaxSize: 8
      LaunchTemplate: {LaunchTemplateId: !Ref Lt, Version: !GetAtt Lt.LatestVersionNumber}
`},
		},
		Check: func(p *lint.Pass) {
			var list []flaw
			eachHook(p, func(h *boot.Hook) {
				events, known := h.Triggers()
				if known && slices.Contains(events, "post.update") && interrupts(p, h) {
					list = append(list, hitsFleet(p, h))
				}
			})
			reportFlaws(p, list)
		},
	}
}

// interrupts reports whether the action of a hook has cfn-init do what may interrupt the service.
func interrupts(p *lint.Pass, h *boot.Hook) bool {
	return slices.ContainsFunc(hookCalls(p, h), func(call *boot.Call) bool {
		sets, known := call.Sets()
		runs, _ := h.File.File.Config.Init.Runs(sets...)
		return known && slices.ContainsFunc(runs, func(r boot.Run) bool {
			return len(r.Config.Commands) > 0 || slices.ContainsFunc(r.Config.Services, func(s *boot.Service) bool { return s.Name != "cfn-hup" })
		})
	})
}

func hitsFleet(p *lint.Pass, h *boot.Hook) flaw {
	f := inFile(h.File.File, "each instance of the group runs cfn-init on its own when the metadata changes, so that all may be interrupted at once")
	f.holds = func(c *template.Case) template.Answer {
		answer := template.No
		for _, g := range p.Unit.GroupsNaming(f.resource) {
			if launchesFrom(g, c, f.resource) {
				answer = answer.Or(template.Whether(mayHaveSeveral(g, c)))
			}
		}
		return answer
	}
	return f
}

// launchesFrom reports whether a group exists and launches what a resource describes, or is that
// resource.
func launchesFrom(g *group.Group, c *template.Case, r *template.Resource) bool {
	if !c.Exists(g.Resource) {
		return false
	}
	return g.Resource == r || slices.ContainsFunc(g.Launches(c), func(l group.Launch) bool { return l.Resource == r })
}

// mayHaveSeveral reports whether a group can have more than one instance.
func mayHaveSeveral(g *group.Group, c *template.Case) bool {
	return g.Size(c, "MaxSize").Below(template.Exactly(2)) != template.Yes
}
