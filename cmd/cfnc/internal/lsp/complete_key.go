package lsp

import (
	"slices"

	"github.com/cfnc/cfnc/compiler/boot"
	"github.com/cfnc/cfnc/compiler/group"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/schema"
)

// key offers what can be a key at the end of a trail, and, where the key is all that there is,
// what can stand there instead of a map.
func (c *completer) key(t trail) {
	outer := t[:len(t)-1]
	there := outer.last().node
	p := placeOf(outer)
	if only := there.Len() == 1; only && (p.call != "" || p.attribute != "") {
		c.value(outer)
	}
	switch {
	case p.call != "":
	case p.resource != nil:
		c.resourceKeys(p, there)
	case p.section != "":
		c.entryKeys(p, there)
	case len(outer) == 1:
		c.rootKeys(there)
	}
	if there.Len() == 1 {
		c.calls()
	}
}

// rootKeys offers sections in a template, the attributes of a resource in the file of one, and
// both in a file that is neither yet.
func (c *completer) rootKeys(there *syntax.Node) {
	if there.Key("Type") == nil {
		c.keys(there, "section", sections()...)
	}
	if !slices.ContainsFunc(keysOf(there), isSection) {
		c.keys(there, "attribute of a resource", template.Attributes()...)
	}
}

// keys offers keys that a map does not have yet.
func (c *completer) keys(there *syntax.Node, detail string, names ...string) {
	for _, name := range names {
		if there.Key(name) == nil {
			c.items = append(c.items, candidate{label: name, detail: detail, kind: propertyItem, insert: c.asKey(name)})
		}
	}
}

// asKey is how a key is written where nothing but a word of it stands.
func (c *completer) asKey(name string) string {
	if !c.alone() {
		return name
	}
	return name + ": "
}

// calls offers the long forms of functions.
func (c *completer) calls() {
	for _, name := range functions() {
		long := string(longForm("!" + name))
		c.items = append(c.items, candidate{label: long, detail: "function", kind: functionItem, insert: c.asKey(long)})
	}
}

// entryKeys offers the keys of what a section declares.
func (c *completer) entryKeys(p place, there *syntax.Node) {
	switch {
	case p.section == "Metadata" && p.entry == "":
		c.keys(there, "metadata", "AWS::CloudFormation::Interface", "Cfnc")
	case p.entry == "" || len(p.path) > 0:
	case p.section == "Parameters":
		c.keys(there, "of a parameter", "Type", "Default", "Description", "AllowedValues", "AllowedPattern", "ConstraintDescription",
			"MinLength", "MaxLength", "MinValue", "MaxValue", "NoEcho")
	case p.section == "Outputs":
		c.keys(there, "of an output", "Value", "Description", "Export", "Condition")
	}
}

// resourceKeys offers the keys below a resource.
func (c *completer) resourceKeys(p place, there *syntax.Node) {
	switch p.attribute {
	case "":
		c.keys(there, "attribute of a resource", template.Attributes()...)
	case "Properties":
		c.propertyKeys(p, there)
	case "Metadata":
		c.metadataKeys(p.path, there)
	case "UpdatePolicy", "CreationPolicy":
		c.keys(there, p.attribute, policyKeys(p.attribute, p.path)...)
	}
}

// propertyKeys offers properties: first those that are required, then the others, and nothing
// that only CloudFormation sets.
func (c *completer) propertyKeys(p place, there *syntax.Node) {
	typ, _ := schema.Lookup(p.typeName())
	var required, optional []string
	for _, n := range p.schemas() {
		for name := range n.Properties().All() {
			switch {
			case len(p.path) == 0 && typ.ReadOnly().Has(name) || slices.Contains(required, name):
			case n.Required().Has(name):
				required = append(required, name)
			default:
				optional = append(optional, name)
			}
		}
	}
	c.keys(there, "required", required...)
	c.keys(there, "property", optional...)
}

// metadataKeys offers what cfn-init reads.
func (c *completer) metadataKeys(path []string, there *syntax.Node) {
	if len(path) == 0 {
		c.keys(there, "metadata", boot.InitKey, "AWS::CloudFormation::Authentication", "Cfnc")
		return
	}
	if path[0] != boot.InitKey {
		return
	}
	switch len(path) {
	case 1:
		c.keys(there, "config", "config", "configSets")
	case 2:
		if path[1] != "configSets" {
			c.keys(there, "section of a config", boot.Sections()...)
		}
	case 4:
		c.keys(there, "of cfn-init", initKeys(path[2])...)
	case 5:
		if path[2] == "services" {
			c.keys(there, "of a service", "enabled", "ensureRunning", "files", "sources", "packages", "commands")
		}
	}
}

// initKeys are those of an entry of a section, as cfn-init reads them. Those of services stand one
// step deeper, below the kind of the service.
func initKeys(section string) []string {
	switch section {
	case "commands":
		return []string{"command", "env", "cwd", "test", "ignoreErrors", "waitAfterCompletion"}
	case "files":
		return []string{"content", "source", "encoding", "mode", "owner", "group", "authentication", "context"}
	case "users":
		return []string{"uid", "groups", "homeDir"}
	case "groups":
		return []string{"gid"}
	}
	return nil
}

// policyKeys are those of update and creation policies, as CloudFormation documents them.
func policyKeys(attribute string, path []string) []string {
	switch {
	case attribute == "UpdatePolicy" && len(path) == 0:
		return []string{group.Rolling, group.Replacing, group.Scheduled, group.Refresh, "CodeDeployLambdaAliasUpdate", "UseOnlineResharding", "EnableVersionUpgrade"}
	case attribute == "CreationPolicy" && len(path) == 0:
		return []string{"ResourceSignal", "AutoScalingCreationPolicy", "StartFleet"}
	case len(path) != 1:
		return nil
	}
	switch path[0] {
	case group.Rolling:
		return []string{"MaxBatchSize", "MinInstancesInService", "MinSuccessfulInstancesPercent", "MinActiveInstancesPercent", "PauseTime", "SuspendProcesses", "WaitOnResourceSignals"}
	case group.Replacing:
		return []string{"WillReplace"}
	case group.Scheduled:
		return []string{"IgnoreUnmodifiedGroupSizeProperties"}
	case "ResourceSignal":
		return []string{"Count", "Timeout"}
	case "AutoScalingCreationPolicy":
		return []string{"MinSuccessfulInstancesPercent"}
	}
	return nil
}
