package template

import (
	"fmt"
	"math"
	"strconv"
)

// Int is what is known of a whole number in a case: the bounds between which it lies. The zero
// Int is that of a value which is left out.
type Int struct {
	Low, High int
	there     bool
}

// anyInt is a number of which nothing is known.
var anyInt = Int{Low: math.MinInt, High: math.MaxInt, there: true}

// Unknown is a number of which nothing is known but that it is there.
func Unknown() Int { return anyInt }

// Exactly is a number that is known.
func Exactly(n int) Int { return Int{Low: n, High: n, there: true} }

// String shows the number as messages do: "5", "1 to 4" or "1 or more".
func (n Int) String() string {
	switch known, ok := n.Known(); {
	case ok:
		return strconv.Itoa(known)
	case n == anyInt:
		return "a number"
	case n.High == math.MaxInt:
		return fmt.Sprintf("%d or more", n.Low)
	case n.Low == math.MinInt:
		return fmt.Sprintf("%d or less", n.High)
	}
	return fmt.Sprintf("%d to %d", n.Low, n.High)
}

// Absent reports whether the value is left out.
func (n Int) Absent() bool { return !n.there }

// Known returns the number, and whether it is known.
func (n Int) Known() (int, bool) { return n.Low, n.there && n.Low == n.High }

// Or is the number, or another where it is left out.
func (n Int) Or(absent int) Int {
	if n.there {
		return n
	}
	return Exactly(absent)
}

// Is reports whether the number is known and is x.
func (n Int) Is(x int) bool { return n == Exactly(x) }

// Below says whether the number is smaller than another. It is undecided where one is left out.
func (n Int) Below(other Int) Answer {
	switch {
	case !n.there || !other.there:
		return Undecided
	case n.High < other.Low:
		return Yes
	case n.Low >= other.High:
		return No
	}
	return Undecided
}

// AtLeast says whether the number is another or greater.
func (n Int) AtLeast(other Int) Answer { return n.Below(other).Not() }

// Within says whether the number lies between two others, both included.
func (n Int) Within(low, high int) Answer {
	return n.AtLeast(Exactly(low)).And(Exactly(high).AtLeast(n))
}
