package rules

import (
	"slices"
	"strings"

	"github.com/cfnc/cfnc/compiler/boot"
	"github.com/cfnc/cfnc/compiler/group"
	"github.com/cfnc/cfnc/compiler/lazy"
	"github.com/cfnc/cfnc/compiler/script"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

// launchedBy returns the programs that the instances of a group run: those of the group, and of
// what it launches them from. ok is false where a source is not to be seen.
func launchedBy(p *lint.Pass, g *group.Group, c *template.Case) (list []*boot.Program, ok bool) {
	list, ok = p.Unit.Boot().ProgramsOf(g.Resource), true
	for _, launch := range g.Launches(c) {
		ok = ok && launch.Resource != nil
		if launch.Resource != nil {
			list = append(list, p.Unit.Boot().ProgramsOf(launch.Resource)...)
		}
	}
	return list, ok
}

// balancerQuestion finds the ways in which an instance asks a load balancer for its own state.
var balancerQuestion = lazy.Regexp(`(?i)describe-?_?target-?_?health|describe-?_?instance-?_?health|(target|instance)-?_?in-?_?service|Get-ELB2?(TargetHealth|InstanceHealth)|verify_instance_health`)

// asksBalancerFirst reports whether a program asks the load balancer, or the application itself,
// before a call. Comments ask nothing.
func asksBalancerFirst(program *boot.Program, call *boot.Call) bool {
	text := uncommented(program.Text.String())
	if program == call.Program && call.Command.Trap() == nil {
		text = uncommented(program.Text.String()[:call.Command.Span.From])
	}
	if balancerQuestion().MatchString(text) {
		return true
	}
	for _, s := range program.Scripts {
		for _, c := range s.Order {
			if s == call.Script && c == call.Command {
				break
			}
			if asksItself(c) {
				return true
			}
		}
	}
	return false
}

// uncommented is a text without its lines that are comments.
func uncommented(text string) string {
	var kept strings.Builder
	for line := range strings.Lines(text) {
		if !strings.HasPrefix(strings.TrimSpace(line), "#") {
			kept.WriteString(line)
		}
	}
	return kept.String()
}

var ownAddress = lazy.Regexp(`localhost|127\.0\.0\.1|\[::1\]|0\.0\.0\.0`)

// asksItself reports whether a command is a part of a loop that waits for an answer of the
// application on the machine.
func asksItself(c *script.Command) bool {
	if !c.Is("curl", "wget", "nc", "ncat", "http", "timeout") {
		return false
	}
	_, retries := c.Flag("--retry", "--tries")
	local := func(w script.Word) bool { return ownAddress().MatchString(w.Text) || !w.Literal() }
	return (retries || c.In(script.LoopCondition, script.LoopBody) != nil) && slices.ContainsFunc(c.Args(), local)
}

// runsUnseen reports whether a program runs what the template does not show: another script, a
// tool that configures the machine, a word that only the deployment knows.
func runsUnseen(program *boot.Program, written []string) bool {
	for _, s := range program.Scripts {
		if s.Broken || s.Language == script.OtherLanguage {
			return true
		}
		for _, c := range s.Commands {
			if isUnseen(c, written) {
				return true
			}
		}
	}
	return program.Read != nil && program.Read.Broken
}

// isUnseen reports whether a command runs what is none of the files that the template writes.
func isUnseen(c *script.Command, written []string) bool {
	if c.Calls != nil || len(c.Words) == 0 || slices.Contains(written, c.Path().Text) {
		return false
	}
	if c.Is("sh", "bash", "dash", "source", ".", "python", "python3", "perl", "ruby", "node", "pwsh", "powershell") {
		return runsFile(c, written)
	}
	path := c.Path().Text
	return c.Name == "" || c.Is("eval", "ansible-playbook", "ansible-pull", "puppet", "chef-client", "chef-solo", "salt-call", "make") ||
		strings.Contains(path, "/") && !installed().MatchString(path)
}

// installed are the folders of programs that come with the system, or with a package.
var installed = lazy.Regexp(`^(/usr|/bin|/sbin|/opt/aws|/opt/amazon|/etc/init\.d|/etc/rc\.d)/`)

// runsFile reports whether an interpreter runs a file that the template does not write.
func runsFile(c *script.Command, written []string) bool {
	for _, w := range c.Args() {
		switch {
		case strings.HasPrefix(w.Text, "-") && strings.Contains(w.Text, "c"):
			return false // the script stands in the next word
		case !strings.HasPrefix(w.Text, "-"):
			return !slices.Contains(written, w.Text) && !strings.HasPrefix(w.Text, "/etc/")
		}
	}
	return c.PipedFrom != nil
}

// writtenBy lists the files that programs and the metadata beside them write.
func writtenBy(p *lint.Pass, programs []*boot.Program) (paths []string) {
	seen := map[*template.Resource]bool{}
	for _, program := range programs {
		if program.Read != nil {
			for _, f := range program.Read.Files {
				paths = append(paths, f.Path.Text)
			}
		}
		if seen[program.Resource] {
			continue
		}
		seen[program.Resource] = true
		for _, in := range p.Unit.Boot().InitsOf(program.Resource) {
			for _, config := range in.Configs {
				for _, f := range config.Files {
					paths = append(paths, f.Name)
				}
			}
		}
	}
	return paths
}
