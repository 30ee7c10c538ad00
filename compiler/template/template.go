// Package template is the typed view of an expanded tree: parameters, mappings,
// conditions, resources, outputs, intrinsic functions, and who refers to whom. It is
// built once, never changes, and answers for damaged templates too.
package template

// Template is the model of one compiled template.
type Template struct{}
