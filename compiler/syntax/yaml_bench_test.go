package syntax

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"

	"github.com/cfnc/cfnc/compiler/source"
)

// BenchmarkYAML reads the corpus with both readers; compare their MB/s.
func BenchmarkYAML(b *testing.B) {
	texts, size := corpusTexts(b)
	b.Run("cfnc", func(b *testing.B) {
		b.SetBytes(size)
		b.ReportAllocs()
		for b.Loop() {
			for _, text := range texts {
				ParseYAML(source.NewFile("x.yaml", "x.yaml", text))
			}
		}
	})
	b.Run("go-yaml-v4", func(b *testing.B) {
		b.SetBytes(size)
		b.ReportAllocs()
		for b.Loop() {
			for _, text := range texts {
				var n yaml.Node
				_ = yaml.Unmarshal([]byte(text), &n)
			}
		}
	})
}

func corpusTexts(b *testing.B) (texts []string, size int64) {
	filepath.WalkDir(corpusFolder(b), func(path string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() && strings.HasSuffix(path, "ml") {
			text, _ := os.ReadFile(path)
			texts = append(texts, string(text))
			size += int64(len(text))
		}
		return nil
	})
	return texts, size
}
