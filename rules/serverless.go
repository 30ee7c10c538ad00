package rules

import (
	"slices"
	"strings"

	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/schema"
)

const serverlessPrefix = "AWS::Serverless::"

// isServerless reports whether a resource is one that AWS SAM makes others of.
func isServerless(r *template.Resource) bool { return strings.HasPrefix(r.Type, serverlessPrefix) }

// serverlessAttributes are the attributes of resources that AWS SAM alone knows.
func serverlessAttributes() []string { return []string{"Connectors", "IgnoreGlobals"} }

// globalSections are the types of AWS SAM that take values from Globals, without their prefix.
func globalSections() (names []string) {
	for t := range schema.All() {
		name, ok := strings.CutPrefix(t.Name(), serverlessPrefix)
		if ok && !slices.Contains([]string{"Application", "Connector", "GraphQLApi"}, name) {
			names = append(names, name)
		}
	}
	return names
}

// notGlobal are the properties that a section of Globals does not take, although the type has
// them, after
// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-template-anatomy-globals.html
func notGlobal(section string) []string {
	switch section {
	case "Function":
		return []string{"Role", "Policies", "FunctionName", "Events"}
	case "Api":
		return []string{"StageName", "DefinitionBody"}
	case "HttpApi":
		return []string{"StageName", "DefinitionBody", "DefinitionUri"}
	}
	return nil
}

// globalProperties are the properties of the type of a section of Globals, in order. One of
// them its schema lacks.
func globalProperties(section string) (names []string) {
	t, _ := schema.Lookup(serverlessPrefix + section)
	for name := range t.Schema().Properties().All() {
		names = append(names, name)
	}
	if section == "WebSocketApi" {
		names = append(names, "FailOnWarnings")
	}
	return names
}

// globalsOf are the values that a resource takes from Globals, or nil.
func globalsOf(t *template.Template, r *template.Resource) *syntax.Node {
	return t.Root.At("Globals", strings.TrimPrefix(r.Type, serverlessPrefix))
}
