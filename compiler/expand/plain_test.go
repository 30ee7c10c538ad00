package expand_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/cfnc/cfnc/compiler/expand"
	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/compiler/syntax"
)

// plainTemplates need no expansion.
func plainTemplates() map[string]string {
	long := strings.Repeat(`, {"Fn::Join": ["", ["a", {"Ref": "AWS::Region"}, {"Fn::GetAtt": ["A", "B"]}]]}`, 500)
	return map[string]string{
		"plain.json": `{"Resources": {"A": {"Type": "T", "Properties": {"P": [1` + long + `], "Mail": "a@b.com"}}}}`,
		"plain.yaml": "Resources:\n  A:\n    Type: T\n    Properties:\n      P:\n" + strings.Repeat("      - {Ref: x}\n", 1000),
		"base64.yaml": "Resources:\n  A: {Type: AWS::EC2::Instance, Properties: {UserData: {Fn::Base64: x}}}\n" +
			"  B: {Type: AWS::EC2::Instance, Properties: {UserData: {Ref: x}}}\n",
		"literal.yaml": "Resources:\n  A: {Type: T, Properties: {Mail: a@example.com, Query: '@timestamp', Edge: '@@Edge'}}\n",
	}
}

func TestPlainTemplatesArePassedOn(t *testing.T) {
	for name, text := range plainTemplates() {
		doc, found := syntax.Parse(source.NewFile(name, name, text))
		if len(found) > 0 {
			t.Fatal(name, show(found))
		}
		result, found := expand.Expand(doc, expand.Options{})
		if result.Root != doc.Root || len(found) > 0 {
			t.Errorf("%s was changed: %s", name, show(found))
		}
	}
}

func TestPlainTemplatesCostNoMemory(t *testing.T) {
	for _, name := range []string{"plain.json", "plain.yaml", "base64.yaml"} {
		doc, _ := syntax.Parse(source.NewFile(name, name, plainTemplates()[name]))
		allocations := testing.AllocsPerRun(10, func() { expand.Expand(doc, expand.Options{}) })
		if allocations > 8 {
			t.Errorf("%s: %v allocations", name, allocations)
		}
	}
}

// TestSiblingsStayTheSame changes one value: all others are the very same nodes.
func TestSiblingsStayTheSame(t *testing.T) {
	const text = "Parameters: {P: {Type: String}}\nResources:\n  A: {Type: T, Properties: {X: '@P', Y: {Z: [1]}}}\n  B: {Type: T}\n"
	doc, _ := syntax.Parse(source.NewFile("main.yaml", "main.yaml", text))
	result, _ := expand.Expand(doc, expand.Options{})
	for _, path := range [][]string{{"Parameters"}, {"Resources", "B"}, {"Resources", "A", "Type"}, {"Resources", "A", "Properties", "Y"}} {
		if doc.Root.At(path...) != result.Root.At(path...) {
			t.Errorf("%v was made again", path)
		}
	}
	if got := dumpShort(result.Root.At("Resources", "A", "Properties", "X")); got != `{"Ref": "P"}` {
		t.Errorf("X is %s", got)
	}
	if got := dumpShort(doc.Root.At("Resources", "A", "Properties", "X")); got != `"@P"` {
		t.Errorf("the document was changed: %s", got)
	}
}

func BenchmarkExpand(b *testing.B) {
	var text strings.Builder
	text.WriteString("Parameters: {P: {Type: String}}\nResources:\n")
	for i := range 2000 {
		fmt.Fprintf(&text, "  Res%d:\n    Type: AWS::EC2::Instance\n    Properties:\n      ImageId: !Ref P\n      Tags:\n"+
			"      - {Key: Name, Value: !Sub \"${P}-web\"}\n      - {Key: Plain, Value: text}\n      Zone: !GetAtt Res%d.AvailabilityZone\n      Mail: %s\n", i, i, "%s")
	}
	for _, mail := range []string{"text", "user@example.com", "'a @P b'"} {
		source := strings.ReplaceAll(text.String(), "%s", mail)
		b.Run(strings.Trim(mail, "'"), func(b *testing.B) { benchmark(b, "main.yaml", source) })
	}
	b.Run("json", func(b *testing.B) { benchmark(b, "plain.json", plainTemplates()["plain.json"]) })
}

func benchmark(b *testing.B, name, text string) {
	doc, _ := syntax.Parse(source.NewFile(name, name, text))
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		expand.Expand(doc, expand.Options{})
	}
}
