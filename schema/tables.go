package schema

import (
	"iter"
	"strconv"
	"strings"

	"github.com/cfnc/cfnc/schema/internal/layout"
)

// Table gives one of the small tables by its name; README.md lists them. A table that is a
// list has its entries as keys, and empty rows. Rows by type hold paths of properties.
func Table(name string) Rows {
	at, _ := pair(root(layout.RootTables), name)
	return Rows{at}
}

// Tables names the small tables, in order.
func Tables() iter.Seq[string] {
	return func(yield func(string) bool) {
		for name := range pairs(root(layout.RootTables)) {
			if !yield(name) {
				return
			}
		}
	}
}

// A Runtime is a runtime of AWS Lambda. Days are as 2006-01-02, empty where none is set.
type Runtime struct {
	Name string
	// State is "current", "deprecated", "create_blocked" or "eol", on the day of Date.
	State       string
	Deprecated  string // from this day on AWS no longer mends it
	CreateBlock string // no functions can be created with it
	UpdateBlock string // no functions can be updated with it
	Successor   string // what AWS advises to use
}

// LambdaRuntime finds a runtime of AWS Lambda by its name: "python3.13".
func LambdaRuntime(name string) (Runtime, bool) {
	row, ok := Table("lambda runtimes").Get(name)
	if !ok || row.Len() != 5 {
		return Runtime{}, false
	}
	return Runtime{name, row.At(0), row.At(1), row.At(2), row.At(3), row.At(4)}, true
}

// Artifacts says how many artifacts a CodePipeline action takes and gives.
type Artifacts struct{ MinInput, MaxInput, MinOutput, MaxOutput int }

// PipelineArtifacts finds the counts for an action, by "owner/category/provider":
// "AWS/Build/CodeBuild".
func PipelineArtifacts(action string) (Artifacts, bool) {
	row, ok := Table("pipeline artifacts").Get(action)
	if !ok || row.Len() != 4 {
		return Artifacts{}, false
	}
	count := func(i int) int {
		n, _ := strconv.Atoi(row.At(i)) // a test checks the rows
		return n
	}
	return Artifacts{count(0), count(1), count(2), count(3)}, true
}

// DBInstanceClasses lists the instance classes that a version of an RDS engine runs on. The
// version may be longer than those that the table knows: 8.0.36 is a version of 8.0.
func DBInstanceClasses(engine, version string) (Strings, bool) {
	rows := Rows{root(layout.RootClasses)}
	for {
		if row, ok := rows.Get(engine + " " + version); ok {
			return row, true
		}
		dot := strings.LastIndexByte(version, '.')
		if dot < 0 {
			return Strings{}, false
		}
		version = version[:dot]
	}
}

// IAMActions lists the actions of a service, in lower case and without the service's prefix,
// and the ARNs that each works on: regular expressions with ${Partition}, ${Region} and
// ${Account}. The service is in lower case, as in an action: "s3". An action that works on no
// certain resources is not listed, so that what is missing may still exist.
func IAMActions(service string) Rows {
	at, _ := pair(root(layout.RootIAM), service)
	return Rows{at}
}

// IAMServices gives the prefixes of the services that IAMActions knows.
func IAMServices() iter.Seq[string] {
	return func(yield func(string) bool) {
		for name := range pairs(root(layout.RootIAM)) {
			if !yield(name) {
				return
			}
		}
	}
}
