package lsp

import (
	"slices"
	"strings"

	"github.com/cfnc/cfnc/compiler/source"
)

type semanticTokens struct {
	Data []int `json:"data"`
}

type legend struct {
	Types     []string `json:"tokenTypes"`
	Modifiers []string `json:"tokenModifiers"`
}

type tokenOptions struct {
	Legend legend `json:"legend"`
	Full   bool   `json:"full"`
}

// The types of tokens, in the order of the legend.
const (
	parameterToken = iota
	variableToken
	enumToken
	structToken
	propertyToken
	macroToken
)

// tokenTypes are the names that the protocol has for them: a resource is a variable, a condition
// a member of an enumeration, a mapping a structure, an attribute a property.
func tokenTypes() []string {
	return []string{"parameter", "variable", "enumMember", "struct", "property", "macro"}
}

// token is the type of the tokens that are names of a kind. What nothing declares are the pseudo
// parameters, and mistakes.
func (k kind) token() int {
	return [...]int{macroToken, parameterToken, variableToken, enumToken, structToken}[k]
}

// A token is a name that has a meaning, on one line.
type token struct {
	at   source.Span
	kind int
}

// tokens are the names in expressions and functions, and the attributes behind them.
func (v *view) tokens(p documentParams) (semanticTokens, error) {
	d, err := v.document(p.TextDocument.URI)
	if err != nil {
		return semanticTokens{}, err
	}
	made := semanticTokens{Data: []int{}}
	u := v.unitOf(d)
	if u == nil {
		return made, nil
	}
	line, column := 0, 0
	for _, t := range u.tokensIn(d) {
		r := v.rangeOf(t.at)
		if r.Start.Line != line {
			column = 0
		}
		made.Data = append(made.Data, r.Start.Line-line, r.Start.Character-column, r.End.Character-r.Start.Character, t.kind, 0)
		line, column = r.Start.Line, r.Start.Character
	}
	return made, nil
}

// tokensIn lists the tokens of a file in its order, without overlaps.
func (u *unit) tokensIn(d *document) (list []token) {
	text := d.file.Text()
	end := 0
	for _, m := range u.mentions() {
		if m.at.Name() != d.name() || m.declared || !m.exact() || m.at.Start < end || m.at.End > len(text) {
			continue
		}
		list = append(list, token{m.at, m.kind.token()})
		end = m.at.End
		if rest, ok := strings.CutPrefix(text[end:], "."); ok && m.attribute != "" && strings.HasPrefix(rest, m.attribute) {
			list = append(list, token{m.at.File.Span(end+1, end+1+len(m.attribute)), propertyToken})
			end += 1 + len(m.attribute)
		}
	}
	return slices.Clip(list)
}
