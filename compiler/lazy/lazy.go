// Package lazy makes what costs time only when it is first asked for. Start-up is a feature: a
// run pays for nothing that it does not need.
package lazy

import (
	"regexp"
	"sync"
)

// Regexp returns a regular expression that is compiled when it is first asked for. Like
// regexp.MustCompile, it takes expressions that are known to be right.
func Regexp(expression string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expression) })
}
