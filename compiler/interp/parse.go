package interp

// Parse reads the expressions of the cfnc dialect in a string. An expression that names
// nothing declared stays text.
//
// The parts are nil when the string is its own literal: it has no expression and no escape.
// A lookup with one key, @Env[k], comes out as the lookup [EnvMap, Ref Env, k]. A third
// key is accepted here: whether the template may have one is for the caller to say.
func Parse(text string, names Names, mode Mode) ([]Part, []Problem) {
	return nil, nil
}
