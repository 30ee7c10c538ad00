package diag

import "strings"

// Nearest returns the candidate that was most likely meant by a misspelt word, for "did you
// mean": the one that differs from it in upper and lower case only, else the one that is the
// fewest edits away, at most the given number. An edit inserts, drops or replaces a byte, or
// swaps two neighbours. Of equally near candidates the first is taken; without any it is "".
// A word is never edited as a whole: what has one letter is near to no other.
func Nearest(word string, candidates []string, edits int) string {
	for _, c := range candidates {
		if strings.EqualFold(c, word) {
			return c
		}
	}
	for n := 1; n <= min(edits, len(word)-1); n++ {
		for _, c := range candidates {
			if within(c, word, n) {
				return c
			}
		}
	}
	return ""
}

// within reports whether one text becomes the other by at most the given number of edits.
func within(a, b string, edits int) bool {
	for a != "" && b != "" && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	if a == "" || b == "" || edits == 0 {
		return len(a)+len(b) <= edits
	}
	if max(len(a)-len(b), len(b)-len(a)) > edits {
		return false
	}
	swapped := len(a) > 1 && len(b) > 1 && a[0] == b[1] && a[1] == b[0]
	return within(a[1:], b[1:], edits-1) || within(a[1:], b, edits-1) || within(a, b[1:], edits-1) ||
		swapped && within(a[2:], b[2:], edits-1)
}
