package schema

import "github.com/cfnc/cfnc/schema/internal/layout"

// A Pattern is a regular expression. Schemas write those of ECMAScript; what Go's regexp
// cannot read was rewritten when the tables were made. A value is right where every
// expression of Match matches and none of Exclude does.
type Pattern struct{ at uint32 }

// IsZero reports whether there is no pattern.
func (p Pattern) IsZero() bool { return p.at == 0 }

func (p Pattern) field(i uint32) uint32 {
	if p.at == 0 {
		return 0
	}
	return word(p.at + i)
}

// Source is the pattern as the schema has it, for messages.
func (p Pattern) Source() string { return text(p.field(layout.PatternSource)) }

// Checked reports whether the pattern could be rewritten. One that could not never complains.
func (p Pattern) Checked() bool { return p.field(layout.PatternChecked) != 0 }

// Match lists the expressions that must all match.
func (p Pattern) Match() Strings { return Strings{p.field(layout.PatternMatch)} }

// Exclude lists the expressions of which none may match.
func (p Pattern) Exclude() Strings { return Strings{p.field(layout.PatternExclude)} }
