package expand

import "github.com/cfnc/cfnc/compiler/syntax"

// Dialect says which expressions and forms a source may have.
type Dialect uint8

// The dialects. Auto takes it from the file, as DialectOf does. In CloudFormation only what
// CloudFormation itself and YAML know is expanded: short forms, aliases, merge keys.
// Autostacker24 is Cfnc with the expressions of that program.
const (
	Auto Dialect = iota
	Cfnc
	CloudFormation
	Autostacker24
)

// String returns the name of the dialect as --dialect takes it.
func (d Dialect) String() string {
	return [...]string{"auto", "cfnc", "cloudformation", "autostacker24"}[d]
}

// ParseDialect finds a dialect by its name.
func ParseDialect(name string) (d Dialect, ok bool) {
	for d = Auto; d <= Autostacker24; d++ {
		if d.String() == name {
			return d, true
		}
	}
	return Auto, false
}

// DialectOf returns the dialect of a file that nobody gave one: YAML is Cfnc, and so is JSON
// that begins with a comment; other JSON is CloudFormation.
func DialectOf(doc *syntax.Document) Dialect {
	if doc.Format == syntax.YAML || beginsWithComment(doc) {
		return Cfnc
	}
	return CloudFormation
}

func beginsWithComment(doc *syntax.Document) bool {
	if len(doc.Comments) == 0 {
		return false
	}
	return doc.Root == nil || doc.Comments[0].Span.Start < doc.Root.Span().Start
}
