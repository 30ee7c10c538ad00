package table

import (
	"encoding/binary"
	"fmt"
	"math"

	"github.com/cfnc/cfnc/schema/internal/layout"
)

// Encode makes the blob that package schema embeds. Equal data gives equal bytes.
func (d *Data) Encode() ([]byte, error) {
	e := newEncoder(d)
	root := e.root()
	if len(e.words) > 1<<24 || len(e.bytes) > 1<<24 {
		e.fail("the tables outgrew their words of 24 bits")
	}
	if e.err != nil {
		return nil, e.err
	}
	copy(e.words[layout.RootAt:], root)
	return e.blob(), nil
}

// An encoder collects texts, numbers, region sets and words, each once.
type encoder struct {
	data      *Data
	err       error
	texts     map[string]uint32
	index     []uint32
	bytes     []byte
	words     []uint32
	records   map[string]uint32 // structures by their words, to where they stand
	numbers   []uint64
	numberIDs map[uint64]uint32
	sets      []uint64
	setIDs    map[uint64]uint32
}

func newEncoder(d *Data) *encoder {
	e := &encoder{
		data: d, texts: map[string]uint32{}, records: map[string]uint32{},
		numberIDs: map[uint64]uint32{}, setIDs: map[uint64]uint32{},
		words: make([]uint32, layout.RootAt+layout.RootSize),
	}
	e.text("")
	e.set(0)
	return e
}

func (e *encoder) fail(format string, args ...any) {
	if e.err == nil {
		e.err = fmt.Errorf(format, args...)
	}
}

// text gives the number of a text.
func (e *encoder) text(s string) uint32 {
	id, known := e.texts[s]
	if !known {
		id = uint32(len(e.index))
		e.texts[s] = id
		e.index = append(e.index, uint32(len(e.bytes)))
		e.bytes = append(e.bytes, s...)
	}
	return id
}

func (e *encoder) number(f float64) uint32 {
	return intern(&e.numbers, e.numberIDs, math.Float64bits(f))
}

func (e *encoder) set(regions uint64) uint32 { return intern(&e.sets, e.setIDs, regions) }

func intern(list *[]uint64, known map[uint64]uint32, value uint64) uint32 {
	id, ok := known[value]
	if !ok {
		id = uint32(len(*list))
		known[value] = id
		*list = append(*list, value)
	}
	return id
}

// record gives the place of a structure's words; equal ones stand there once.
func (e *encoder) record(words ...uint32) uint32 {
	key := make([]byte, 0, 4*len(words))
	for _, w := range words {
		key = binary.LittleEndian.AppendUint32(key, w)
	}
	at, known := e.records[string(key)]
	if !known {
		at = uint32(len(e.words))
		e.records[string(key)] = at
		e.words = append(e.words, words...)
	}
	return at
}

// list gives the place of a list: how many entries, and their words.
func (e *encoder) list(count int, words []uint32) uint32 {
	if count == 0 {
		return 0
	}
	return e.record(append([]uint32{uint32(count)}, words...)...)
}

func (e *encoder) names(names []string) uint32 {
	words := make([]uint32, len(names))
	for i, name := range names {
		words[i] = e.text(name)
	}
	return e.list(len(names), words)
}

// blob puts the sections behind each other.
func (e *encoder) blob() []byte {
	e.index = append(e.index, uint32(len(e.bytes)))
	index, words := appendWords(nil, e.index), appendWords(nil, e.words)
	numbers, sets := appendQuads(nil, e.numbers), appendQuads(nil, e.sets)
	head := make([]uint32, layout.HeadCount)
	head[layout.HeadTexts] = uint32(len(e.index) - 1)
	at, out := uint32(layout.HeadSize), []byte(nil)
	for _, s := range []struct {
		head  int
		bytes []byte
	}{
		{layout.HeadIndex, index}, {layout.HeadBytes, e.bytes}, {layout.HeadWords, words},
		{layout.HeadNumbers, numbers}, {layout.HeadSets, sets},
	} {
		head[s.head] = at
		at += uint32(len(s.bytes))
		out = append(out, s.bytes...)
	}
	head[layout.HeadLength] = at
	first := []byte(layout.Magic)
	for _, n := range head {
		first = binary.LittleEndian.AppendUint32(first, n)
	}
	return append(first, out...)
}

func appendWords(out []byte, words []uint32) []byte {
	for _, w := range words {
		out = append(out, byte(w), byte(w>>8), byte(w>>16))
	}
	return out
}

func appendQuads(out []byte, quads []uint64) []byte {
	for _, q := range quads {
		out = binary.LittleEndian.AppendUint64(out, q)
	}
	return out
}
