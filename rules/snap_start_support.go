package rules

import (
	"iter"
	"strings"

	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
	"github.com/cfnc/cfnc/schema"
)

// functions goes through the functions of AWS Lambda that a template makes.
func functions(t *template.Template) iter.Seq[*template.Resource] {
	return func(yield func(*template.Resource) bool) {
		for _, name := range []string{"AWS::Lambda::Function", "AWS::Serverless::Function"} {
			for r := range written(t, name) {
				if !yield(r) {
					return
				}
			}
		}
	}
}

// snapStarts goes through the places that turn SnapStart on.
func snapStarts(t *template.Template, r *template.Resource) iter.Seq[place] {
	return func(yield func(place) bool) {
		for at := range placesAt(t, r, "SnapStart.ApplyOn") {
			if text, _ := at.literal(); text == "PublishedVersions" && !yield(at) {
				return
			}
		}
	}
}

// mayResume reports whether nothing else about a function excludes SnapStart: a file system, or
// more storage than 512 MB. What SAM adds to its functions is not known.
func mayResume(r *template.Resource) bool {
	return r.Type == "AWS::Lambda::Function" && r.Property("FileSystemConfigs") == nil && r.Property("EphemeralStorage") == nil
}

// canSnapStart reports whether a runtime can be used with SnapStart.
func canSnapStart(runtime string) bool {
	return begins(runtime, "snapstart runtime prefixes") && !begins(runtime, "snapstart unsupported runtime prefixes") &&
		!lists("snapstart unsupported runtimes", runtime)
}

// isSlow reports whether a runtime takes so long to start that SnapStart is worth while.
func isSlow(runtime string) bool {
	return begins(runtime, "snapstart recommendation runtime prefixes") && !lists("snapstart recommendation excluded runtimes", runtime)
}

// begins reports whether a text begins with an entry of a table.
func begins(text, table string) bool {
	for prefix := range schema.Table(table).All() {
		if strings.HasPrefix(text, prefix) {
			return true
		}
	}
	return false
}

// lists reports whether a text is an entry of a table.
func lists(table, text string) bool {
	_, ok := schema.Table(table).Get(text)
	return ok
}

// everywhere reports whether a table lists all regions of a run.
func everywhere(p *lint.Pass, table string) bool {
	for _, region := range p.Regions {
		if !lists(table, region) {
			return false
		}
	}
	return true
}

// mayHaveVersion reports whether a resource of the template may publish versions of a
// function.
func mayHaveVersion(t *template.Template, function *template.Resource) bool {
	for _, version := range t.OfType("AWS::Lambda::Version") {
		for at := range placesAt(t, version, "FunctionName") {
			if r, _ := t.Certain(at.value); r == nil || r == function {
				return true
			}
		}
	}
	return false
}
