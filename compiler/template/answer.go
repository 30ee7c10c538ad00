package template

// Answer is what is known of a question about deployments to come.
type Answer uint8

// The answers. A question about conditions stays undecided when it is about a condition that is
// not declared, depends on itself, is put together by a loop or a macro or has a wrong form;
// when it depends on how expressions go together that read the same parameter, as Ref of a
// list and Fn::Join of it; and when the bounds of the search do not suffice. One about values
// is undecided when only the deployment knows them. Rules say nothing then.
const (
	Undecided Answer = iota
	No
	Yes
)

// Whether is the answer to a question that is decided.
func Whether(holds bool) Answer {
	if holds {
		return Yes
	}
	return No
}

// Not is the answer to the opposite question.
func (a Answer) Not() Answer {
	switch a {
	case Yes:
		return No
	case No:
		return Yes
	}
	return Undecided
}

// And is the answer to whether both hold.
func (a Answer) And(b Answer) Answer {
	switch {
	case a == No || b == No:
		return No
	case a == Yes && b == Yes:
		return Yes
	}
	return Undecided
}

// Or is the answer to whether one of both holds.
func (a Answer) Or(b Answer) Answer { return a.Not().And(b.Not()).Not() }
