package syntax

import (
	"os"
	"testing"
)

// maxFuzz is the largest input that is compared: the oracle takes long for hostile ones.
const maxFuzz = 4 << 10

// FuzzYAML holds our reader to its laws on any input, and to the oracle's tree where both accept.
func FuzzYAML(f *testing.F) {
	for _, c := range yamlCases(f) {
		f.Add(c.text)
	}
	for _, text := range seeds(f) {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > maxFuzz {
			t.Skip("larger than what is compared")
		}
		report(t, compare("fuzz.yaml", text), text)
	})
}

// seeds are the small files of the corpus, none where there is no corpus.
func seeds(f testing.TB) (texts []string) {
	if os.Getenv("CFNC_CORPUS") == "" {
		if _, err := os.Stat("../../../shared/corpus"); err != nil {
			return nil
		}
	}
	for _, path := range filesBelow(f, corpusFolder(f)) {
		text, err := os.ReadFile(path)
		if err == nil && len(text) <= maxFuzz {
			texts = append(texts, string(text))
		}
	}
	return texts
}
