package rules

import (
	"github.com/cfnc/cfnc/compiler/boot"
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/lint"
)

func hookActionMismatch() *lint.Rule {
	return &lint.Rule{
		ID:       "H413",
		Name:     "hup-hook-action-mismatch",
		Title:    "The action of a hook applies other metadata than the hook watches",
		Severity: diag.Error,
		Why: `The path of a hook says which metadata cfn-hup watches, and its action is to apply that. An action that calls cfn-init ` +
			`for another resource applies what did not change and leaves out what did. One for a resource that does not exist fails ` +
			`at every update, and only a log on the instance says so.`,
		Help: "let `--resource` of the action name the resource of the path",
		Bad: []lint.Example{
			{Name: "another resource than the path", Template: `Resources:
  Lt:
    Type: AWS::EC2::LaunchTemplate
    Metadata:
      AWS::CloudFormation::Init:
        config:
          files:
            /etc/cfn/hooks.d/cfn-auto-reloader.conf:
              content: !Sub |
                [reload]
                triggers=post.update
                path=Resources.Lt.Metadata.AWS::CloudFormation::Init
                action=cfn-init -r WebServer -s ${AWS::StackName} --region ${AWS::Region} # want
                runas=root
`},
			{Name: "a resource that is gone from both, in pieces", Template: `Resources:
  Web:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Init:
        config:
          files:
            /etc/cfn/hooks.d/cfn-auto-reloader.conf:
              content:
                Fn::Join:
                  - ""
                  - - "[reload]\ntriggers=post.update\npath=Resources.Old.Metadata.AWS::CloudFormation::Init\n"
                    - "action=/opt/aws/bin/cfn-init -v --stack "
                    - !Ref AWS::StackName
                    - " --resource Old " # want
                    - !Sub "--region ${AWS::Region}\n"
                    - "runas=root\n"
`},
		},
		Good: []lint.Example{
			{Name: "the same resource", Template: `Resources:
  Lt:
    Type: AWS::EC2::LaunchTemplate
    Metadata:
      AWS::CloudFormation::Init:
        config:
          files:
            /etc/cfn/hooks.d/cfn-auto-reloader.conf:
              content: !Sub |
                [reload]
                triggers=post.update
                path=Resources.Lt.Metadata.AWS::CloudFormation::Init
                action=cfn-init -r Lt -s ${AWS::StackName} --region ${AWS::Region}
                runas=root
`},
			{Name: "no call of cfn-init, and a name that only the deployment knows", Template: `Parameters:
  Name: {Type: String}
Resources:
  Web:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Init:
        config:
          files:
            /etc/cfn/hooks.d/a.conf:
              content: !Sub |
                [reload]
                triggers=post.update
                path=Resources.Web.Metadata.AWS::CloudFormation::Init
                action=cfn-init -r ${Name} -s ${AWS::StackName}
                runas=root
                [restart]
                triggers=post.update
                path=Resources.Web.Metadata.AWS::CloudFormation::Init
                action=systemctl restart web
                runas=root
`},
			{Name: "another stack", Template: `Resources:
  Web:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Init:
        config:
          files:
            /etc/cfn/hooks.d/a.conf:
              content: |
                [reload]
                triggers=post.update
                path=Resources.Web.Metadata.AWS::CloudFormation::Init
                action=cfn-init -r Agent -s platform --region eu-west-1
                runas=root
`},
		},
		Check: func(p *lint.Pass) {
			var list []flaw
			eachHook(p, func(h *boot.Hook) {
				for _, call := range hookCalls(p, h) {
					if ownHook(p, h) && !namesOtherStack(call) && !p.Template.Opaque() {
						list = append(list, actionFlaws(p, h, call)...)
					}
				}
			})
			reportFlaws(p, list)
		},
	}
}

// namesOtherStack reports whether a call names a stack by its name, which may be another one.
func namesOtherStack(call *boot.Call) bool {
	_, literal := call.Stack().Literal()
	return literal
}

func actionFlaws(p *lint.Pass, h *boot.Hook, call *boot.Call) []flaw {
	arg := call.Resource()
	target, known := arg.Literal()
	id, _, _, ok := watched(h)
	switch {
	case !known || target == "" || p.Template.MayDeclareMore() || p.Template.Generated(target):
	case p.Template.Resource(target) == nil:
		return []flaw{about(call, arg, "the action applies the metadata of `"+target+"`, which is no resource of this template"+nearestOf(target, resourceIDs(p.Template)))}
	case ok && p.Template.Resource(id) != nil && target != id:
		return []flaw{about(call, arg, "the action applies the metadata of `"+target+"`, but the hook watches that of `"+id+"`")}
	}
	return nil
}
