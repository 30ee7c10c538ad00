// Package layout says where each fact stands in the embedded tables. The encoder and the
// reader share it; it knows neither.
//
// The tables are one blob: a head of 32-bit numbers, then texts, words, numbers and region
// sets. A word is an unsigned number of 24 bits, little endian. Everything that has a
// structure is made of words and found by the index of its first one. Equal structures stand
// there once. At word 0 stands the empty list.
package layout

// Magic begins the blob. Its last byte is the version of this layout.
const Magic = "CFN\x01"

// The head: 32-bit numbers after the magic, little endian, in this order. Sections are told
// by the byte where they begin.
const (
	HeadTexts   = iota // how many texts there are
	HeadIndex          // where each text begins, and where the last ends: words
	HeadBytes          // the texts' bytes
	HeadWords          // the structures
	HeadNumbers        // 64-bit floating point
	HeadSets           // region sets: 64 bits, one for each region
	HeadLength         // of the whole blob, in bytes
	HeadCount          // not a number of the head: how many there are
)

// HeadSize is the length of the magic and the head, in bytes.
const HeadSize = len(Magic) + 4*HeadCount

// Sizes, in bytes.
const (
	WordSize   = 3
	NumberSize = 8
	SetSize    = 8
)

// RootAt is the word where the root begins: after the empty list and padding.
const RootAt = 4

// The root: one word for each, in this order.
const (
	RootDate    = iota // text
	RootSource         // text
	RootRegions        // list of texts: what the bits of a region set stand for
	RootKnown          // region set: regions whose lists of types are real
	RootTypes          // how many types
	RootRecords        // their records, by name
	RootTables         // table: name, rows
	RootIAM            // table: service, rows
	RootClasses        // rows: engine and version, classes
	RootSize
)

// A type's record: one word for each, in this order.
const (
	TypeName        = iota // text
	TypeSchema             // node
	TypeDefinitions        // members
	TypeIdentifier         // list of texts, as all to TypeDeprecated
	TypeReadOnly
	TypeCreateOnly
	TypeMayReplace
	TypeWriteOnly
	TypeDeprecated
	TypeAttributes // pairs of text and type mask
	TypeRef        // type mask
	TypeRegions    // region set
	TypeFlags
	TypeLifecycleDate // text
	TypeChecks        // triples of text, text, node
	TypeRegional      // list of regional tables
	TypeRefGives      // list of texts
	TypeTags          // text: a property
	TypeRelations     // pairs of text and list of texts, by path
	TypeSize
)

// Bits of TypeFlags. Replacement strategy, lifecycle and the form of tags take two each.
const (
	FlagStateful     = 1 << 0
	FlagRegionsKnown = 1 << 1
	FlagReplace      = 2 // shift: 0 unknown, 1 create first, 2 delete first
	FlagLifecycle    = 4 // shift: 0 none, 1 maintenance, 2 sunset, 3 shut down
	FlagTags         = 6 // shift: 0 none, 1 list, 2 map, 3 list of an Auto Scaling group
)

// A regional table: one word for each, in this order.
const (
	RegionalRule  = iota // text
	RegionalPath         // text
	RegionalCases        // triples of node or 0, region set, list of pairs of text and region set
	RegionalSize
)

// A pattern: one word for each, in this order.
const (
	PatternSource  = iota // text, as the schema has it
	PatternMatch          // list of texts: each must match
	PatternExclude        // list of texts: none may match
	PatternChecked        // 0 when RE2 has no equal
	PatternSize
)

// Bits of a type mask.
const (
	String = 1 << iota
	Integer
	Number
	Boolean
	Object
	Array
	Null
)

// Kinds of a value in an enum: the two low bits of its word. The rest is a text, the index
// of a number, or 0 and 1.
const (
	ValueText = iota
	ValueNumber
	ValueBoolean
	ValueNull
)

// Keywords of a node, the frequent ones first. A node begins with a word of bits, one for each
// of the first MaskBits keywords that it has. Its highest bit says that a word with the bits of
// the others follows. Then comes one word for each keyword that it has, in order.
const (
	KeyTypes             = iota // type mask
	KeyRef                      // text: the name of a definition
	KeyProperties               // members: pairs of text and node, by name
	KeyClosed                   // 1: no other properties
	KeyRequired                 // list of texts
	KeyItems                    // node
	KeyPattern                  // pattern
	KeyFormat                   // text
	KeyEnum                     // list of values
	KeyMinLength                // number
	KeyMaxLength                // number
	KeyMinimum                  // number
	KeyMaximum                  // number
	KeyMinItems                 // number
	KeyMaxItems                 // number
	KeyUniqueItems              // 1
	KeyPatternProperties        // pairs of pattern and node
	KeyAllOf                    // list of nodes
	KeyAnyOf                    // list of nodes
	KeyOneOf                    // list of nodes
	KeyIf                       // node
	KeyThen                     // node
	KeyEnumFold                 // list of values; the case of letters does not matter
	KeyNever                    // 1: nothing is valid
	KeyElse                     // node
	KeyNot                      // node
	KeyContains                 // node
	KeyPropertyNames            // node
	KeyMinProperties            // number
	KeyMaxProperties            // number
	KeyExclusiveMinimum         // number
	KeyExclusiveMaximum         // number
	KeyMultipleOf               // number
	KeyRequiredXor              // list of texts
	KeyRequiredOr               // list of texts
	KeyDependentRequired        // pairs of text and list of texts, by key
	KeyDependentExcluded        // pairs of text and list of texts, by key
	KeyCount
)

// MaskBits is how many keywords the first word of bits tells of; More is the bit above.
const (
	MaskBits = 23
	More     = 1 << MaskBits
)
