// Package table is the written form of the resource data: JSON files that people read and
// compare, and their encoding into the blob that package schema embeds. The generator and the
// tests use it; the compiler does not.
package table

// Data is everything that the tables hold.
type Data struct {
	Date      string              // the day on which the schemas were published: 2006-01-02
	Source    string              // the package and version that they were taken from
	Regions   Regions             // which regions there are
	Types     map[string]*Type    // resource types by name
	Regional  map[string]Regional // values that depend on the region, by the name of their table
	Classes   []Classes           // RDS instance classes by engine and version
	Tables    map[string]Table    // small tables by name
	IAM       map[string][]Grant  // actions by the prefix of their service
	Rewritten map[string]Rewrite  // patterns that Go's regexp cannot read as they are
}

// Regions names the regions that the data speaks of.
type Regions struct {
	Names []string `json:"names"` // at most 64
	// Unknown are those whose list of types is a copy of another region's, so that nothing
	// is known of them.
	Unknown []string `json:"unknown"`
}

// A Type is one resource type. Paths have dots between their segments and * for any element.
type Type struct {
	Ref string `json:"ref,omitempty"` // type of what Ref gives
	// RefGives are the properties that Ref gives; empty: the primary identifier.
	RefGives          []string         `json:"refGives,omitempty"`
	Attributes        map[string]Types `json:"attributes,omitempty"` // what Fn::GetAtt can ask
	PrimaryIdentifier []string         `json:"primaryIdentifier,omitempty"`
	ReadOnly          []string         `json:"readOnly,omitempty"`
	CreateOnly        []string         `json:"createOnly,omitempty"`
	MayReplace        []string         `json:"mayReplace,omitempty"` // create-only under some conditions
	WriteOnly         []string         `json:"writeOnly,omitempty"`
	Deprecated        []string         `json:"deprecated,omitempty"`
	Replacement       string           `json:"replacement,omitempty"` // createFirst, deleteFirst
	Stateful          bool             `json:"stateful,omitempty"`
	Lifecycle         *Lifecycle       `json:"lifecycle,omitempty"`
	Tags              *Tags            `json:"tags,omitempty"`
	Regions           string           `json:"regions,omitempty"` // see ParseRegions; empty: not known
	// Relations are the attributes and identifiers of other types, as AWS::IAM::Role.Arn, that
	// properties refer to, by path.
	Relations   map[string][]string `json:"relations,omitempty"`
	Schema      *Node               `json:"schema"`
	Definitions map[string]*Node    `json:"definitions,omitempty"`
	Checks      []Check             `json:"checks,omitempty"`
}

// A Lifecycle says how far the end of a service is.
type Lifecycle struct {
	Status string `json:"status"` // maintenance, sunset, shutdown
	Date   string `json:"date"`
}

// Tags says in which property and form a resource takes tags.
type Tags struct {
	Property string `json:"property"`
	Form     string `json:"form"` // list, map, group: the list of an Auto Scaling group
}

// A Check is a schema for the values at a path below a resource's properties, which cfn-lint
// reports under an ID of its own.
type Check struct {
	Rule   string `json:"rule"`
	Path   string `json:"path,omitempty"`
	Schema *Node  `json:"schema"`
}

// A Regional table lists values that a property may have in a region.
type Regional struct {
	Rule  string   `json:"rule"` // cfn-lint's ID
	At    []string `json:"at"`   // type, space, path
	Cases []Case   `json:"cases"`
}

// A Case is one list of values; those cases count whose condition the properties meet.
type Case struct {
	When    *Node               `json:"when,omitempty"`
	Regions string              `json:"regions"` // for which the list speaks
	Values  map[string][]string `json:"values"`  // by the regions that have them, of these
}

// Classes are the instance classes that versions of a database engine run on.
type Classes struct {
	Engines []string `json:"engines"` // engine, space, beginning of the version
	Classes []string `json:"classes"`
}

// A Table has rows of texts by key. A list of keys is a table whose rows are empty.
type Table map[string][]string

// A Grant is a group of actions of one service, and the ARNs that they work on.
type Grant struct {
	Resources []string `json:"resources"` // regular expressions with ${Region} and the like
	Actions   []string `json:"actions"`   // lower case, without the service
}

// A Rewrite is what a pattern became for Go's regexp. What has neither part is not checked.
type Rewrite struct {
	Match   []string `json:"match,omitempty"`   // each must match
	Exclude []string `json:"exclude,omitempty"` // none may match
}
