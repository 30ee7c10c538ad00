package rules

import (
	"slices"
	"strings"

	"github.com/cfnc/cfnc/compiler/bundle"
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/lazy"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func appspecInvalid() *lint.Rule {
	return &lint.Rule{
		ID:       "H704",
		Name:     "appspec-invalid",
		Title:    "CodeDeploy refuses the appspec file, or passes over a part of it",
		Severity: diag.Error,
		Why: `The agent reads the appspec file on the instance, in the middle of a deployment. A version other than 0.0, an unknown ` +
			`operating system, a hook for an event that takes none, or a script that is not in the bundle fails the deployment ` +
			`there. A mode with a leading zero and without quotes is an octal number for the agent, and becomes another mode.`,
		Help: "write `version: 0.0`, an `os` of linux or windows, hooks for events that take scripts, locations in the bundle, and modes without a leading zero",
		Bad: []lint.Example{
			{Name: "a version, a system, an event and a file that there are not", Appspec: true, Template: `version: 1.0 # want
os: macos # want
hooks:
  Install: # want
    - location: start.sh
  AfterInstal: # want
    - location: start.sh
  ApplicationStart:
    - location: missing.sh # want
    - location: /opt/app/start.sh # want
    - timeout: 60 # want
`, Files: map[string]string{"start.sh": "true\n"}},
			{Name: "a mode that is another one, and no system", Appspec: true, Template: `version: 0.0 # want
files:
  - {source: /, destination: /var/www}
permissions:
  - object: /var/www
    mode: 0755 # want
`},
			{Name: "traffic hooks without a load balancer", Appspec: true, Template: `version: 0.0
os: linux
hooks:
  BeforeBlockTraffic: # want
    - location: a.sh
`, Files: map[string]string{"a.sh": "true\n", "template.yaml": `Resources:
  App:
    Type: AWS::CodeDeploy::DeploymentGroup
    Properties: {ApplicationName: app, ServiceRoleArn: arn, AutoScalingGroups: [web]}
`}},
			{Name: "a function with hooks of instances", Appspec: true, Template: `version: 0.0
Resources:
  - Work: {Type: "AWS::Lambda::Function", Properties: {Name: work, Alias: live, CurrentVersion: "1", TargetVersion: "2"}}
Hooks:
  - BeforeInstall: check # want
`},
		},
		Good: []lint.Example{
			{Name: "events that take scripts", Appspec: true, Template: `version: 0.0
os: linux
files:
  - {source: /, destination: /var/www}
permissions:
  - {object: /var/www, mode: 755}
  - {object: /var/run, mode: "0755"}
hooks:
  ApplicationStop: [{location: a.sh}]
  BeforeInstall: [{location: scripts/b.sh, timeout: 60, runas: root}]
  ValidateService: [{location: ./a.sh}]
`, Files: map[string]string{"a.sh": "true\n", "scripts/b.sh": "true\n"}},
			{Name: "backslashes of Windows", Appspec: true, Template: `version: "0.0"
os: windows
hooks:
  ApplicationStart: [{location: '\scripts\x.ps1'}, {location: scripts\x.ps1}]
`, Files: map[string]string{"scripts/x.ps1": "Start-Service app\n"}},
			{Name: "traffic hooks with a load balancer, and where nothing is known of one", Appspec: true, Template: `version: 0.0
os: linux
hooks:
  BeforeBlockTraffic: [{location: a.sh}]
  AfterAllowTraffic: [{location: a.sh}]
`, Files: map[string]string{"a.sh": "true\n", "template.yaml": `Resources:
  App:
    Type: AWS::CodeDeploy::DeploymentGroup
    Properties: {ApplicationName: app, ServiceRoleArn: arn, LoadBalancerInfo: {TargetGroupInfoList: [{Name: web}]}}
`}},
			{Name: "a service", Appspec: true, Template: `version: 0.0
Resources:
  - TargetService: {Type: "AWS::ECS::Service", Properties: {TaskDefinition: arn, LoadBalancerInfo: {ContainerName: web, ContainerPort: 80}}}
Hooks:
  - BeforeInstall: check
  - AfterAllowTestTraffic: check
`},
		},
		Pack: func(p *lint.Pass) {
			b := p.Unit.Bundle
			if !b.Root.Is(syntax.Map) {
				return
			}
			checkAppspecVersion(p, b)
			if b.Platform != bundle.EC2 {
				checkResourceHooks(p, b)
				return
			}
			checkAppspecOS(p, b)
			checkModes(p, b)
			for _, e := range b.Events {
				checkEvent(p, e)
			}
		},
	}
}

func checkAppspecVersion(p *lint.Pass, b *bundle.Bundle) {
	first, _ := b.Root.Pair(0)
	switch version := b.Root.Get("version"); {
	case version.Text() == "":
		p.At(firstNode(b.Root.Key("version"), first), "CodeDeploy refuses an appspec file without `version: 0.0`")
	case !slices.Contains([]string{"0.0", "0", "0.00"}, version.Text()):
		p.At(version, "CodeDeploy refuses the version `%s`: the only one is 0.0", version.Text())
	}
}

func checkAppspecOS(p *lint.Pass, b *bundle.Bundle) {
	first, _ := b.Root.Pair(0)
	switch {
	case b.OS == "":
		p.At(firstNode(b.Root.Key("os"), first), "CodeDeploy refuses an appspec file that does not say for which `os` it is")
	case b.OS != "linux" && b.OS != "windows":
		p.At(b.Root.Get("os"), "CodeDeploy refuses `%s`, expected `linux` or `windows`%s", b.OS, didYouMean(b.OS, []string{"linux", "windows"}))
	}
}

// octalMode is a number of YAML that the agent reads with the base 8.
var octalMode = lazy.Regexp(`^0[0-7]+$`)

func checkModes(p *lint.Pass, b *bundle.Bundle) {
	for _, permission := range b.Root.Get("permissions").Items() {
		mode := permission.Get("mode")
		if text := mode.Text(); mode.IsScalar() && mode.Span().Text() == text && octalMode().MatchString(text) {
			edit := diag.Edit{Span: mode.Span(), Text: `"` + text + `"`}
			p.At(mode, "without quotes `%s` is an octal number, which the agent takes for another mode", text).
				Help("put the mode in quotes").Fix("put the mode in quotes", true, edit)
		}
	}
}

// eventsOfInstances are those that take scripts, in the order in which they come.
func eventsOfInstances() []string {
	return []string{
		"BeforeBlockTraffic", "AfterBlockTraffic", "ApplicationStop", "BeforeInstall", "AfterInstall", "ApplicationStart", "ValidateService",
		"BeforeAllowTraffic", "AfterAllowTraffic",
	}
}

func checkEvent(p *lint.Pass, e *bundle.Event) {
	known := eventsOfInstances()
	switch {
	case slices.Contains([]string{"Start", "DownloadBundle", "Install", "BlockTraffic", "AllowTraffic", "End"}, e.Name):
		p.At(e.Key, "`%s` belongs to the agent and takes no scripts", e.Name)
		return
	case !slices.Contains(known, e.Name):
		p.At(e.Key, "there is no event `%s`%s", e.Name, didYouMean(e.Name, known))
		return
	case strings.HasSuffix(e.Name, "Traffic") && lacksBalancer(p):
		p.At(e.Key, "`%s` never comes: the deployment group has no `LoadBalancerInfo`", e.Name)
	}
	for _, h := range e.Hooks {
		checkLocation(p, h)
	}
}

func checkLocation(p *lint.Pass, h *bundle.Hook) {
	switch location := h.Location.Text(); {
	case h.Node.Is(syntax.Map) && location == "":
		p.At(hookPlace(h), "this hook has no `location`, so that nothing can run")
	case h.Absolute:
		p.At(h.Location, "`%s` is absolute, but scripts are looked for in the bundle", location)
	case h.Missing:
		p.At(h.Location, "the bundle has no `%s`, so that the deployment fails when it gets here", location)
	}
}

// lacksBalancer reports whether the one deployment group beside the bundle certainly has no load
// balancer.
func lacksBalancer(p *lint.Pass) bool {
	lacks, groups := false, 0
	for _, unit := range p.Beside {
		for _, r := range unit.Template.OfType(deploymentGroup) {
			v := unit.Template.Judge(r.When(), func(c *template.Case) template.Answer { return c.Lacks(r.Body, "Properties", "LoadBalancerInfo") })
			lacks = v.Holds() && v.Certainty == diag.Must && r.Loop == nil
			groups++
		}
	}
	return lacks && groups == 1
}

// checkResourceHooks looks at the hooks of a revision that deploys no files: functions that run
// at some events.
func checkResourceHooks(p *lint.Pass, b *bundle.Bundle) {
	known := []string{"BeforeAllowTraffic", "AfterAllowTraffic"}
	if b.Platform == bundle.Service {
		known = append(known, "BeforeInstall", "AfterInstall", "AfterAllowTestTraffic")
	}
	for _, hook := range b.Root.Get("Hooks").Items() {
		for key := range hook.Pairs() {
			if name := key.Text(); !slices.Contains(known, name) {
				p.At(key, "there is no event `%s` here%s", name, didYouMean(name, known))
			}
		}
	}
}
