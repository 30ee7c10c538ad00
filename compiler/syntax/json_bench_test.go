package syntax

import (
	"bytes"
	"encoding/json"
	"io"
	"os"
	"testing"

	"go.yaml.in/yaml/v4"

	"github.com/cfnc/cfnc/compiler/source"
)

// BenchmarkJSON reads the JSON files of the corpus with our reader, encoding/json and
// go-yaml v4; compare their MB/s.
func BenchmarkJSON(b *testing.B) {
	readers := []struct {
		name string
		read func(text []byte) error
	}{
		{"cfnc", readJSON},
		{"encoding-json-tokens", readTokens},
		{"encoding-json-any", readAny},
		{"go-yaml-v4", readV4},
	}
	var texts [][]byte
	size := 0
	for _, path := range jsonFiles(b) {
		text, err := os.ReadFile(path)
		if err != nil {
			b.Fatal(err)
		}
		texts = append(texts, text)
		size += len(text)
	}
	for _, r := range readers {
		b.Run(r.name, func(b *testing.B) {
			b.SetBytes(int64(size))
			b.ReportAllocs()
			for b.Loop() {
				for _, text := range texts {
					_ = r.read(text) // one file of the corpus is too much for v4
				}
			}
		})
	}
}

func readJSON(text []byte) error {
	ParseJSON(source.NewFile("x.json", "x.json", string(text)))
	return nil
}

func readTokens(text []byte) error {
	d := json.NewDecoder(bytes.NewReader(text))
	for {
		if _, err := d.Token(); err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
	}
}

func readAny(text []byte) error {
	var v any
	return json.Unmarshal(text, &v)
}

func readV4(text []byte) error {
	var n yaml.Node
	return yaml.Unmarshal(text, &n)
}
