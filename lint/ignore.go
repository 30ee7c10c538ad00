package lint

import (
	"strings"

	"github.com/cfnc/cfnc/compiler"
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/source"
)

// An ignore is one word of a suppression: it keeps the findings of a rule from being shown,
// in a part of a file or below a path of the compiled template.
type ignore struct {
	word    string      // as written; "" where no rule is named
	rule    *Rule       // nil for a word that is no rule
	at      source.Span // of the word
	lines   source.Span // what it covers, if it stands in a comment
	below   string      // the path that it covers, if it stands in Metadata
	foreign bool        // cfn-lint's own: the word begins IDs, and may be without effect
	reason  string      // why, in the user's words
	used    bool
}

// ignores collects every suppression that holds for a unit.
func ignores(unit *compiler.Unit, rules []*Rule) []*ignore {
	var list []*ignore
	for _, doc := range unit.Documents {
		list = append(list, commentIgnores(doc, rules)...)
	}
	return append(list, metadataIgnores(unit.Root, rules)...)
}

// suppress reports whether an ignore covers a finding, and marks all that do. The rule is nil
// for a finding of none in the list of rules.
func suppress(d diag.Diagnostic, rule *Rule, list []*ignore) bool {
	hit := false
	for _, g := range list {
		if g.means(d.Rule, rule) && g.covers(d) {
			g.used, hit = true, true
		}
	}
	return hit
}

func (g *ignore) means(id string, rule *Rule) bool {
	if g.foreign {
		return strings.HasPrefix(id, g.word) || rule != nil && rule.matches(g.word)
	}
	return g.rule != nil && g.rule.ID == id
}

func (g *ignore) covers(d diag.Diagnostic) bool {
	if g.lines.File != nil {
		return d.Span.Name() == g.lines.Name() && g.lines.Start <= d.Span.Start && d.Span.Start <= g.lines.End
	}
	return g.below == "" || d.Path == g.below || strings.HasPrefix(d.Path, g.below+"/")
}
