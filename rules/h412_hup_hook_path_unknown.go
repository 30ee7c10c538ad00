package rules

import (
	"slices"
	"strings"

	"github.com/cfnc/cfnc/compiler/boot"
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func hookPathUnknown() *lint.Rule {
	return &lint.Rule{
		ID:       "H412",
		Name:     "hup-hook-path-unknown",
		Title:    "A hook of cfn-hup watches metadata that never changes",
		Severity: diag.Error,
		Why: `Cfn-hup compares the metadata at the path of a hook with what it was before, and runs the action when they differ. ` +
			`Where the path names no resource of the stack, or one without such metadata, cfn-hup finds nothing, notes an error in ` +
			`its log, and updates never reach the instance.`,
		Help: "name the resource that has the metadata: `path=Resources.<logical ID>.Metadata.AWS::CloudFormation::Init`",
		Bad: []lint.Example{
			{Name: "a resource that was renamed", Template: `Resources:
  Web:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Init:
        config:
          files:
            /etc/cfn/hooks.d/cfn-auto-reloader.conf:
              content: !Sub |
                [reload]
                triggers=post.update
                path=Resources.WebServer.Metadata.AWS::CloudFormation::Init # want
                action=/opt/aws/bin/cfn-init -v --stack ${AWS::StackName} --resource Web --region ${AWS::Region}
                runas=root
`},
			{Name: "a resource without metadata, in pieces", Template: `Resources:
  Role:
    Type: AWS::IAM::Role
  Web:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Init:
        config:
          files:
            /etc/cfn/hooks.d/reload.conf:
              content:
                Fn::Join:
                  - ""
                  - - "[reload]\n"
                    - "triggers=post.update\n"
                    - "path=Resources.Role.Metadata.AWS::CloudFormation::Init\n" # want
                    - "action=/opt/aws/bin/cfn-init -r Web -s "
                    - !Ref AWS::StackName
                    - "\nrunas=root\n"
`},
			{Name: "all of the metadata of a resource that has none", Template: `Resources:
  Plain:
    Type: AWS::EC2::Instance
  Web:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Init:
        config:
          files:
            /etc/cfn/hooks.d/reload.conf:
              content: |
                [reload]
                triggers=post.update
                path=Resources.Plain.Metadata # want
                action=/usr/local/bin/reload
                runas=root
`},
			{Name: "the metadata of another resource", Template: `Resources:
  Other:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Init: {config: {}}
  Web:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Init:
        config:
          files:
            /etc/cfn/hooks.d/reload.conf:
              content: !Sub |
                [reload]
                triggers=post.update
                path=Resources.Other.Metadata.AWS::CloudFormation::Init # want
                action=/opt/aws/bin/cfn-init --stack ${AWS::StackName} --resource Web
                runas=root
`},
		},
		Good: []lint.Example{
			{Name: "its own metadata", Template: `Resources:
  Web:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Init:
        config:
          files:
            /etc/cfn/hooks.d/reload.conf:
              content: !Sub |
                [reload]
                triggers=post.update
                path=Resources.Web.Metadata.AWS::CloudFormation::Init
                action=/opt/aws/bin/cfn-init --stack ${AWS::StackName} --resource Web
                runas=root
`},
			{Name: "the ID of another resource, and a name that only the deployment knows", Template: `Parameters:
  Name: {Type: String}
Resources:
  Volume:
    Type: AWS::EC2::Volume
  Web:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Init:
        config:
          files:
            /etc/cfn/hooks.d/reload.conf:
              content: !Sub |
                [volume]
                triggers=post.update
                path=Resources.Volume.PhysicalResourceId
                action=/opt/attach.sh
                runas=root
                [other]
                triggers=post.update
                path=Resources.${Name}.Metadata
                action=/opt/other.sh
                runas=root
`},
			{Name: "another stack", Template: `Resources:
  Web:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Init:
        config:
          files:
            /etc/cfn/cfn-hup.conf:
              content: "[main]\nstack=platform\n"
            /etc/cfn/hooks.d/reload.conf:
              content: |
                [reload]
                triggers=post.update
                path=Resources.Agent.Metadata.AWS::CloudFormation::Init
                action=/opt/aws/bin/cfn-init --stack platform --resource Agent
                runas=root
`},
		},
		Check: func(p *lint.Pass) {
			var list []flaw
			eachHook(p, func(h *boot.Hook) {
				if ownHook(p, h) && !p.Template.Opaque() {
					list = append(list, pathFlaws(p, h)...)
				}
			})
			reportFlaws(p, list)
		},
	}
}

// pathFlaws says what is wrong with the path of a hook.
func pathFlaws(p *lint.Pass, h *boot.Hook) []flaw {
	owner := h.File.File.Config.Init.Resource
	id, below, at, ok := watched(h)
	r := p.Template.Resource(id)
	switch {
	case !ok:
	case r == nil:
		if p.Template.MayDeclareMore() || p.Template.Generated(id) {
			return nil
		}
		return []flaw{atText(owner, at, "`"+id+"` is no resource of this template, so the hook never runs"+nearestOf(id, resourceIDs(p.Template)))}
	case !strings.HasPrefix(below, "Metadata"):
	case !hasMetadata(p, r, below):
		return []flaw{mild(atText(owner, at, "`"+id+"` has no such metadata, so the hook never runs"))}
	case r != owner && actsOnOthers(p, h, id):
		return []flaw{mild(atText(owner, at, "the hook watches the metadata of `"+id+"`, which is neither that of `"+owner.ID+"` nor what the action applies"))}
	}
	return nil
}

// mild makes a flaw of a rule of errors a warning.
func mild(f flaw) flaw {
	f.dress = func(found *lint.Finding) { found.Severity(diag.Warning) }
	return f
}

// hasMetadata reports whether a resource may have the metadata that a path names.
func hasMetadata(p *lint.Pass, r *template.Resource, below string) bool {
	metadata := r.At("Metadata")
	if !strings.HasSuffix(below, boot.InitKey) {
		return metadata != nil
	}
	open := metadata.Get("Fn::Transform") != nil || template.CallOf(metadata).Function != ""
	return open || len(p.Unit.Boot().InitsOf(r)) > 0
}

// actsOnOthers reports whether the action of a hook certainly applies the metadata of other
// resources than one.
func actsOnOthers(p *lint.Pass, h *boot.Hook, id string) bool {
	calls := hookCalls(p, h)
	return len(calls) > 0 && !slices.ContainsFunc(calls, func(call *boot.Call) bool {
		target, known := call.Resource().Literal()
		return !known || target == id
	})
}
