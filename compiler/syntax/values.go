package syntax

// plainKind says what a plain scalar is in a template: CloudFormation's YAML with the
// values that damage templates left out. Booleans are true and false only; a number is
// what JSON calls one, so that it can be passed on as it was spelled; dates, octal
// numbers, account IDs with a leading zero and "22:22" are strings.
func plainKind(text string) Kind {
	switch text {
	case "", "~", "null", "Null", "NULL":
		return Null
	case "true", "True", "TRUE", "false", "False", "FALSE":
		return Bool
	}
	if c := text[0]; (c == '-' || '0' <= c && c <= '9') && IsNumber(text) {
		return Number
	}
	return String
}

// taggedKind says what a scalar with a core tag such as !!str is.
func taggedKind(kind Kind, text, tag string) Kind {
	if kind == Map || kind == List || kind == Alias {
		return kind
	}
	switch tag {
	case "!!str", "!":
		return String
	case "!!null", "!!bool", "!!int", "!!float":
		return plainKind(text)
	}
	return kind
}
