package interp_test

import (
	"strings"
	"testing"
	"time"

	"github.com/cfnc/cfnc/compiler/interp"
)

var (
	withoutAt = strings.Repeat("arn:aws:s3:::bucket/key ", 40)
	literalAt = strings.Repeat("x", 400) + " me@example.com " + strings.Repeat("y", 400)
	withAt    = "arn:aws:s3:::@Bucket/@{Env}/@Map[@AWS::Region, ami] and the rest of the text"
)

func TestTextCostsNothing(t *testing.T) {
	for _, text := range []string{withoutAt, literalAt} {
		if n := testing.AllocsPerRun(100, func() { interp.Parse(text, sample, 0) }); n != 0 {
			t.Errorf("%.20q…: %v allocations", text, n)
		}
	}
	if n := testing.AllocsPerRun(100, func() { interp.ParseAutostacker24(withoutAt) }); n != 0 {
		t.Errorf("autostacker24: %v allocations", n)
	}
}

// The time that a text takes grows with its length only, whatever is in it.
func TestHostileTexts(t *testing.T) {
	units := []string{
		"@", "@@P", "@{", "@{Param", "@Map[", "@Map['", "@Map[\"@Map['", "@Map[@", "@{file://", "@file://", "@{live(", "@{live(Asg.A, a: [",
		"@a::", "a::", "@Bucket.a.", "@Parma ", "${", "${@", "@{.", "}", "@M[@M[",
	}
	for _, unit := range units {
		text := "@" + strings.Repeat(unit, 1<<20/len(unit))
		start := time.Now()
		interp.Parse(text, sample, interp.Included|interp.InSub)
		interp.ParseAutostacker24(text)
		interp.ParseSub(text)
		if took := time.Since(start); took > 2*time.Second {
			t.Errorf("1 MB of %q took %v", unit, took)
		}
	}
}

func BenchmarkParse(b *testing.B) {
	for _, bb := range []struct{ name, text string }{{"without", withoutAt}, {"literal", literalAt}, {"expressions", withAt}} {
		b.Run(bb.name, func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(bb.text)))
			for b.Loop() {
				interp.Parse(bb.text, sample, 0)
			}
		})
	}
}

func BenchmarkParseSub(b *testing.B) {
	text := strings.Repeat("arn:${AWS::Partition}:s3:::${Bucket.Arn}/", 4)
	b.ReportAllocs()
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		interp.ParseSub(text)
	}
}

func BenchmarkIndexByte(b *testing.B) {
	b.SetBytes(int64(len(withoutAt)))
	for b.Loop() {
		_ = strings.IndexByte(withoutAt, '@')
	}
}
