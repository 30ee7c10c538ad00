// Package interp reads the little languages inside strings: @… expressions and the
// ${…} of Fn::Sub. It turns a text into parts with byte offsets; what the parts become
// in a template is decided by the packages above.
package interp

// Kind says what a part is.
type Kind uint8

// The kinds of parts.
const (
	Text   Kind = iota // literal text, escapes undone
	Ref                // @Name
	Attr               // @Name.Attribute
	Lookup             // @Map[top, second] or @Param[key]
	Arg                // @{.name}, an argument of an include
	File               // @file://path or @{file://path}
	Live               // @{live(Name.Attribute, …)}
)

// A Part is a run of a string. From and To are the bytes of the string that it was
// written with; for a Text part without escapes that is the text itself.
type Part struct {
	Kind     Kind
	From, To int
	Text     string // Text: the literal; File: the path
	Name     string // Ref, Attr, Lookup, Arg: the name
	Attr     string // Attr: the attribute, dots included
	Keys     []Key  // Lookup: one to three
	Braced   bool
}

// A Key is one key of a mapping lookup: a literal, or an expression.
type Key struct {
	From, To int
	Text     string
	Expr     *Part // nil for a literal
}

// Symbol says what a name is declared as.
type Symbol uint8

// The symbols.
const (
	Undeclared Symbol = iota
	Parameter
	Resource
	Mapping
	Pseudo   // AWS::Region and its like
	LoopName // the identifier of a surrounding Fn::ForEach
)

// Names is what interpolation asks about the template around it.
type Names interface {
	// Lookup says what a name is. A name that is a mapping and something else is the latter:
	// IsMapping tells.
	Lookup(name string) Symbol
	IsMapping(name string) bool
	// Attribute says how many of the segments after a resource's name are an attribute of it.
	Attribute(resource string, segments []string) int
	// Nearest returns the declared name that is closest to an undeclared one, or "": one that
	// differs in case or by at most the given number of edits.
	Nearest(name string, edits int) string
}

// A Problem is something to tell the author, at bytes [From, To) of the string.
type Problem struct {
	From, To int
	Warning  bool   // else an error
	Code     string // "" for an unresolved expression, else the ID of a compiler warning
	Message  string
	Help     string
}
