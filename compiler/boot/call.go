package boot

import (
	"strings"
	"unicode/utf8"

	"github.com/cfnc/cfnc/compiler/script"
	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
)

// Tool is a program with which an instance speaks to CloudFormation.
type Tool string

// The tools. SignalResource is that command of the AWS CLI, or of the tools for PowerShell.
const (
	CfnInit        Tool = "cfn-init"
	CfnSignal      Tool = "cfn-signal"
	CfnHup         Tool = "cfn-hup"
	CfnGetMetadata Tool = "cfn-get-metadata"
	SignalResource Tool = "signal-resource"
)

// Call is one call of a tool.
type Call struct {
	Program *Program
	Script  *script.Script
	Command *script.Command
	Tool    Tool

	resource, stack Argument // which many rules ask for
}

// Argument is the value of an option of a call. The zero Argument is missing.
type Argument struct {
	Word script.Word // where a variable stands that the script sets once: what it is set to
	at   script.Span // where the value stands in the call
	text template.Text
	set  bool
}

// There reports whether the option is given.
func (a Argument) There() bool { return a.set }

// Literal returns the value if all of it is known.
func (a Argument) Literal() (text string, ok bool) {
	return a.Word.Text, a.set && a.Word.Literal()
}

// Hole returns the hole that is all of the value.
func (a Argument) Hole() (h template.Hole, ok bool) {
	r, size := utf8.DecodeRuneInString(a.Word.Text)
	if size == 0 || size < len(a.Word.Text) {
		return template.Hole{}, false
	}
	return a.text.Hole(r)
}

// Span is where the value was written in the call.
func (a Argument) Span() source.Span { return a.text.Span(a.at.From, a.at.To) }

// Node returns the node with which the value was written.
func (a Argument) Node() *syntax.Node { return a.text.Node(a.at.From) }

// Span is where the name of the tool was written.
func (c *Call) Span() source.Span {
	at := c.Command.Path().Span
	return c.Program.Text.Span(at.From, at.To)
}

// Node returns the node with which the name of the tool was written.
func (c *Call) Node() *syntax.Node { return c.Program.Text.Node(c.Command.Path().Span.From) }

// When returns the scenario in which the instance makes the call.
func (c *Call) When() *template.Scenario { return c.Program.When() }

// Stack is the stack that the call is about.
func (c *Call) Stack() Argument { return c.stack }

// Resource is the logical ID that the call is about.
func (c *Call) Resource() Argument { return c.resource }

// Region is the region that the call goes to.
func (c *Call) Region() Argument { return c.flag("--region", "-Region") }

// ConfigSets names the sets that cfn-init runs.
func (c *Call) ConfigSets() Argument { return c.only(CfnInit, "--configsets", "--configset", "-c") }

// ExitCode is the status by which cfn-signal decides between success and failure.
func (c *Call) ExitCode() Argument { return c.only(CfnSignal, "--exit-code", "-e") }

// Success is what the signal says: true or false of cfn-signal, SUCCESS or FAILURE of others.
func (c *Call) Success() Argument {
	if c.Tool == CfnSignal {
		return c.flag("--success", "-s")
	}
	return c.only(SignalResource, "--status", "-Status")
}

// ID is the ID of the signal, of which each counts once.
func (c *Call) ID() Argument {
	if c.Tool == CfnSignal {
		return c.flag("--id", "-i")
	}
	return c.only(SignalResource, "--unique-id", "-UniqueId")
}

// URL is the endpoint that the call goes to instead of the region's own.
func (c *Call) URL() Argument { return c.flag("--url", "-u", "--endpoint-url") }

// HTTPSProxy is the proxy that the call goes through.
func (c *Call) HTTPSProxy() Argument { return c.flag("--https-proxy") }

// ConfigFolder is the folder in which cfn-hup looks instead of its own.
func (c *Call) ConfigFolder() Argument { return c.only(CfnHup, "--config", "-c") }

// Handle is the URL of a wait condition that cfn-signal signals instead of a resource.
func (c *Call) Handle() Argument {
	if c.Tool != CfnSignal {
		return Argument{}
	}
	args := c.Command.Args()
	for i := 0; i < len(args); i++ {
		switch text := args[i].Text; {
		case !strings.HasPrefix(text, "-"):
			return c.argument(args[i])
		case len(text) == 2 || strings.HasPrefix(text, "--") && !strings.Contains(text, "="):
			i++ // its value
		}
	}
	return Argument{}
}

// Sets returns the names of the sets that cfn-init runs, none for the default. known is false
// if they cannot be seen.
func (c *Call) Sets() (names []string, known bool) {
	text, known := c.ConfigSets().Literal()
	for name := range strings.SplitSeq(text, ",") {
		if name = strings.TrimSpace(name); name != "" && known {
			names = append(names, name)
		}
	}
	return names, known || !c.ConfigSets().There() && !c.Command.Open()
}

// OwnStack says whether the call is about the stack of the template.
func (c *Call) OwnStack() template.Answer {
	switch h, _ := c.Stack().Hole(); {
	case h.Is("AWS::StackName", "AWS::StackId"):
		return template.Yes
	case !c.Stack().There() && !c.Command.Open():
		return template.No
	}
	return template.Undecided
}

// of returns an option that has a short form, but not for cfn-signal, whose -s is the success
// and -r the reason.
func (c *Call) of(short string, long ...string) Argument {
	if c.Tool == CfnInit || c.Tool == CfnGetMetadata {
		long = append(long, short)
	}
	return c.flag(long...)
}

func (c *Call) only(tool Tool, names ...string) Argument {
	if c.Tool != tool {
		return Argument{}
	}
	return c.flag(names...)
}

func (c *Call) flag(names ...string) Argument {
	if o, ok := c.Command.Flag(names...); ok && o.Given {
		return c.argument(o.Value)
	}
	return Argument{}
}

func (c *Call) argument(w script.Word) Argument {
	return Argument{Word: c.follow(w), at: w.Span, text: c.Program.Text, set: true}
}

// maxFollowed bounds how many variables are followed from one to the next.
const maxFollowed = 8

// follow returns what a variable is set to that the script sets once, instead of the variable.
func (c *Call) follow(w script.Word) script.Word {
	for range maxFollowed {
		e := w.Whole()
		if e == nil || e.Kind != script.Variable || w.Text != "$"+e.Name && w.Text != "${"+e.Name+"}" {
			return w
		}
		set := c.assigned(e.Name)
		if set == nil {
			return w
		}
		w = set.Value
	}
	return w
}

// assigned returns the only assignment to a variable, or nil.
func (c *Call) assigned(name string) (only *script.Assignment) {
	for _, a := range c.Script.Assignments {
		switch {
		case a.Name != name:
		case only != nil || a.Append || a.Value.Text == "":
			return nil
		default:
			only = a
		}
	}
	return only
}

func newCall(c *Call) *Call {
	c.resource = c.of("-r", "--resource", "--logical-resource-id", "-LogicalResourceId")
	c.stack = c.of("-s", "--stack", "--stack-name", "-StackName")
	return c
}

func callsOf(programs []*Program) (list []*Call) {
	for _, p := range programs {
		for _, s := range p.Scripts {
			for _, c := range s.Commands {
				if tool := toolOf(c); tool != "" {
					list = append(list, newCall(&Call{Program: p, Script: s, Command: c, Tool: tool}))
				}
			}
		}
	}
	return list
}

func toolOf(c *script.Command) Tool {
	switch tool := Tool(c.Name); {
	case tool == CfnInit, tool == CfnSignal, tool == CfnHup, tool == CfnGetMetadata:
		return tool
	case strings.EqualFold(c.Name, "Send-CFNResourceSignal"):
		return SignalResource
	case c.Name == "aws" && c.Subcommand("cloudformation", "signal-resource"):
		return SignalResource
	}
	return ""
}
