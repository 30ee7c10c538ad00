package emit

import (
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cfnc/cfnc/compiler/syntax"
)

// corpus returns the JSON files of the corpus by path; the test is skipped where there is none.
func corpus(t testing.TB) map[string]string {
	folder := os.Getenv("CFNC_CORPUS")
	if folder == "" {
		folder = "../../../shared/corpus"
	}
	texts := map[string]string{}
	err := filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(path) != ".json" {
			return err
		}
		text, err := os.ReadFile(path)
		texts[path] = string(text)
		return err
	})
	if _, fuzz := t.(*testing.F); err != nil && !fuzz {
		t.Skipf("no corpus: set CFNC_CORPUS to a folder of templates (%v)", err)
	}
	return texts
}

// large returns a template of about the given size, as JSON.
func large(size int) string {
	var b strings.Builder
	b.WriteString(`{"Resources": {`)
	for i := 0; b.Len() < size; i++ {
		if i > 0 {
			b.WriteString(",\n")
		}
		fmt.Fprintf(&b, `    "Instance%d": {
      "Type": "AWS::EC2::Instance",
      "DependsOn": ["A", "B"],
      "Properties": {
        "InstanceType": {"Ref": "InstanceType"},
        "Tags": [{"Key": "Name", "Value": {"Fn::Join": ["-", [{"Ref": "AWS::StackName"}, "web", "%d"]]}}],
        "EbsOptimized": true,
        "UserData": "#!/bin/bash -xe\nyum update -y\n/opt/aws/bin/cfn-init -v --stack x --resource y\n"
      }
    }`, i, i)
	}
	b.WriteString("}}")
	return b.String()
}

// TestAllocations keeps the writer from allocating for every map.
func TestAllocations(t *testing.T) {
	root := read(t, large(100<<10))
	if n := testing.AllocsPerRun(10, func() { _, _ = NewText(root, false).WriteTo(io.Discard) }); n > 12 {
		t.Errorf("%v allocations", n)
	}
}

func BenchmarkJSON(b *testing.B)      { bench(b, JSON) }
func BenchmarkMinify(b *testing.B)    { bench(b, Minify) }
func BenchmarkSourceMap(b *testing.B) { bench(b, SourceMap) }

func bench(b *testing.B, write func(*syntax.Node) []byte) {
	text := large(550 << 10)
	root := read(b, text)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		write(root)
	}
}
