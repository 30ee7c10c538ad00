package rules

import (
	"strings"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/lint"
)

func curlWithoutFail() *lint.Rule {
	return &lint.Rule{
		ID:       "H509",
		Name:     "curl-without-fail",
		Title:    "A download takes the page of an error for the file",
		Severity: diag.Warning,
		Why: `When a server answers with 404 or 500, curl writes the page of the error where the file was wanted and exits with 0. ` +
			`The instance goes on with it, and says that it is ready. With --fail curl exits with 22, which set -e and cfn-signal ` +
			`see. Wget fails by itself.`,
		Help: "add `--fail`",
		Bad: []lint.Example{
			{Name: "into a file, a variable and a pipe", Template: `Resources:
  Web:
    Type: AWS::EC2::Instance
    Properties:
      UserData:
        Fn::Base64: !Sub |
          #!/bin/bash -e
          curl -sSLo app.jar https://host/${AWS::Region}/app.jar # want
          version=$(curl -s https://host/version) # want
          sudo curl https://host/key.asc | apt-key add - # want
          curl "https://host/$version" > /etc/app.conf # want
`},
			{Name: "in pieces, a command of cfn-init and a file that it writes", Template: `Parameters:
  Url: {Type: String}
Resources:
  Web:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Init:
        config:
          files:
            /opt/get.sh:
              content: |
                #!/bin/sh
                curl -O https://host/file # want
          commands:
            get:
              command: !Sub curl ${Url}/x -o /opt/x # want
    Properties:
      UserData:
        Fn::Base64:
          Fn::Join:
            - ""
            - - "#!/bin/bash\n"
              - "curl -o /opt/app " # want
              - !Ref Url
              - "\n"
`},
			{Name: "only in one region", Template: `Conditions:
  Here: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Web:
    Type: AWS::EC2::Instance
    Properties:
      UserData:
        Fn::Base64: !If
          - Here
          - "#!/bin/bash\ncurl -o a https://host/a\n" # want
          - "#!/bin/bash\nwget https://host/a\n"
`},
			{Name: "in a script of a deployment", Appspec: true, Template: `version: 0.0
os: linux
hooks:
  AfterInstall: [{location: get.sh}]
`, Files: map[string]string{"get.sh": "#!/bin/bash\ncurl -O https://host/file # want\n"}},
		},
		Good: []lint.Example{
			{Name: "it fails", Template: `Resources:
  Web:
    Type: AWS::EC2::Instance
    Properties:
      UserData:
        Fn::Base64: !Sub |
          #!/bin/bash -e
          curl -fsSLo app.jar https://host/app.jar
          version=$(curl --fail -s https://host/version)
          curl --fail-with-body https://host/key | apt-key add -
          wget -O app https://host/app
`},
			{Name: "no downloads, and statuses that are looked at", Template: `Resources:
  Web:
    Type: AWS::EC2::Instance
    Properties:
      UserData:
        Fn::Base64: |
          #!/bin/bash -e
          until curl -s http://localhost/ | grep -q ok; do sleep 1; done
          while [ "$(curl -so /dev/null -w '%{http_code}' http://localhost/)" != 200 ]; do sleep 1; done
          code=$(curl -s -o body -w '%{http_code}' http://localhost/)
          curl -sI https://host/ | grep -i etag
          curl -X PUT -H 'Content-Type:' -d '{"Status": "SUCCESS"}' "$SIGNAL_URL" > answer
          curl -s http://169.254.169.254/latest/meta-data/ > /dev/null
          curl --version | head -1
          # curl -o old https://host/old
          echo "curl -o x https://host/x"
`},
			{Name: "options that are not seen", Template: `Parameters:
  CurlOptions: {Type: String}
Resources:
  Web:
    Type: AWS::EC2::Instance
    Properties:
      UserData:
        Fn::Base64: !Sub |
          #!/bin/bash
          curl ${CurlOptions} -o a https://host/a
          curl $CURL_OPTS -o a https://host/a
          get() { curl "$@" -o b; }
          get --fail https://host/b
`},
			{Name: "a script of a deployment that fails", Appspec: true, Template: `version: 0.0
os: linux
hooks:
  AfterInstall: [{location: get.sh}]
`, Files: map[string]string{"get.sh": "#!/bin/bash\ncurl -fO https://host/file\n"}},
		},
		Check: func(p *lint.Pass) {
			reportRemarks(p, downloadsWithoutFail, func(f flaw) flaw {
				f.dress = func(found *lint.Finding) { addFail(found, f.at) }
				return f
			})
		},
		Pack: func(p *lint.Pass) { reportPacked(p, downloadsWithoutFail, addFail) },
	}
}

// addFail offers to add the option behind the name of the command. Where that is an item of a
// list of words, the option would be a part of the name.
func addFail(f *lint.Finding, at source.Span) {
	if !strings.HasSuffix(at.Text(), "curl") || isWholeWord(at) {
		return
	}
	f.Fix("add `--fail`", true, diag.Edit{Span: at.File.Span(at.End, at.End), Text: " --fail"})
}

// isWholeWord reports whether nothing follows in the string in which a span stands.
func isWholeWord(at source.Span) bool {
	rest := at.File.Text()[at.End:]
	return rest == "" || !strings.ContainsAny(rest[:1], " \t\\")
}
