package rules

import (
	"slices"
	"strings"

	"github.com/cfnc/cfnc/compiler/boot"
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/script"
	"github.com/cfnc/cfnc/lint"
)

func signalAlwaysSuccess() *lint.Rule {
	return &lint.Rule{
		ID:       "H306",
		Name:     "signal-always-success",
		Title:    "A signal says success whatever happened before",
		Severity: diag.Warning,
		Why: `A signal is worth what it says of the commands before it. With a status of 0 that is written out, or the status of an ` +
			`echo that came in between, CloudFormation hears that all is well from an instance on which nothing was installed, and ` +
			`goes on to replace the next ones.`,
		Help: "send the status of the command that brings the server up: `cfn-init …; status=$?; …; cfn-signal -e $status …`",
		Bad: []lint.Example{
			{Name: "a status that is written out, and one of an echo", Template: `Resources:
  Server:
    Type: AWS::EC2::Instance
    CreationPolicy: {ResourceSignal: {}}
    Properties:
      UserData:
        Fn::Base64: !Sub |
          #!/bin/bash
          cfn-init --stack ${AWS::StackName} --resource Server --region ${AWS::Region} || true
          cfn-signal -e 0 --stack ${AWS::StackName} --resource Server --region ${AWS::Region} # want
  Other:
    Type: AWS::EC2::Instance
    CreationPolicy: {ResourceSignal: {}}
    Properties:
      UserData:
        Fn::Base64: !Sub |
          #!/bin/bash
          cfn-init --stack ${AWS::StackName} --resource Other --region ${AWS::Region}
          echo done
          cfn-signal --stack ${AWS::StackName} --resource Other --region ${AWS::Region} \
            --exit-code $? # want
`},
			{Name: "success in a variable, after a pipe, in a branch", Template: `Conditions:
  Large: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Server:
    Type: AWS::EC2::Instance
    Properties:
      UserData: !If
        - Large
        - Fn::Base64: !Sub |
            #!/bin/bash
            result=true
            yum -y update
            cfn-signal --success $result --stack ${AWS::StackName} --resource Server --region ${AWS::Region} # want
        - Fn::Base64: !Sub |
            #!/bin/bash
            cfn-init --stack ${AWS::StackName} --resource Server --region ${AWS::Region} | tee /var/log/init.log
            cfn-signal -e $? --stack ${AWS::StackName} --resource Server --region ${AWS::Region} # want
`},
			{Name: "a trap that knows no failure", Template: `Resources:
  Server:
    Type: AWS::EC2::Instance
    Properties:
      UserData:
        Fn::Base64: !Sub |
          #!/bin/bash -e
          trap 'rm -f /tmp/x; cfn-signal -e $? --stack ${AWS::StackName} --resource Server --region ${AWS::Region}' EXIT # want
          yum -y install httpd
`},
		},
		Good: []lint.Example{
			{Name: "the status of cfn-init", Template: `Resources:
  Server:
    Type: AWS::EC2::Instance
    CreationPolicy: {ResourceSignal: {}}
    Properties:
      UserData:
        Fn::Base64: !Sub |
          #!/bin/bash
          cfn-init --stack ${AWS::StackName} --resource Server --region ${AWS::Region}
          status=$?
          echo "cfn-init ended with $status"
          cfn-signal -e $status --stack ${AWS::StackName} --resource Server --region ${AWS::Region}
`},
			{Name: "success where nothing failed before", Template: `Resources:
  Server:
    Type: AWS::EC2::Instance
    Properties:
      UserData:
        Fn::Base64: !Sub |
          #!/bin/bash
          function error_exit { cfn-signal -e 1 --reason "$1" --stack ${AWS::StackName} --resource Server --region ${AWS::Region}; exit 1; }
          cfn-init --stack ${AWS::StackName} --resource Server --region ${AWS::Region} || error_exit "cfn-init failed"
          cfn-signal -e 0 --stack ${AWS::StackName} --resource Server --region ${AWS::Region}
  Second:
    Type: AWS::EC2::Instance
    Properties:
      UserData:
        Fn::Base64: !Sub |
          #!/bin/bash -xe
          trap 'cfn-signal --success false --stack ${AWS::StackName} --resource Second --region ${AWS::Region}' ERR
          yum -y install httpd
          cfn-signal --success true --stack ${AWS::StackName} --resource Second --region ${AWS::Region}
  Third:
    Type: AWS::EC2::Instance
    Properties:
      UserData:
        Fn::Base64: !Sub |
          #!/bin/bash
          if cfn-init --stack ${AWS::StackName} --resource Third --region ${AWS::Region}; then
            cfn-signal -e 0 --stack ${AWS::StackName} --resource Third --region ${AWS::Region}
          fi
          until curl -sf http://localhost/; do sleep 5; done
          cfn-signal -e 0 --stack ${AWS::StackName} --resource Third --region ${AWS::Region}
`},
			{Name: "a status that only the deployment knows, and the last command of cfn-init", Template: `Parameters:
  Status: {Type: String}
Resources:
  Server:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Init:
        config:
          commands:
            99_signal: {command: !Sub "cfn-signal -e 0 --stack ${AWS::StackName} --resource Server --region ${AWS::Region}"}
    Properties:
      UserData:
        Fn::Base64: !Sub |
          #!/bin/bash
          cfn-signal -e ${Status} --stack ${AWS::StackName} --resource Server --region ${AWS::Region}
          cfn-init --stack ${AWS::StackName} --resource Server --region ${AWS::Region}
          trap 'cfn-signal -e $? --stack ${AWS::StackName} --resource Server --region ${AWS::Region}' EXIT
`},
		},
		Check: func(p *lint.Pass) {
			var list []flaw
			calls := p.Unit.Boot().Calls()
			for _, call := range calls {
				if isOnlySignal(call, calls) {
					if f, ok := alwaysSuccess(call); ok {
						list = append(list, f)
					}
				}
			}
			reportFlaws(p, list)
		},
	}
}

// isOnlySignal reports whether a call runs whatever happened before, and no other one tells of it.
// A command of cfn-init runs only if those before it did not fail.
func isOnlySignal(call *boot.Call, all []*boot.Call) bool {
	c := call.Command
	if call.Tool != boot.CfnSignal || call.Program.Command != nil || call.Program.Hook != nil || !runsAlways(c) || otherSignals(call, all) {
		return false
	}
	if call.Program.UserData == nil || call.Program.Written != nil {
		if !slices.ContainsFunc(earlier(call.Script, c), works) {
			return false // it may be run where the work is done
		}
	}
	return c.Trap() != nil || c.ErrExit == script.Off && !isGuarded(call.Script, c)
}

func alwaysSuccess(call *boot.Call) (f flaw, ok bool) {
	exit, success := call.ExitCode(), call.Success()
	status, known := exit.Literal()
	of := exit.Word.StatusOf()
	switch {
	case known && status == "0":
		return about(call, exit, "this says success whatever happened before, for the status is always 0"), true
	case of != nil && (isIdle(of) || isMinor(of) && slices.ContainsFunc(earlier(call.Script, of), works)):
		return about(call, exit, "this is the status of "+nameOf(of)+", so failures before it are signalled as success"), true
	case exit.There() || call.Command.Open():
		return flaw{}, false
	case !success.There():
		return atCall(call, "this says success whatever happened before, for it is given no status"), true
	}
	text, known := success.Literal()
	return about(call, success, "this says success whatever happened before"), known && strings.EqualFold(text, "true")
}

// nameOf names the command whose status is read.
func nameOf(c *script.Command) string {
	if len(c.Words) == 0 {
		return "an assignment"
	}
	return "`" + c.Name + "`"
}
