package rules

import (
	"slices"
	"strings"

	"github.com/cfnc/cfnc/compiler/boot"
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/lint"
)

func cfnHupServiceWithoutFiles() *lint.Rule {
	return &lint.Rule{
		ID:       "H411",
		Name:     "cfn-hup-service-without-files",
		Title:    "Cfn-hup is not restarted when its files change",
		Severity: diag.Warning,
		Why: `Cfn-hup reads its configuration and its hooks when it starts, and never again. Cfn-init restarts a service when one of ` +
			`the files changed that its entry lists. A file that is missing there changes on the disk, and cfn-hup goes on with ` +
			`what it read before.`,
		Help: "list the configuration and every file with hooks under `files` of the service",
		Bad: []lint.Example{
			{Name: "no files, and not all of them", Template: `Resources:
  Web:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Init:
        config:
          files:
            /etc/cfn/cfn-hup.conf: {content: !Sub "[main]\nstack=${AWS::StackId}\n"}
          services: {systemd: {cfn-hup: {enabled: true, ensureRunning: true}}} # want
  Other:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Init:
        config:
          files:
            /etc/cfn/cfn-hup.conf: {content: !Sub "[main]\nstack=${AWS::StackId}\n"}
            /etc/cfn/hooks.d/reload.conf: {content: "[reload]\n"}
          services:
            systemd:
              cfn-hup:
                enabled: true
                ensureRunning: true
                files: # want
                  - /etc/cfn/cfn-hup.conf
`},
			{Name: "in one branch", Template: `Conditions:
  Prod: !Equals [!Ref AWS::StackName, prod]
Resources:
  Web:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Init:
        config:
          files:
            c:\cfn\cfn-hup.conf: {content: !Sub "[main]\nstack=${AWS::StackId}\n"}
          services:
            windows: !If [Prod, {cfn-hup: {enabled: true, ensureRunning: true}}, {}] # want
`},
		},
		Good: []lint.Example{
			{Name: "all files", Template: `Resources:
  Web:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Init:
        config:
          files:
            /etc/cfn/cfn-hup.conf: {content: !Sub "[main]\nstack=${AWS::StackId}\n"}
            /etc/cfn/hooks.d/reload.conf: {content: "[reload]\n"}
            /etc/motd: {content: hello}
          services:
            systemd:
              cfn-hup: {enabled: true, ensureRunning: true, files: [/etc/cfn/cfn-hup.conf, /etc/cfn/hooks.d/reload.conf]}
`},
			{Name: "files that only the deployment knows", Template: `Parameters:
  Files: {Type: CommaDelimitedList}
Resources:
  Web:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Init:
        config:
          files:
            /etc/cfn/cfn-hup.conf: {content: !Sub "[main]\nstack=${AWS::StackId}\n"}
          services: {systemd: {cfn-hup: {enabled: true, ensureRunning: true, files: !Ref Files}}}
`},
			{Name: "files that are not written here", Template: `Resources:
  Web:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Init:
        config:
          services: {systemd: {cfn-hup: {enabled: true, ensureRunning: true}}}
`},
		},
		Check: func(p *lint.Pass) {
			var list []flaw
			for _, in := range p.Unit.Boot().Inits() {
				if missing := unlisted(in); len(missing) > 0 {
					list = append(list, withoutFiles(in, missing))
				}
			}
			reportFlaws(p, list)
		},
	}
}

// unlisted returns the paths of the files of cfn-hup that no service of it certainly lists or may
// list.
func unlisted(in *boot.Init) (missing []string) {
	for _, f := range hupFiles(in) {
		listed := slices.ContainsFunc(hupServices(in), func(s *boot.Service) bool {
			_, may := s.Files.Has(f.Name)
			return may
		})
		if !listed && !slices.Contains(missing, f.Name) {
			missing = append(missing, f.Name)
		}
	}
	if len(hupServices(in)) == 0 {
		return nil
	}
	return missing
}

// withoutFiles is the flaw of the last service of cfn-hup, which is the one that may restart it.
func withoutFiles(in *boot.Init, missing []string) flaw {
	services := hupServices(in)
	s := services[len(services)-1]
	at := s.Key
	if s.Files.Key != nil {
		at = s.Files.Key
	}
	f := flaw{resource: in.Resource, node: at, at: at.Span(), when: s.When}
	f.message = "cfn-hup is not restarted when " + oneOf(missing) + " changes, and goes on with what it read before"
	f.dress = func(found *lint.Finding) {
		if edit, ok := listFiles(s, missing); ok {
			found.Fix("list the files", true, edit)
		}
	}
	return f
}

// listFiles returns the edit that adds files to those of a service. Paths of Windows want quotes,
// which it leaves to people.
func listFiles(s *boot.Service, missing []string) (edit diag.Edit, ok bool) {
	if strings.ContainsAny(strings.Join(missing, ""), `\: `) {
		return diag.Edit{}, false
	}
	body := s.Body
	if s.Files.Key == nil {
		return insertPair(body, "files", listing(missing))
	}
	return appendItems(body.Get("files"), missing)
}
