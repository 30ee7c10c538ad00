// Package expand turns a tree as it was written into the tree that CloudFormation would
// see: aliases, merges, includes, short-form tags and expressions are gone, and every
// node knows by which way it came. It never changes a node.
package expand

// Dialect says which expressions a source may have.
type Dialect uint8

// The dialects. Auto takes it from the file: YAML, and JSON with a leading comment, are
// sources; other JSON is a plain template.
const (
	Auto Dialect = iota
	Cfnc
	CloudFormation
	Autostacker24
)
