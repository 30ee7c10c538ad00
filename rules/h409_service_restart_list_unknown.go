package rules

import (
	"github.com/cfnc/cfnc/compiler/boot"
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/lint"
)

func serviceRestartListUnknown() *lint.Rule {
	return &lint.Rule{
		ID:       "H409",
		Name:     "service-restart-list-unknown",
		Title:    "A service waits for a change of something that cfn-init does not do",
		Severity: diag.Warning,
		Why: `The lists files, sources, packages and commands of a service say after which changes cfn-init restarts it. They count ` +
			`only what cfn-init itself writes, unpacks, installs or runs, by exactly the same path or name. Any other entry never ` +
			`restarts the service, which goes on with its old configuration.`,
		Help: "give the path or name exactly as in the section of the config",
		Bad: []lint.Example{
			{Name: "a misspelt path, and an unknown package and command", Template: `Resources:
  Server:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Init:
        config:
          packages: {yum: {nginx: []}}
          files: {/etc/nginx/nginx.conf: {content: a}}
          commands: {01_build: {command: make}}
          services:
            systemd:
              nginx:
                enabled: true
                files:
                  - /etc/nginx/ngnix.conf # want
                packages:
                  yum: [ngnix] # want
                commands: [build] # want
                sources: [/opt/app] # want
`},
			{Name: "in one branch", Template: `Conditions:
  Large: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Server:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Init:
        config:
          files: {/etc/app.conf: {content: a}}
          services:
            systemd:
              app:
                files:
                  - !If [Large, /etc/App.conf, /etc/app.conf] # want
`},
		},
		Good: []lint.Example{
			{Name: "items of all configs", Template: `Resources:
  Server:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Init:
        configSets: {default: [install, run]}
        install:
          packages: {yum: {nginx: []}}
          sources: {/opt/app: "https://example.com/app.zip"}
          files: {/etc/nginx/nginx.conf: {content: a}}
          commands: {01_build: {command: make}}
        run:
          services:
            systemd:
              nginx:
                files: [/etc/nginx/nginx.conf]
                sources: [/opt/app]
                packages: {yum: [nginx]}
                commands: [01_build]
`},
			{Name: "a file of one branch, and a path that only the deployment knows", Template: `Parameters:
  Path: {Type: String}
Conditions:
  Large: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Server:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Init:
        config:
          files: {/etc/app.conf: !If [Large, {content: a}, !Ref AWS::NoValue]}
          services: {systemd: {app: {files: [/etc/app.conf, !Ref Path, !Sub "${Path}/b.conf"]}}}
`},
			{Name: "files that an included snippet may bring", Template: `Resources:
  Server:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Init:
        config:
          files: {"Fn::Transform": {Name: "AWS::Include", Parameters: {Location: "s3://bucket/files.yaml"}}}
          services: {systemd: {app: {files: [/etc/app.conf]}}}
`},
		},
		Check: func(p *lint.Pass) {
			var list []flaw
			for _, in := range p.Unit.Boot().Inits() {
				if does := doneBy(in); does != nil {
					for _, c := range in.Configs {
						for _, s := range c.Services {
							list = append(list, does.unknown(s)...)
						}
					}
				}
			}
			reportFlaws(p, list)
		},
	}
}

// doings are the names of what cfn-init does, by what messages call it.
type doings map[string][]string

// doneBy lists what cfn-init does with some metadata. It is nil where not all of it is seen.
func doneBy(in *boot.Init) doings {
	does := doings{}
	for _, c := range in.Configs {
		if c.Open {
			return nil
		}
		for _, f := range c.Files {
			does["file"] = append(does["file"], f.Name)
		}
		for _, s := range c.Sources {
			does["source"] = append(does["source"], s.Name)
		}
		for _, command := range c.Commands {
			does["command"] = append(does["command"], command.Name)
		}
		for _, one := range c.Packages {
			does[one.Manager+" package"] = append(does[one.Manager+" package"], one.Name)
		}
	}
	if in.Open {
		return nil
	}
	return does
}

// unknown finds what a service names that cfn-init does not do.
func (d doings) unknown(s *boot.Service) (list []flaw) {
	list = append(list, d.missing(s, "file", s.Files)...)
	list = append(list, d.missing(s, "source", s.Sources)...)
	list = append(list, d.missing(s, "command", s.Commands)...)
	for _, packages := range s.Packages {
		list = append(list, d.missing(s, packages.Manager+" package", packages.List)...)
	}
	return list
}

func (d doings) missing(s *boot.Service, what string, named boot.List) (list []flaw) {
	known := map[string]bool{}
	for _, name := range d[what] {
		known[name] = true
	}
	for _, item := range named.Items {
		for _, x := range item.Texts {
			name, literal := x.Literal()
			if !literal || name == "" || known[name] {
				continue
			}
			list = append(list, flaw{
				resource: s.Config.Init.Resource, node: x.Node(0), at: x.Span(0, len(name)), when: x.When,
				message: "this never restarts `" + s.Name + "`: no config has the " + what + " `" + name + "`" + nearestOf(name, d[what]),
			})
		}
	}
	return list
}
