package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/lint"
)

func pipeToShell() *lint.Rule {
	return &lint.Rule{
		ID:       "H510",
		Name:     "pipe-to-shell",
		Title:    "A download is run although it may have failed",
		Severity: diag.Warning,
		Why: `The status of a pipeline is that of its last command. When the download in front of it fails or breaks off, the shell ` +
			`runs half of the script or nothing at all, and succeeds: neither set -e nor cfn-signal notices. And what comes over ` +
			`plain HTTP can be changed by everybody on the way, before it is run as root.`,
		Help: "begin the script with `set -o pipefail`, and download over HTTPS",
		Bad: []lint.Example{
			{Name: "a shell and tar", Template: `Resources:
  Web:
    Type: AWS::EC2::Instance
    Properties:
      UserData:
        Fn::Base64: !Sub |
          #!/bin/bash -e
          curl -fsSL https://host/install.sh | sudo -E bash - # want
          wget -qO- https://host/${AWS::Region}.tar.gz | gunzip | tar x -C /opt # want
`},
			{Name: "plain HTTP, in a command of cfn-init", Template: `Parameters:
  Version: {Type: String}
Resources:
  Web:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Init:
        config:
          commands:
            install:
              command: !Sub |
                set -o pipefail
                curl -f http://host/${Version}.sh | sh -s -- --quiet # want
`},
			{Name: "in a script of a deployment", Appspec: true, Template: `version: 0.0
os: linux
hooks:
  AfterInstall: [{location: get.sh}]
`, Files: map[string]string{"get.sh": "#!/bin/bash\ncurl -f https://host/setup | bash # want\n"}},
		},
		Good: []lint.Example{
			{Name: "pipefail", Template: `Parameters:
  Version: {Type: String}
Resources:
  Web:
    Type: AWS::EC2::Instance
    Properties:
      UserData:
        Fn::Base64: !Sub |
          #!/bin/bash
          set -euo pipefail
          curl -fsSL https://host/${Version}.sh | bash
          curl -fsSL https://host/${Version}.tar | tar x
`},
			{Name: "set by the shell that is called", Template: `Resources:
  Web:
    Type: AWS::EC2::Instance
    Properties:
      UserData:
        Fn::Base64: "#!/bin/bash -eo pipefail\ncurl -f https://host/x | bash\n"
`},
			{Name: "what reads is no shell, or runs something else", Template: `Resources:
  Web:
    Type: AWS::EC2::Instance
    Properties:
      UserData:
        Fn::Base64: |
          #!/bin/bash
          curl -f https://host/key | apt-key add -
          curl -f http://host/data.json | python3 -c 'import json, sys; print(json.load(sys.stdin)["a"])'
          curl -f http://host/data | bash /opt/read.sh
          curl -f -o install.sh https://host/install.sh && bash install.sh
`},
			{Name: "a script of a deployment that fails", Appspec: true, Template: `version: 0.0
os: linux
hooks:
  AfterInstall: [{location: get.sh}]
`, Files: map[string]string{"get.sh": "#!/bin/bash\nset -o pipefail\ncurl -f https://host/setup | bash\n"}},
		},
		Check: func(p *lint.Pass) {
			reportRemarks(p, pipesToShell, func(f flaw) flaw { return f })
		},
		Pack: func(p *lint.Pass) {
			reportPacked(p, pipesToShell, func(*lint.Finding, source.Span) {})
		},
	}
}
