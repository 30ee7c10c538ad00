package rules

import (
	"github.com/cfnc/cfnc/compiler/lazy"
	"github.com/cfnc/cfnc/compiler/template"
)

// An ownVariable is one that the user data of a resource may set itself; without a name it is any, set
// by a file that the script reads.
type ownVariable struct {
	of   *template.Resource
	name string
}

// What settingVariables matches holds the names of variables that a shell or PowerShell sets;
// readingVariables is where a script takes in what other files set.
var (
	settingVariables = lazy.Regexp(`(?:^|[^\w{-])\w+\s*\+?=|\b(?:for|read|readarray|mapfile|getopts|declare|typeset|local|printf -v)\b[^\n;]*`)
	readingVariables = lazy.Regexp(`(?m)(?:^|[;&|({])\s*(?:source|\.|eval)\s`)
	variableName     = lazy.Regexp(`\w+`)
)

// ownVariables finds them in the texts of a template that are user data.
func ownVariables(phrases []template.Phrase) map[ownVariable]bool {
	own := map[ownVariable]bool{}
	for i := range phrases {
		of, text := phrases[i].Owner.Resource, phrases[i].Node.Text()
		if !phrases[i].Encoded {
			continue
		}
		for _, words := range settingVariables().FindAllString(text, -1) {
			for _, name := range variableName().FindAllString(words, -1) {
				own[ownVariable{of, name}] = true
			}
		}
		if readingVariables().MatchString(text) {
			own[ownVariable{of, ""}] = true
		}
	}
	return own
}
