package rules

import (
	"path"
	"strings"

	"github.com/cfnc/cfnc/compiler"
	"github.com/cfnc/cfnc/compiler/bundle"
	"github.com/cfnc/cfnc/compiler/group"
	"github.com/cfnc/cfnc/compiler/lazy"
	"github.com/cfnc/cfnc/compiler/script"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

var (
	leavingName = lazy.Regexp(`(?i)deregister|(^|[^a-z])(enter[-_]?)?standby|stop[-_]?traffic`)
	comingName  = lazy.Regexp(`(?i)(exit|leave|end)[-_]?standby`)
	leavingText = lazy.Regexp(`(?i)\bderegister|\benter[-_]standby|stop[-_]traffic|enter_standby`)
	stopName    = lazy.Regexp(`(?i)(^|[-_.])(stop|shutdown)`)
	stopText    = lazy.Regexp(`\b(systemctl|service)\b.*\bstop\b|\binitctl\s+stop\b|/etc/init\.d/\S+\s+stop\b`)
)

// takesOut reports whether a hook takes the instance out of service, by the name of its script or
// by what that does.
func takesOut(h *bundle.Hook) bool {
	name := path.Base(strings.ReplaceAll(h.Location.Text(), `\`, "/"))
	if leavingName().MatchString(name) && !comingName().MatchString(name) {
		return true
	}
	return h.Script != nil && leavingText().MatchString(uncommented(h.Script.File.Text()))
}

// stopsApplication reports whether a hook stops what serves, and no more.
func stopsApplication(h *bundle.Hook) bool {
	name := path.Base(strings.ReplaceAll(h.Location.Text(), `\`, "/"))
	if takesOut(h) {
		return false
	}
	return stopName().MatchString(name) || h.Script != nil && stopText().MatchString(uncommented(h.Script.File.Text()))
}

// hookTimeout returns the timeout that a hook is given. ok is false where it is none.
func hookTimeout(h *bundle.Hook) (seconds int, ok bool) {
	return template.LiteralInt(h.Node.Get("timeout"))
}

// hookPlace is where a hook is written: its location, or else its beginning.
func hookPlace(h *bundle.Hook) *syntax.Node {
	if h.Location != nil {
		return h.Location
	}
	first, _ := h.Node.Pair(0)
	return firstNode(first, h.Node, h.Event.Key)
}

// awsVariable is what scripts call a variable with the AWS CLI and its options.
var awsVariable = lazy.Regexp(`(?i)^\$\{?aws(_?cli|_?cmd|_?bin)?\}?$`)

// callsAWS reports whether a command is the AWS CLI, by its name or by a variable that is named
// after it.
func callsAWS(c *script.Command) bool { return c.Is("aws") || awsVariable().MatchString(c.Path().Text) }

// deployed is the one group that a bundle is deployed to, in the template beside it.
type deployed struct {
	*compiler.Unit
	*group.Group
}

// deployedTo finds the group of a bundle: of the groups in all templates beside it, the one that a
// deployment group names, or else the only one. ok is false where that is not clear.
func deployedTo(p *lint.Pass) (of deployed, ok bool) {
	var all, named []deployed
	for _, unit := range p.Beside {
		for _, g := range unit.Groups() {
			all = append(all, deployed{unit, g})
			if len(g.Deployments) > 0 {
				named = append(named, deployed{unit, g})
			}
		}
	}
	switch {
	case len(named) == 1:
		return named[0], true
	case len(named) == 0 && len(all) == 1:
		return all[0], true
	}
	return deployed{}, false
}
