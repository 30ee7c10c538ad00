package main

import "testing"

func TestRoff(t *testing.T) {
	for text, want := range map[string]string{
		"a-b":        `a\-b`,
		`a\n`:        `a\en`,
		".TH":        `\&.TH`,
		"one\n.two":  "one\n\\&.two",
		"one\n'two'": "one\n\\&'two'",
		"it's a.b":   "it's a.b",
	} {
		if got := roff(text); got != want {
			t.Errorf("%q gives %q, want %q", text, got, want)
		}
	}
}
