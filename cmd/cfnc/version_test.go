package main

import (
	"runtime/debug"
	"testing"
)

// A binary says where it is from, however it came to be.
func TestOrigin(t *testing.T) {
	commit := []debug.BuildSetting{{Key: "vcs.revision", Value: "c0ffee"}, {Key: "vcs.time", Value: "2026-11-26T04:00:00Z"}}
	for want, info := range map[string]debug.BuildInfo{
		"of an unknown commit":                {},
		"of the module h1:abc=":               {Main: debug.Module{Version: "v1.0.0", Sum: "h1:abc="}},
		"of c0ffee, 2026-11-26,":              {Settings: commit},
		"of c0ffee with changes, 2026-11-26,": {Settings: append(commit, debug.BuildSetting{Key: "vcs.modified", Value: "true"})},
		"of c0ffee":                           {Settings: commit[:1]},
	} {
		if got := origin(&info); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
