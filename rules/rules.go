// Package rules holds the rules of cfnc, one file each, named after the rule's ID and name.
// A file declares one function that returns the rule; All lists them. Rules that differ in a
// table only are a family: one function in a file named after what they have in common returns
// them all. What several rules ask of a template stands in files of its own, named after the
// subject.
//
// A new rule is a new file and `make generate`, which rewrites all.go and RULES.md.
package rules

//go:generate go test ./internal/list -count=1 -update
//go:generate go test . -count=1 -run ^TestCatalogue$ -update
