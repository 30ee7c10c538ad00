package lint

import (
	"github.com/cfnc/cfnc/compiler"
	"github.com/cfnc/cfnc/compiler/diag"
)

// A Source is one compiled template and what the compiler found in it.
type Source struct {
	Unit  *compiler.Unit
	Found []diag.Diagnostic
}

// Run runs the selected rules over sources and returns what is left of their findings and
// of the compiler's after suppression, sorted and without duplicates.
func Run(sources []Source, rules []*Rule, s Selection) []diag.Diagnostic {
	results := make([]Result, len(sources))
	for i, source := range sources {
		results[i] = Check(source, rules, s)
	}
	return Join(results)
}

// A Result is what was found in one source. It holds on to no tree, so that many sources can
// be checked one by one, or side by side, and joined at the end.
type Result struct {
	found []diag.Diagnostic
}

// Check runs the selected rules over one source. It may run for several at the same time.
func Check(source Source, rules []*Rule, s Selection) Result {
	result := Result{found: source.Found}
	for _, rule := range rules {
		if rule.Check == nil || !s.Has(rule) {
			continue
		}
		pass := &Pass{Rule: rule, Unit: source.Unit, Template: source.Unit.Template}
		rule.Check(pass)
		for _, f := range pass.found {
			result.found = append(result.found, f.d)
		}
	}
	return result
}

// Join puts the results of several sources together. A finding in a fragment that several
// include comes out once, and a suppression there is unused only if no source uses it.
func Join(results []Result) []diag.Diagnostic {
	var found []diag.Diagnostic
	for _, r := range results {
		found = append(found, r.found...)
	}
	return diag.Sort(found)
}
