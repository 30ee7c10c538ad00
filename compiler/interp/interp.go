// Package interp reads the little languages inside strings: @… expressions and the
// ${…} of Fn::Sub. It turns a text into parts with byte offsets; what the parts become
// in a template is decided by the packages above. It knows neither nodes nor files.
//
// Parse reads the cfnc dialect, where an expression is resolved or stays text;
// ParseAutostacker24 reads autostacker24's, where every name counts; ParseSub reads the
// text of Fn::Sub, and ParseDynamic finds {{resolve:…}}.
package interp

// Kind says what a part is.
type Kind uint8

// The kinds of parts.
const (
	Text   Kind = iota // literal text
	Ref                // @Name
	Attr               // @Name.Attribute
	Lookup             // @Map[top, second], or @Param[key] for @ParamMap[@Param, key]
	Arg                // @{.name}, an argument of an include
	File               // @file://path or @{file://path}
	Live               // @{live(Name.Attribute, option: value)}
)

// A Part is a run of a string. From and To are the bytes of the string that it was
// written with, '@' and braces included; the parts of a string follow each other without
// a gap.
//
// The Text of a Text part is either its very bytes, or, where it is shorter than
// To-From, the literal '@' of an escape ("@@" gives "@").
type Part struct {
	Kind     Kind
	From, To int
	Text     string   // Text: the literal; File: the path
	Name     string   // Ref, Attr, Live: what is referred to; Lookup: the mapping; Arg: the argument
	Attr     string   // Attr, Live: the attribute, inner dots included
	Keys     []Key    // Lookup: two or three, as Fn::FindInMap takes them after the mapping
	Options  []Option // Live: in the order of the text
	Braced   bool     // written @{…}
}

// A Key is one key of a mapping lookup or one value of an option: a literal, or an
// expression. From and To are its bytes in the string, quotes included.
type Key struct {
	From, To int
	Text     string
	Expr     *Part // Ref, Attr, Lookup or Arg; nil for a literal
}

// An Option is "name: value" or "name: [value, value]" of a live expression. From and To
// cover the name.
type Option struct {
	From, To int
	Name     string
	Values   []Key // literals only
	List     bool  // written with brackets
}

// Mode says where a string stands. Modes are combined with |.
type Mode uint8

// The modes.
const (
	// Included: in a file that was included, where @{.name} is an argument.
	Included Mode = 1 << iota
	// InSub: in the text of Fn::Sub, where nothing inside ${…} is read.
	InSub
)

// MaxNesting is how many lookups may stand inside each other, one in a key of the next.
const MaxNesting = 8

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
	// Declared lists every name that Lookup knows, pseudo parameters included, each once and
	// always in the same order. It is asked only for near misses.
	Declared() []string
	// Attributes lists the known attributes of a resource, likewise.
	Attributes(resource string) []string
}

// A Problem is something to tell the author, at bytes [From, To) of the string.
type Problem struct {
	From, To int
	Code     string // NearMiss or LeftLiteral for a warning, "" for an error
	Message  string
	Help     string
}

// The codes of warnings, which are the IDs of compiler rules.
const (
	NearMiss    = "C001" // a bare name that is almost a declared one
	LeftLiteral = "C002" // text that looks like an expression and stayed text
)

// IsWarning reports whether the problem is a warning; else it is an error.
func (p Problem) IsWarning() bool { return p.Code != "" }
