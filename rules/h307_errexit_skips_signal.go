package rules

import (
	"slices"

	"github.com/cfnc/cfnc/compiler/boot"
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/script"
	"github.com/cfnc/cfnc/lint"
)

func errexitSkipsSignal() *lint.Rule {
	return &lint.Rule{
		ID:       "H307",
		Name:     "errexit-skips-signal",
		Title:    "A script that ends at the first error never sends its signal",
		Severity: diag.Info,
		Why: `With set -e the shell ends the script where a command fails, before it comes to cfn-signal. CloudFormation hears nothing ` +
			`and waits until the timeout, perhaps for an hour, to learn what the instance knew in the first minute. A trap on EXIT ` +
			`sends the signal in either case.`,
		Help: "send the signal in a trap, before the first command: `trap 'cfn-signal -e $? …' EXIT`",
		Bad: []lint.Example{
			{Name: "an option of the shell", Template: `Resources:
  Server:
    Type: AWS::EC2::Instance
    CreationPolicy: {ResourceSignal: {}}
    Properties:
      UserData:
        Fn::Base64: !Sub |
          #!/bin/bash -xe
          cfn-init --stack ${AWS::StackName} --resource Server --region ${AWS::Region}
          cfn-signal -e $? --stack ${AWS::StackName} --resource Server --region ${AWS::Region} # want
`},
			{Name: "set, in one branch", Template: `Conditions:
  Large: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Server:
    Type: AWS::EC2::Instance
    CreationPolicy: {ResourceSignal: {}}
    Properties:
      UserData:
        Fn::Base64:
          Fn::Join:
            - ""
            - - "#!/bin/bash\n"
              - !If [Large, "set -euo pipefail\n", ""]
              - "yum -y install httpd\n"
              - "cfn-signal -e $? --stack " # want
              - !Ref AWS::StackName
              - " --resource Server --region eu-west-1\n"
`},
		},
		Good: []lint.Example{
			{Name: "a trap", Template: `Resources:
  Server:
    Type: AWS::EC2::Instance
    CreationPolicy: {ResourceSignal: {}}
    Properties:
      UserData:
        Fn::Base64: !Sub |
          #!/bin/bash -e
          trap 'cfn-signal -e $? --stack ${AWS::StackName} --resource Server --region ${AWS::Region}' EXIT
          cfn-init --stack ${AWS::StackName} --resource Server --region ${AWS::Region}
`},
			{Name: "no errexit where it matters", Template: `Resources:
  Server:
    Type: AWS::EC2::Instance
    CreationPolicy: {ResourceSignal: {}}
    Properties:
      UserData:
        Fn::Base64: !Sub |
          #!/bin/bash
          set -e
          mkdir -p /opt/app
          set +e
          cfn-init --stack ${AWS::StackName} --resource Server --region ${AWS::Region}
          cfn-signal -e $? --stack ${AWS::StackName} --resource Server --region ${AWS::Region}
`},
			{Name: "errors that are caught", Template: `Parameters:
  Title: {Type: String}
Resources:
  Server:
    Type: AWS::EC2::Instance
    CreationPolicy: {ResourceSignal: {}}
    Properties:
      UserData:
        Fn::Base64: !Sub |
          #!/bin/bash -e
          echo "${Title}"
          status=0
          cfn-init --stack ${AWS::StackName} --resource Server --region ${AWS::Region} || status=$?
          cfn-signal -e $status --stack ${AWS::StackName} --resource Server --region ${AWS::Region}
`},
		},
		Check: func(p *lint.Pass) {
			var list []flaw
			calls := p.Unit.Boot().Calls()
			for _, call := range calls {
				if isSkipped(call, calls) {
					list = append(list, atCall(call, "`set -e` ends the script at the first error, and no signal goes out before the timeout"))
				}
			}
			reportFlaws(p, list)
		},
	}
}

// isSkipped reports whether a failure of a command before a signal ends the script without any.
func isSkipped(call *boot.Call, all []*boot.Call) bool {
	c := call.Command
	if call.Tool != boot.CfnSignal || call.Program.Command != nil || call.Program.Hook != nil {
		return false
	}
	if c.ErrExit != script.On || c.Trap() != nil || !runsAlways(c) || saysFailure(call) {
		return false
	}
	caught := slices.ContainsFunc(call.Script.Traps, func(t *script.Trap) bool { return t.On("EXIT", "ERR") })
	before := earlier(call.Script, c)
	return !caught && !slices.ContainsFunc(before, loadsMore) && !signalsElsewhere(call, all) && slices.ContainsFunc(before, endsScript)
}

// signalsElsewhere reports whether another call in the script is there for the case of a failure.
func signalsElsewhere(call *boot.Call, all []*boot.Call) bool {
	return slices.ContainsFunc(all, func(other *boot.Call) bool {
		return other != call && other.Script == call.Script && sendsSignal(other) && (saysFailure(other) || other.Command.Trap() != nil)
	})
}

// loadsMore reports whether a command may set a trap that cannot be seen.
func loadsMore(c *script.Command) bool { return c.Is("source", ".", "eval") }

// endsScript reports whether a script with set -e ends where the command fails.
func endsScript(c *script.Command) bool {
	lost := c.PipesTo != nil && c.PipeFail != script.On
	return c.ErrExit == script.On && works(c) && !c.Tested() && !lost && c.Within == nil && c.In(script.Background, script.InSubstitution) == nil
}
