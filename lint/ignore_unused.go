package lint

import (
	"fmt"

	"github.com/cfnc/cfnc/compiler/diag"
)

// UnusedID is the rule that reports suppressions without effect. Its findings come from this
// package, since only a whole run shows what a suppression was good for.
const UnusedID = "C005"

// A trial says of one suppression in one source whether it had an effect, and what there is
// to say if it has none in any source.
type trial struct {
	used    bool
	finding diag.Diagnostic
}

// RequireReason is the option of UnusedID that also reports suppressions without a reason.
const RequireReason = "require-reason"

// reasonless returns a finding for every suppression of a unit that does not say why.
func reasonless(list []*ignore, rules []*Rule, s Selection) (found []diag.Diagnostic) {
	unused := Find(rules, UnusedID)
	if unused == nil || !s.Has(unused) || !s.Reasons && !s.setting(unused, RequireReason).Flag() {
		return nil
	}
	for _, g := range list {
		if g.foreign || g.rule == nil || g.reason != "" {
			continue
		}
		pass := Pass{Rule: unused}
		f := pass.AtSpan(nil, g.at, "there is no reason for ignoring %s", g.rule.ID)
		f.d.Path = g.below
		f.Help("write the reason after the rule")
		if g.lines.File == nil {
			f.Help("write `Ignore: {%s: the reason}`", g.rule.ID)
		}
		f.d.Severity = s.severity(unused, f.d.Severity)
		found = append(found, f.d)
	}
	return found
}

// try judges the ignores of a unit. A rule that did not run gives no verdict, nor does a
// source that does not compile: what was to be ignored may stand in the missing part.
func try(list []*ignore, rules []*Rule, s Selection, compiles bool) (trials []trial) {
	unused := Find(rules, UnusedID)
	if unused == nil || !s.Has(unused) {
		return nil
	}
	for _, g := range list {
		if g.foreign || g.rule != nil && !s.Has(g.rule) {
			continue
		}
		pass := Pass{Rule: unused}
		f := pass.AtSpan(nil, g.at, "%s", g.complaint())
		f.d.Path = g.below
		f.d.Severity = s.severity(unused, f.d.Severity)
		if near := Suggest(rules, g.word); g.rule == nil && near != "" {
			f.Help("write `%s`", near)
		}
		trials = append(trials, trial{g.used || !compiles && g.rule != nil, f.d})
	}
	return trials
}

func (g *ignore) complaint() string {
	switch {
	case g.word == "":
		return "`" + ignoreMark + "` names no rule, so it ignores nothing"
	case g.rule == nil:
		return fmt.Sprintf("no rule is called `%s`, so this ignores nothing", g.word)
	}
	return fmt.Sprintf("there is no %s here to ignore", g.rule.ID)
}

// failed returns the findings of the trials of all sources of a run. A suppression in a
// fragment is tried once for every source that includes it, and one success is enough.
func failed(trials []trial) (found []diag.Diagnostic) {
	type place struct {
		file string
		at   int
	}
	of := func(t trial) place { return place{t.finding.Span.Name(), t.finding.Span.Start} }
	used := map[place]bool{}
	for _, t := range trials {
		used[of(t)] = used[of(t)] || t.used
	}
	for _, t := range trials {
		if !used[of(t)] {
			found = append(found, t.finding)
		}
	}
	return found
}
