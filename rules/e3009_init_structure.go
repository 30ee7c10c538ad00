package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/lint"
)

func initStructure() *lint.Rule {
	return &lint.Rule{
		ID:       "E3009",
		Name:     "init-structure",
		Title:    "Metadata for cfn-init has a wrong form",
		Severity: diag.Error,
		Why: `CloudFormation takes any metadata, and cfn-init finds out on the server: it stops at a value that has another form ` +
			`than it expects, or passes over a key that it does not know, and the server lacks what was to be installed.`,
		Help: "give the value that the documentation of `AWS::CloudFormation::Init` asks for",
		Bad: []lint.Example{{Name: "wrong values and unknown keys", Template: `Resources:
  Server:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Init:
        configSets:
          default:
            - install
            - ConfigSets: web # want
        install:
          packages:
            yum: httpd # want
          files:
            /etc/motd: welcome # want
            /etc/web.conf:
              content: listen 80
              onwer: root # want
          commands:
            01_start:
              cmd: start # want
            02_check: # want
              test: test -f /etc/web.conf
          services:
            sysvinit:
              httpd: {enabled: sometimes} # want
`}},
		Good: []lint.Example{{Name: "all sections", Template: `Parameters:
  Bucket: {Type: String}
Conditions:
  Large: !Equals [!Ref Bucket, large]
Resources:
  Server:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Init:
        configSets:
          default: [install, {ConfigSet: web}]
          web: !If [Large, [install], [configure]]
        install:
          packages:
            yum: {httpd: [], php: ["7.4"], git: ""}
            rpm: {epel: !Sub "https://${Bucket}.s3.amazonaws.com/epel.rpm"}
          groups: {web: {}, admin: {gid: "45"}}
          users: {web: {groups: [web], uid: "50", homeDir: /tmp}}
          sources: {/opt/app: !Sub "https://${Bucket}.s3.amazonaws.com/app.zip"}
        configure:
          files:
            /etc/app.json:
              content: {port: 80}
              mode: "000644"
              owner: root
              group: root
            /etc/app.key: {source: !Ref Bucket, authentication: S3Access}
          commands:
            01_start:
              command: [start, now]
              env: {PORT: 80}
              test: test -f /etc/app.json
              ignoreErrors: "false"
              waitAfterCompletion: 0
          services:
            systemd:
              httpd: {enabled: true, ensureRunning: "true", files: [/etc/app.json], packages: {yum: [httpd]}}
`}},
		Check: func(p *lint.Pass) {
			if p.Template.Opaque() {
				return
			}
			for _, r := range p.Template.Resources {
				metadata := r.At("Metadata")
				if key := metadata.Key("AWS::CloudFormation::Init"); key != nil {
					initShape().check(p, key, metadata.Get(key.Text()), r.When())
				}
			}
		},
	}
}
