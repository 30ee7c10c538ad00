package rules

import (
	"slices"
	"strings"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/script"
	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func imdsCallWithoutToken() *lint.Rule {
	return &lint.Rule{
		ID:       "H208",
		Name:     "imdsv1-call-with-required-tokens",
		Title:    "A script asks for instance metadata without a token",
		Severity: diag.Error,
		Why: `Where HttpTokens is required, and with the images of Amazon Linux 2023, the metadata service answers 401 to who does ` +
			`not send a token of a session. Curl takes that for an answer: the script goes on with an empty instance ID, and a loop ` +
			`that waits for a certain answer never ends.`,
		Help: "get a token with `PUT /latest/api/token`, and send it in the header `X-aws-ec2-metadata-token`",
		Bad: []lint.Example{
			{Name: "required tokens, by a variable, too", Template: `Conditions:
  Prod: !Equals [!Ref AWS::StackName, prod]
Resources:
  Lt:
    Type: AWS::EC2::LaunchTemplate
    Properties:
      LaunchTemplateData:
        MetadataOptions: {HttpTokens: !If [Prod, required, required]}
        UserData:
          Fn::Base64: |
            #!/bin/bash
            id=$(curl -s http://169.254.169.254/latest/meta-data/instance-id) # want
            BASE=http://169.254.169.254/latest
            wget -qO- $BASE/meta-data/placement/region # want
`},
			{Name: "an image of Amazon Linux 2023, and the metadata of its group", Template: `Resources:
  Lt:
    Type: AWS::EC2::LaunchTemplate
    Properties:
      LaunchTemplateData:
        ImageId: "{{resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64}}"
  Asg:
    Type: AWS::AutoScaling::AutoScalingGroup
    Metadata:
      AWS::CloudFormation::Init:
        config:
          commands:
            id: {command: "curl -s 169.254.169.254/latest/meta-data/instance-id > /etc/id"} # want
    Properties:
      MinSize: 1
      MaxSize: 2
      LaunchTemplate: {LaunchTemplateId: !Ref Lt, Version: !GetAtt Lt.LatestVersionNumber}
`},
			{Name: "in a script of a deployment to a group that wants tokens", Appspec: true, Template: `version: 0.0
os: linux
hooks:
  AfterInstall: [{location: get.sh}]
`, Files: map[string]string{"get.sh": "#!/bin/bash\nID=$(curl -sf http://169.254.169.254/latest/meta-data/instance-id) # want\n", "template.yaml": `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties: {MinSize: 1, MaxSize: 2, LaunchTemplate: {LaunchTemplateId: !Ref Lt, Version: "1"}}
  Lt:
    Type: AWS::EC2::LaunchTemplate
    Properties: {LaunchTemplateData: {MetadataOptions: {HttpTokens: required}}}
`}},
		},
		Good: []lint.Example{
			{Name: "a token", Template: `Resources:
  Lt:
    Type: AWS::EC2::LaunchTemplate
    Properties:
      LaunchTemplateData:
        MetadataOptions: {HttpTokens: required}
        UserData:
          Fn::Base64: |
            #!/bin/bash
            T=$(curl -sfX PUT http://169.254.169.254/latest/api/token -H 'X-aws-ec2-metadata-token-ttl-seconds: 60')
            curl -sfH "X-aws-ec2-metadata-token: $T" http://169.254.169.254/latest/meta-data/instance-id
`},
			{Name: "tokens that only the deployment asks for", Template: `Parameters:
  Tokens: {Type: String}
Resources:
  Lt:
    Type: AWS::EC2::LaunchTemplate
    Properties:
      LaunchTemplateData:
        MetadataOptions: {HttpTokens: !Ref Tokens}
        UserData: !Base64 "#!/bin/bash\ncurl -s http://169.254.169.254/latest/meta-data/instance-id\n"
`},
			{Name: "tokens that are optional on Amazon Linux 2023, and no call", Template: `Resources:
  Lt:
    Type: AWS::EC2::LaunchTemplate
    Properties:
      LaunchTemplateData:
        ImageId: "{{resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64}}"
        MetadataOptions: {HttpTokens: optional}
        UserData: !Base64 "#!/bin/bash\ncurl -s http://169.254.169.254/latest/meta-data/instance-id\n"
  Other:
    Type: AWS::EC2::LaunchTemplate
    Properties:
      LaunchTemplateData:
        MetadataOptions: {HttpTokens: required}
        UserData: !Base64 "#!/bin/bash\n# curl http://169.254.169.254/latest\ncurl http://169.254.170.2/credentials\n"
`},
			{Name: "a script of a deployment to a group that does not", Appspec: true, Template: `version: 0.0
os: linux
hooks:
  AfterInstall: [{location: get.sh}]
`, Files: map[string]string{"get.sh": "#!/bin/bash\nID=$(curl -sf http://169.254.169.254/latest/meta-data/instance-id)\n", "template.yaml": `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties: {MinSize: 1, MaxSize: 2, LaunchTemplate: {LaunchTemplateId: !Ref Lt, Version: "1"}}
  Lt:
    Type: AWS::EC2::LaunchTemplate
    Properties: {LaunchTemplateData: {MetadataOptions: {HttpTokens: optional}}}
`}},
		},
		Check: func(p *lint.Pass) {
			reportRemarks(p, metadataCallsWithoutToken, func(f flaw) flaw {
				f.holds = func(c *template.Case) template.Answer { return tokensRequired(p, c, f.resource) }
				return f
			})
		},
		Pack: func(p *lint.Pass) {
			if v, ok := tokensRequiredThere(p); ok && v.Holds() {
				reportPacked(p, metadataCallsWithoutToken, func(f *lint.Finding, _ source.Span) { f.Under(v) })
			}
		},
	}
}

// tokensRequired says whether the metadata service of an instance wants tokens.
func tokensRequired(p *lint.Pass, c *template.Case, r *template.Resource) template.Answer {
	tokens := launchValue(p, c, r, "MetadataOptions", "HttpTokens")
	if tokens == nil {
		return imageIs(p, c, r, "al2023").And(template.Whether(!p.Template.Opaque()))
	}
	text, known := c.Text(tokens)
	if !known {
		return template.Undecided
	}
	return template.Whether(text == "required")
}

// tokensRequiredThere says whether the group that a bundle is deployed to wants tokens.
func tokensRequiredThere(p *lint.Pass) (v template.Verdict, ok bool) {
	of, ok := deployedTo(p)
	if !ok {
		return v, false
	}
	return of.Judge(func(c *template.Case) template.Answer {
		text, _ := c.Text(groupValue(c, of.Group, "MetadataOptions", "HttpTokens"))
		return template.Whether(text == "required")
	}), true
}

// metadataHosts are the addresses of the instance metadata service.
var metadataHosts = []string{"169.254.169.254", "[fd00:ec2::254]"}

// metadataCallsWithoutToken finds calls of the instance metadata service in a script that knows
// of no tokens.
func metadataCallsWithoutToken(text string, s *script.Script) (list []remark) {
	if strings.Contains(strings.ToLower(text[s.Span.From:s.Span.To]), "x-aws-ec2-metadata-token") {
		return nil
	}
	for _, c := range s.Commands {
		if !c.Is("curl", "wget", "http", "GET", "lwp-request", "Invoke-RestMethod", "Invoke-WebRequest", "irm", "iwr") {
			continue
		}
		for _, w := range c.Args() {
			if namesMetadata(s, w) {
				list = append(list, remark{w.Span, "the instance metadata service answers 401 here: it wants a token, and this script sends none"})
				break
			}
		}
	}
	return list
}

// namesMetadata reports whether a word is an address of the metadata service, by way of a
// variable, too.
func namesMetadata(s *script.Script, w script.Word) bool {
	if holdsMetadataHost(w) {
		return true
	}
	return slices.ContainsFunc(w.Expansions, func(e script.Expansion) bool {
		return slices.ContainsFunc(s.Assignments, func(a *script.Assignment) bool { return a.Name == e.Name && e.Name != "" && holdsMetadataHost(a.Value) })
	})
}

func holdsMetadataHost(w script.Word) bool {
	return slices.ContainsFunc(metadataHosts, func(host string) bool { return strings.Contains(w.Text, host) })
}
