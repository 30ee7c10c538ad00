package schema

import (
	_ "embed"
	"math"

	"github.com/cfnc/cfnc/schema/internal/layout"
)

// blob holds the tables; package layout describes it.
//
//go:embed schema.bin
var blob string

// head reads a number of the blob's head.
func head(i int) uint32 {
	at := len(layout.Magic) + 4*i
	return uint32(blob[at]) | uint32(blob[at+1])<<8 | uint32(blob[at+2])<<16 | uint32(blob[at+3])<<24
}

// triple reads a number of 24 bits.
func triple(at uint32) uint32 {
	return uint32(blob[at]) | uint32(blob[at+1])<<8 | uint32(blob[at+2])<<16
}

// word reads one word of the structures.
func word(i uint32) uint32 { return triple(head(layout.HeadWords) + i*layout.WordSize) }

// root reads one word of the root.
func root(i uint32) uint32 { return word(layout.RootAt + i) }

// text gives a text by its number. It is a part of the blob.
func text(id uint32) string {
	index, bytes := head(layout.HeadIndex)+id*layout.WordSize, head(layout.HeadBytes)
	return blob[bytes+triple(index) : bytes+triple(index+layout.WordSize)]
}

func number(id uint32) float64 {
	return math.Float64frombits(quad(head(layout.HeadNumbers) + id*layout.NumberSize))
}

func regionSet(id uint32) uint64 {
	return quad(head(layout.HeadSets) + id*layout.SetSize)
}

func quad(at uint32) (q uint64) {
	for i := range uint32(8) {
		q |= uint64(blob[at+i]) << (8 * i)
	}
	return q
}
