package rules

import (
	"slices"

	"github.com/cfnc/cfnc/compiler/bundle"
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/lint"
)

func deregisterInStop() *lint.Rule {
	return &lint.Rule{
		ID:       "H701",
		Name:     "deregister-in-applicationstop",
		Title:    "An instance leaves the load balancer too late, or not at all",
		Severity: diag.Warning,
		Why: `In ApplicationStop CodeDeploy runs the scripts of the revision that was deployed last with success: a mended script is ` +
			`not used, and a broken one cannot be mended by a deployment. On the first deployment to an instance the event is ` +
			`skipped. The instance then gets requests while its files are replaced. In BeforeInstall the new scripts run, always; ` +
			`there the instance has to leave before the application stops.`,
		Help: "take the instance out of service in `BeforeInstall`, or in `BeforeBlockTraffic`, before the application stops",
		Bad: []lint.Example{
			{Name: "in ApplicationStop", Appspec: true, Template: `version: 0.0
os: linux
hooks:
  ApplicationStop:
    - location: scripts/deregister_from_elb.sh # want
      timeout: 400
`, Files: map[string]string{"scripts/deregister_from_elb.sh": "#!/bin/bash\naws elb deregister-instances-from-load-balancer\n"}},
			{Name: "by what the script does", Appspec: true, Template: `{
  "version": 0.0,
  "os": "linux",
  "hooks": {
    "ApplicationStop": [
      {"location": "stop.sh"} // want
    ]
  }
}
`, Files: map[string]string{"stop.sh": "#!/bin/bash\naws autoscaling enter-standby --instance-ids i --no-should-decrement-desired-capacity\n"}},
			{Name: "after the application has stopped", Appspec: true, Template: `version: 0.0
os: linux
hooks:
  BeforeInstall:
    - location: stop_server.sh # want
    - location: deregister.sh
      timeout: 400
`, Files: map[string]string{"stop_server.sh": "service httpd stop\n", "deregister.sh": "aws elbv2 deregister-targets\n"}},
		},
		Good: []lint.Example{
			{Name: "in BeforeInstall, before the application stops", Appspec: true, Template: `version: 0.0
os: linux
hooks:
  ApplicationStop:
    - location: stop.sh
  BeforeInstall:
    - location: deregister.sh
      timeout: 400
    - location: stop.sh
`, Files: map[string]string{"stop.sh": "service httpd stop\n", "deregister.sh": "aws elbv2 deregister-targets\n"}},
			{Name: "in both, and a comment", Appspec: true, Template: `version: 0.0
os: linux
hooks:
  ApplicationStop:
    - location: deregister.sh
    - location: exit_standby.sh
  BeforeBlockTraffic:
    - location: deregister.sh
  ApplicationStart:
    - location: start.sh
`, Files: map[string]string{"start.sh": "# it was deregistered before\nservice httpd start\n", "deregister.sh": "true\n", "exit_standby.sh": "true\n"}},
			{Name: "nothing leaves", Appspec: true, Template: `version: 0.0
os: linux
hooks:
  ApplicationStop:
    - location: stop.sh
`, Files: map[string]string{"stop.sh": "#!/bin/bash\n# deregister-targets is done by CodeDeploy\nsystemctl stop httpd\n"}},
		},
		Pack: func(p *lint.Pass) {
			b := p.Unit.Bundle
			if !slices.ContainsFunc(slices.Concat(b.Hooks("BeforeBlockTraffic"), b.Hooks("BeforeInstall")), takesOut) {
				for _, h := range b.Hooks("ApplicationStop") {
					if takesOut(h) {
						p.At(hookPlace(h), "on the first deployment this does not run, and later in the version of the revision before: the instance gets requests while it is deployed to")
					}
				}
			}
			checkStopOrder(p, b.Hooks("BeforeInstall"))
		},
	}
}

// checkStopOrder reports the first hook that stops the application before another one takes the
// instance out of service.
func checkStopOrder(p *lint.Pass, hooks []*bundle.Hook) {
	stop, leave := slices.IndexFunc(hooks, stopsApplication), slices.IndexFunc(hooks, takesOut)
	if stop >= 0 && stop < leave {
		p.At(hookPlace(hooks[stop]), "the application stops while the load balancer still sends requests to it").
			Note(hookPlace(hooks[leave]), "the instance leaves only here")
	}
}
