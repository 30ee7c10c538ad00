package live_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/cfnc/cfnc/compiler/live"
	"github.com/cfnc/cfnc/schema"
)

// shadowed are the types whose schemas list sizes among what Fn::GetAtt gives. The live value is
// meant: it is the size that the group has, not the one that a template gave it.
const shadowed = "AWS::AutoScaling::AutoScalingGroup"

// The table speaks of types and properties that exist.
func TestTable(t *testing.T) {
	for _, a := range live.Attributes() {
		typ, known := schema.Lookup(a.Type)
		if !known && a.Type != live.ParameterType {
			t.Errorf("there is no type %s", a.Type)
		}
		if known && !a.Explicit && a.Type != shadowed && typ.Attribute([]string{a.Name}) > 0 {
			t.Errorf("Fn::GetAtt gives %s of %s, so only live(…) should ask for it", a.Name, a.Type)
		}
		for _, property := range append(a.Begins, a.Low.Property, a.High.Property) {
			if property != "" && typ.Property(strings.Split(property, ".")...).IsZero() {
				t.Errorf("%s has no property %s", a.Type, property)
			}
		}
		service, action, ok := strings.Cut(a.API, ":")
		if !ok || service == "" || action == "" || a.Path == "" {
			t.Errorf("%s of %s is asked for by %q at %q", a.Name, a.Type, a.API, a.Path)
		}
		if found, ok := live.Find(a.Type, a.Name); !ok || found.API != a.API {
			t.Errorf("%s of %s is not found", a.Name, a.Type)
		}
		if !slices.Contains(live.Names(a.Type), a.Name) {
			t.Errorf("%s of %s is not listed", a.Name, a.Type)
		}
	}
}

func TestParseRefusesOtherFiles(t *testing.T) {
	for _, text := range []string{"", "[]", "{}", `{"version": 1}`, `{"version": 2, "bindings": []}`, `{"version": 1, "bindings": [{"default": {"value": {}}}]}`} {
		if _, err := live.Parse([]byte(text)); err == nil {
			t.Errorf("%s was taken for a manifest", text)
		}
	}
}

func TestWords(t *testing.T) {
	if got := (live.Limit{Property: "ScalingConfig.MinSize"}).Word(); got != "MinSize" {
		t.Error(got)
	}
}
