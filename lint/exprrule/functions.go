package exprrule

import "errors"

// The names by which rewritten expressions call functions. But for the first, nobody can write
// them.
const (
	knownName  = "known"
	plainName  = "#plain"
	stepName   = "#step"
	peekName   = "#peek"
	itemsName  = "#items"
	sizedName  = "#sized"
	textName   = "#text"
	numberName = "#number"
	truthName  = "#truth"
	flagName   = "#flag"
	absentName = "#absent"
	sameName   = "#same"
	hasName    = "#has"
	tickName   = "#tick"
	chargeName = "#charge"
	partName   = "#part"
	optionName = "#option"
	itemName   = "#item"
	runName    = "#run"
)

// What ends an evaluation.
var (
	errUnknown = errors.New("the value is not known before the deployment")
	errSteps   = errors.New("too many steps")
)

// A function is one that expressions call.
type function struct {
	name  string
	call  func(arguments ...any) (any, error)
	types []any
}

// functions are made where they are needed, so that nobody pays for them who has no rule files.
func functions() []function {
	return []function{
		{knownName, one(isKnown), []any{new(func(any) bool)}},
		{plainName, one(plain), []any{new(func(any) any)}},
		{stepName, func(a ...any) (any, error) { return step(a[0], a[1]) }, []any{new(func(any, any) any)}},
		{peekName, func(a ...any) (any, error) { return peek(a[0], a[1]) }, []any{new(func(any, any) any)}},
		{itemsName, one(items), []any{new(func(any) any)}},
		{sizedName, one(sized), []any{new(func(any) any)}},
		{textName, one(asText), []any{new(func(any) any)}},
		{numberName, one(asNumber), []any{new(func(any) any)}},
		{truthName, one(asTruth), []any{new(func(any) any)}},
		{flagName, one(asFlag), []any{new(func(any) bool)}},
		{absentName, one(isAbsent), []any{new(func(any) bool)}},
		{sameName, func(a ...any) (any, error) { return same(a[0], a[1]), nil }, []any{new(func(any, any) bool)}},
		{hasName, func(a ...any) (any, error) { return has(a[0], a[1]) }, []any{new(func(any, any) bool)}},
		{chargeName, func(a ...any) (any, error) { return a[0], a[1].(*run).charge(a[0]) }, []any{new(func(any, any) any)}},
		{partName, ofRun((*run).part), []any{new(func(any, string) any)}},
		{optionName, ofRun((*run).option), []any{new(func(any, string) any)}},
		{itemName, ofRun((*run).item), []any{new(func(any, string) any)}},
		{tickName, func(a ...any) (any, error) { return true, a[0].(*run).tick() }, []any{new(func(any) bool)}},
	}
}

func one(f func(any) (any, error)) func(...any) (any, error) {
	return func(a ...any) (any, error) { return f(a[0]) }
}

func ofRun(f func(*run, string) any) func(...any) (any, error) {
	return func(a ...any) (any, error) { return f(a[0].(*run), a[1].(string)), nil }
}
