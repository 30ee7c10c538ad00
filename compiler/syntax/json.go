package syntax

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/source"
)

// ParseJSON reads a JSON file, in which comments are allowed.
func ParseJSON(f *source.File) (*Document, []diag.Diagnostic) { return &Document{File: f}, nil }

func decodeJSON(raw string, marks *[]mark) string { return "" }

// FormatOf says how Parse reads a file.
func FormatOf(f *source.File) Format { return YAML }
