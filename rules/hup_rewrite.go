package rules

import (
	"strings"

	"github.com/cfnc/cfnc/compiler/boot"
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

// withBlock offers to write a file of cfn-hup anew, from the settings that could be made out.
func withBlock(f flaw, h *boot.HupFile) flaw {
	f.dress = func(found *lint.Finding) {
		if written, ok := rewritten(h); ok {
			found.Fix("write each setting on a line of its own", false, diag.Edit{Span: h.File.Content.Node.Span(), Text: written})
		}
	}
	return f
}

// rewritten writes Fn::Sub of a file with a line for each setting. ok is false where a part of
// it cannot be written so.
func rewritten(h *boot.HupFile) (written string, ok bool) {
	n := h.File.Content.Node
	if len(h.File.Content.Texts) != 1 || len(h.INI.Sections) != 1 || n.Origin() != nil || n.Anchor() != "" {
		return "", false
	}
	settings := h.Main
	if len(h.Hooks) > 0 {
		settings = h.Hooks[0].Settings
	}
	lines := []string{"[" + h.INI.Sections[0].Name + "]"}
	for _, key := range settings.Keys() {
		value, _ := settings.Get(key)
		text, known := asSub(value)
		if !known {
			return "", false
		}
		lines = append(lines, key+"="+text)
	}
	text := quote(strings.Join(lines, "\n") + "\n")
	switch key := h.File.Content.Key.Span(); {
	case isJSON(key):
		return `{"Fn::Sub": ` + text + "}", len(lines) > 1
	case template.CallOf(n).Argument.Style() == syntax.Block:
		gap := "\n" + strings.Repeat(" ", columnOf(key)+2)
		return "!Sub |" + gap + strings.Join(lines, gap), len(lines) > 1
	}
	return "!Sub " + text, len(lines) > 1
}

// asSub writes a text as Fn::Sub has it.
func asSub(x template.Text) (written string, ok bool) {
	var b strings.Builder
	for _, r := range strings.ReplaceAll(x.String(), "${", "${!") {
		h, isHole := x.Hole(r)
		switch {
		case !template.IsHole(r):
			b.WriteRune(r)
		case !isHole || h.Name == "":
			return "", false
		case h.Kind == template.OfAttribute:
			b.WriteString("${" + h.Name + "." + h.Attribute + "}")
		default:
			b.WriteString("${" + h.Name + "}")
		}
	}
	return b.String(), true
}
