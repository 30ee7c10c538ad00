package check_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/cfnc/cfnc/compiler"
	"github.com/cfnc/cfnc/compiler/check"
	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/schema"
)

// No properties of any type lead to a panic, take long, or are judged differently the next time;
// what is wrong is found at a place in the template.
func FuzzResources(f *testing.F) {
	types := slices.Collect(schema.All())
	names := []string{"AWS::WAFv2::WebACL", "AWS::EC2::Instance", "AWS::RDS::DBInstance", "AWS::EMR::Cluster"}
	for i, t := range types {
		if slices.Contains(names, t.Name()) {
			f.Add(uint16(i), `{Rules: [{Statement: {NotStatement: {Statement: {AndStatement: {Statements: [{}, {}]}}}}}]}`)
		}
	}
	for i, tt := range cases() {
		f.Add(uint16(i), "\n      "+strings.ReplaceAll(tt.properties, "\n", "\n      "))
	}
	f.Fuzz(func(t *testing.T, typ uint16, properties string) {
		text := fmt.Sprintf(strings.TrimSuffix(head, "\n"), types[int(typ)%len(types)].Name()) + " " + properties + "\n"
		unit, _ := compiler.Compile(source.NewFile("template.yaml", "template.yaml", text), compiler.Options{})
		start := time.Now()
		first := check.Resources(unit.Template)
		if took := time.Since(start); took > time.Second {
			t.Errorf("it took %s: %s", took, text)
		}
		again := check.Resources(unit.Template)
		if len(first) != len(again) {
			t.Fatalf("%d findings, then %d", len(first), len(again))
		}
		for i, v := range first {
			if v.Message != again[i].Message || v.Rule != again[i].Rule || v.Node != again[i].Node {
				t.Errorf("%v, then %v", v, again[i])
			}
			if span := v.Node.Span(); span.File == nil || v.Rule == "" || v.Message == "" {
				t.Errorf("a finding without a place, rule or message: %+v", v)
			}
		}
	})
}
