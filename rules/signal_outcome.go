package rules

import (
	"slices"
	"strings"

	"github.com/cfnc/cfnc/compiler/boot"
	"github.com/cfnc/cfnc/compiler/script"
)

// conditional are the frames in which a command does not always run.
func conditional() []script.FrameKind {
	return []script.FrameKind{
		script.IfCondition, script.IfThen, script.IfElse, script.LoopCondition, script.LoopBody, script.CaseArm, script.AndRight, script.OrRight, script.Block,
	}
}

// runsAlways reports whether a command runs whatever the commands of its script before it did,
// as long as the script goes on.
func runsAlways(c *script.Command) bool {
	f := c.Function()
	return c.In(conditional()...) == nil && (f == nil || len(f.Calls) == 1)
}

// idle are commands that cannot fail, and minor ones that may, but do not bring a server up.
func idle() []string {
	return []string{"echo", "printf", "true", ":", "sleep", "export", "set", "unset", "declare", "local", "readonly", "trap", "logger", "Write-Host", "Write-Output"}
}

func minor() []string { return []string{"rm", "date", "touch", "mkdir", "chmod", "chown"} }

// isIdle reports whether the status of a command says nothing: it is 0.
func isIdle(c *script.Command) bool {
	passesOn := c.PipedFrom != nil && c.PipeFail == script.Off && c.Is("tee", "cat", "logger")
	return len(c.Words) == 0 || c.Is(idle()...) || passesOn
}

func isMinor(c *script.Command) bool { return c.Is(minor()...) }

// earlier returns the commands that run before another in its script, without those of traps.
func earlier(s *script.Script, c *script.Command) (list []*script.Command) {
	for _, other := range s.Order {
		if other == c {
			break
		}
		if other.Trap() == nil {
			list = append(list, other)
		}
	}
	return list
}

// works reports whether a command is one of those that bring a server up, and can fail.
func works(c *script.Command) bool { return !isIdle(c) && !isMinor(c) && !c.Is("exit", "return") }

// saysFailure reports whether a signal certainly says that the instance does not work.
func saysFailure(call *boot.Call) bool {
	status, known := call.ExitCode().Literal()
	success, _ := call.Success().Literal()
	return known && status != "0" || success == "false" || success == "FAILURE"
}

// maySayFailure reports whether a call of cfn-signal may say that something failed.
func maySayFailure(call *boot.Call) bool {
	if call.Tool != boot.CfnSignal {
		return true
	}
	if text, known := call.ExitCode().Literal(); known {
		return text != "0"
	}
	if call.ExitCode().There() {
		return true
	}
	text, known := call.Success().Literal()
	return call.Command.Open() || call.Success().There() && !(known && strings.EqualFold(text, "true"))
}

// otherSignals reports whether another call in the same script may say that something failed.
func otherSignals(call *boot.Call, all []*boot.Call) bool {
	return slices.ContainsFunc(all, func(other *boot.Call) bool {
		return other != call && other.Script == call.Script && sendsSignal(other) && maySayFailure(other)
	})
}

// isGuarded reports whether a script looks at what fails before a command, so that it may not
// come to the command then.
func isGuarded(s *script.Script, c *script.Command) bool {
	stops := func(a *script.Assignment) bool { return strings.EqualFold(a.Name, "ErrorActionPreference") }
	return slices.ContainsFunc(s.Assignments, stops) || slices.ContainsFunc(earlier(s, c), guards)
}

// guards reports whether a command ends the script, or waits, where another one failed.
func guards(c *script.Command) bool {
	ends := c.Is("exit", "return", "exec", "kill", "shutdown", "poweroff", "halt", "reboot", "break", "goto", "throw")
	switch {
	case ends && (c.Function() != nil || c.In(conditional()...) != nil):
		return true
	case c.In(script.LoopCondition) != nil && !c.Is("read"):
		return true
	case c.In(script.OrRight, script.IfThen, script.IfElse) != nil && soundsFatal(c.Name):
		return true
	}
	return c.Is("if") && slices.ContainsFunc(c.Words, func(w script.Word) bool { return w.Text == "exit" || w.Text == "goto" })
}

// soundsFatal reports whether a function that cannot be seen probably ends the script.
func soundsFatal(name string) bool {
	name = strings.ToLower(name)
	return slices.ContainsFunc([]string{"exit", "fail", "error", "die", "abort", "fatal", "signal"}, func(part string) bool { return strings.Contains(name, part) })
}
