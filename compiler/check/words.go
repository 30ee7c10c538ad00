package check

import (
	"strings"

	"github.com/cfnc/cfnc/schema"
)

// maxNamed is how many candidates a message names.
const maxNamed = 5

// among names candidates: "`a`, `b` or `c`".
func among(names []string) string {
	rest := ""
	if len(names) > maxNamed {
		rest = " and " + count(len(names)-maxNamed, "more", "more")
		names = names[:maxNamed]
	}
	quoted := make([]string, len(names))
	for i, name := range names {
		quoted[i] = "`" + shorten(name) + "`"
	}
	if last := len(quoted) - 1; rest == "" && last > 0 {
		return strings.Join(quoted[:last], ", ") + " or " + quoted[last]
	}
	return strings.Join(quoted, ", ") + rest
}

// maxEdits is how far a misspelt word may be from the one that was meant.
const maxEdits = 2

// maxShown is how much of a text a message shows, in bytes.
const maxShown = 60

// shorten makes one short line of a text.
func shorten(text string) string {
	line, _, more := strings.Cut(text, "\n")
	if len(line) > maxShown {
		line, more = strings.ToValidUTF8(line[:maxShown], ""), true
	}
	if more {
		line += "…"
	}
	return line
}

// nameOf names types as messages do. A text that only the deployment knows may be any scalar.
func nameOf(types schema.Types) string {
	switch {
	case types&scalars == scalars:
		types = types&^scalars | schema.String
	case types.Has(schema.Number):
		types &^= schema.Integer
	}
	var names []string
	for _, t := range [...]struct {
		bit  schema.Types
		name string
	}{
		{schema.String, "a string"}, {schema.Integer, "a whole number"}, {schema.Number, "a number"},
		{schema.Boolean, "a boolean"}, {schema.Object, "a map"}, {schema.Array, "a list"}, {schema.Null, "null"},
	} {
		if types.Has(t.bit) {
			names = append(names, t.name)
		}
	}
	return strings.Join(names, " or ")
}
