package lint

import (
	"slices"

	"github.com/cfnc/cfnc/compiler"
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/expand"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
)

// A Source is one compiled template, what the compiler found in it, and where it will be
// deployed; or a bundle with the templates beside it.
type Source struct {
	Unit    *compiler.Unit
	Beside  []*compiler.Unit // templates that a bundle may belong to
	Found   []diag.Diagnostic
	Regions []string    // none: nothing is known of that
	Stop    func() bool // asked between rules: the result is of no use any more, so be done; nil: never
}

// Fatal reports whether a finding keeps the source from compiling: Fatal says so, or the
// source is no map at all.
func (s Source) Fatal(d diag.Diagnostic) bool {
	return Fatal(d) || d.Rule == template.StructureID && !s.Unit.Root.Is(syntax.Map)
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
	Partial bool // the source is too large for rules other than those about sections and quotas
	found   []diag.Diagnostic
	trials  []trial
}

// MaxChecked is the size of a source, in bytes with all that it includes, up to which all rules
// look at it. CloudFormation takes at most 1,000,000 bytes.
const MaxChecked = 4 << 20

// tooLarge reports whether a source is beyond MaxChecked.
func tooLarge(unit *compiler.Unit) bool {
	size := 0
	for _, doc := range unit.Documents {
		size += len(doc.File.Text())
	}
	return size > MaxChecked
}

// forLarge are the rules that look at any source: those about the sections and about quotas.
func forLarge(rules []*Rule) []*Rule {
	return slices.DeleteFunc(slices.Clone(rules), func(r *Rule) bool { return !r.Quota && r.ID != template.StructureID })
}

// HasErrors reports whether there is an error-level finding.
func (r Result) HasErrors() bool { return diag.HasErrors(r.found) }

// Check runs the selected rules over one source. It may run for several at the same time.
func Check(source Source, rules []*Rule, s Selection) Result {
	run, partial := rules, len(rules) > 0 && tooLarge(source.Unit)
	if partial {
		run = forLarge(rules)
	}
	found := located(source, findings(source, run, s))
	list := ignores(source.Unit, rules)
	find := finder(rules)
	found = slices.DeleteFunc(found, func(d diag.Diagnostic) bool {
		if source.Fatal(d) {
			return false
		}
		rule := find(d.Rule)
		return rule != nil && !s.Has(rule) || suppress(d, rule, list) && !s.requires(rule)
	})
	for i, d := range found {
		if rule := find(d.Rule); rule != nil && !source.Fatal(d) {
			found[i].Severity = s.severity(rule, d.Severity)
		}
	}
	found = append(found, reasonless(list, rules, s)...)
	return Result{partial, found, try(list, rules, s, !partial && !slices.ContainsFunc(found, source.Fatal))}
}

// finder finds rules as Find does, and looks for each word once: there may be thousands of
// findings.
func finder(rules []*Rule) func(word string) *Rule {
	known := map[string]*Rule{}
	return func(word string) *Rule {
		rule, asked := known[word]
		if !asked {
			rule = Find(rules, word)
			known[word] = rule
		}
		return rule
	}
}

// Join puts the results of several sources together. A finding in a fragment that several
// include comes out once, and a suppression there is unused only if no source uses it.
func Join(results []Result) []diag.Diagnostic {
	var found []diag.Diagnostic
	var trials []trial
	for _, r := range results {
		found = append(found, r.found...)
		trials = append(trials, r.trials...)
	}
	return diag.Sort(append(found, failed(trials)...))
}

// Fatal reports whether a diagnostic keeps its source from compiling, whatever the source.
// Such a one can be neither suppressed nor deselected.
func Fatal(d diag.Diagnostic) bool {
	return d.Severity == diag.Error && (d.Rule == syntax.SyntaxID || d.Rule == expand.ErrorID)
}

// findings lets every selected rule look at a source.
func findings(source Source, rules []*Rule, s Selection) (list []*Finding) {
	for _, rule := range rules {
		if source.Stop != nil && source.Stop() {
			break
		}
		check := rule.Check
		if source.Unit.Bundle != nil {
			check = rule.Pack
		}
		if check == nil || !s.Has(rule) {
			continue
		}
		pass := &Pass{Rule: s.graded(rule), Unit: source.Unit, Template: source.Unit.Template, Beside: source.Beside, Regions: source.Regions, chosen: s}
		check(pass)
		list = append(list, pass.findings()...)
	}
	return list
}

// located puts the findings of rules behind those of the compiler, and gives each its path
// in the compiled template.
func located(source Source, made []*Finding) []diag.Diagnostic {
	found := slices.Clone(source.Found)
	a := newAtlas()
	asked := make([]*around, len(found))
	for i, d := range found {
		if d.Path == "" && d.Rule != syntax.SyntaxID {
			asked[i] = a.wantAround(d.Span)
		}
	}
	for _, f := range made {
		a.want(f.at)
	}
	a.walk(source.Unit.Root)
	for i, s := range asked {
		if s != nil {
			found[i].Path = s.path
		}
	}
	for _, f := range made {
		f.d.Path = a.paths[f.at]
		found = append(found, f.d)
	}
	return found
}
