// Package lint runs rules over a compiled template and decides which of their findings
// are shown: configuration, selection, suppression. It knows no rule; the command hands
// them in.
package lint

import "github.com/cfnc/cfnc/compiler/diag"

// A Rule is one check and everything that a user may want to know of it. Rules are
// values: they are listed in rules/all.go and nothing registers itself.
type Rule struct {
	ID       string // cfn-lint's ID where it means the same, else H… (hazards) or C… (the compiler)
	Aliases  []string
	Name     string // kebab-case; works wherever the ID does
	Title    string // one line in sentence case, without a period
	Severity diag.Severity
	Why      string // what goes wrong in production, and where that fact comes from
	Help     string // what to do, an imperative
	Quota    bool   // it is about a number that CloudFormation bounds: a build warns of it and goes on
	Optional bool   // it is a matter of judgement, and runs only where its ID or name is selected or given a severity
	Options  []Option
	Bad      []Example
	Good     []Example
	Made     func() (bad, good []Example) // for large examples: made only where they are asked for
	Check    func(*Pass)                  // of a template
	Pack     func(*Pass)                  // of a bundle of CodeDeploy
}

// Examples returns the rule's bad and good examples.
func (r *Rule) Examples() (bad, good []Example) {
	if r.Made != nil {
		return r.Made()
	}
	return r.Bad, r.Good
}

// byCompiler reports whether the compiler itself reports what the rule is about.
func (r *Rule) byCompiler() bool { return r.Check == nil && r.Pack == nil }

// An Example is a template that shows a rule, or the appspec file of a bundle. In a bad one every
// line that the rule reports ends with the comment "# want". Files holds further files by name:
// what a template includes; the scripts of a bundle, and the templates beside it.
type Example struct {
	Name     string
	Template string
	Appspec  bool // Template is an appspec file
	Files    map[string]string
}
