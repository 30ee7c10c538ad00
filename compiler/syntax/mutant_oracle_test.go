package syntax

import (
	"flag"
	"math/rand/v2"
	"testing"
)

var mutants = flag.Int("mutants", 5000, "how many damaged texts are compared with the oracle")

// TestMutantsAgainstOracle damages the cases and small corpus files at random, the same
// way on every run. Where both still accept, the trees must be the same.
func TestMutantsAgainstOracle(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	var texts []string
	for _, c := range yamlCases(t) {
		texts = append(texts, c.text)
	}
	texts = append(texts, seeds(t)...)
	var total counts
	for range *mutants {
		text := mutate(random, texts)
		r := compare("mutant.yaml", text)
		total.add(r)
		report(t, r, text)
		if r.outcome == weAccept {
			t.Logf("we accept, v4: %s; goccy accepts: %v\n%q", r.why, secondVote(text), text)
		}
	}
	total.log(t)
}

// markup are the pieces of text that mean something to YAML.
var markup = []string{
	"\n", "\n\n", " ", "  ", "\t", "\r\n", ":", ": ", "- ", "-", "? ", ", ", ",", "[", "]", "{", "}", "#", " # ", "&a ", "*a", "!t ", "|", "|-", ">", ">+\n",
	"\"", "'", "''", "\\", "\\n", "%", "@", "`", "---\n", "...\n", "ä", "👍", "\u2028", "\uFEFF", "\x00", "x", "1", "~", "<<: ", "a: ", "a:\n",
}

// mutate takes a text and replaces, removes or inserts one to three pieces of it.
func mutate(random *rand.Rand, texts []string) string {
	text := texts[random.IntN(len(texts))]
	for range 1 + random.IntN(3) {
		from := random.IntN(len(text) + 1)
		to := min(len(text), from+random.IntN(2)*random.IntN(6))
		piece := markup[random.IntN(len(markup))]
		if to > from && random.IntN(2) == 0 {
			piece = ""
		}
		text = text[:from] + piece + text[to:]
	}
	return text
}
