package rules

import (
	"github.com/cfnc/cfnc/compiler/bundle"
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/lint"
)

func eventTimeoutTooLong() *lint.Rule {
	return &lint.Rule{
		ID:       "H703",
		Name:     "appspec-event-timeout-over-3600",
		Title:    "The scripts of one event have more than an hour together",
		Severity: diag.Error,
		Why: `CodeDeploy gives the scripts of one lifecycle event 3600 seconds together. It refuses an appspec file in which their ` +
			`timeouts come to more, and the deployment fails on every instance before it has begun.`,
		Help: "shorten the timeouts of the event, or move a script to another event",
		Bad: []lint.Example{
			{Name: "two scripts that are too long together", Appspec: true, Template: `version: 0.0
os: linux
hooks:
  AfterInstall: # want
    - {location: a.sh, timeout: 1900}
    - {location: b.sh, timeout: "1900"}
`, Files: map[string]string{"a.sh": "true\n", "b.sh": "true\n"}},
			{Name: "one that is too long alone", Appspec: true, Template: `version: 0.0
os: linux
hooks:
  ApplicationStart:
    - location: a.sh
      timeout: 7200 # want
    - location: b.sh
`, Files: map[string]string{"a.sh": "true\n", "b.sh": "true\n"}},
		},
		Good: []lint.Example{
			{Name: "an hour together, and as many in another event", Appspec: true, Template: `version: 0.0
os: linux
hooks:
  AfterInstall:
    - {location: a.sh, timeout: 1800}
    - {location: b.sh, timeout: 1800}
  ValidateService:
    - {location: a.sh, timeout: 3600}
`, Files: map[string]string{"a.sh": "true\n", "b.sh": "true\n"}},
			{Name: "scripts without timeouts", Appspec: true, Template: `version: 0.0
os: linux
hooks:
  AfterInstall:
    - location: a.sh
    - location: b.sh
`, Files: map[string]string{"a.sh": "true\n", "b.sh": "true\n"}},
		},
		Pack: func(p *lint.Pass) {
			for _, e := range p.Unit.Bundle.Events {
				checkEventTimeout(p, e)
			}
		},
	}
}

// maxEvent is how many seconds the scripts of one event have together.
const maxEvent = 3600

func checkEventTimeout(p *lint.Pass, e *bundle.Event) {
	var sum int
	var given []*syntax.Node
	for _, h := range e.Hooks {
		if seconds, ok := hookTimeout(h); ok {
			sum, given = sum+seconds, append(given, h.Node.Get("timeout"))
		}
	}
	if sum <= maxEvent {
		return
	}
	at := e.Key
	if len(given) == 1 {
		at = given[0]
	}
	p.At(at, "CodeDeploy refuses `%s` with timeouts of %d seconds: an event has %d at most", e.Name, sum, maxEvent)
}
