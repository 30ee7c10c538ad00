package syntax

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/source"
)

// ParseYAML reads a YAML file.
func ParseYAML(f *source.File) (*Document, []diag.Diagnostic) { return &Document{File: f}, nil }

func decodeSingle(raw string, marks *[]mark) string                         { return "" }
func decodeDouble(raw string, marks *[]mark) string                         { return "" }
func decodePlain(raw string, marks *[]mark) string                          { return "" }
func decodeBlock(raw string, indent int, folded bool, marks *[]mark) string { return "" }
