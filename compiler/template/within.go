package template

import "iter"

// CallsIn goes through the calls of f that stand in the arguments of no other function, and all
// calls in their arguments, in the order of the source. Fn::If and what gives no value of its
// own, as Ref does, count for themselves and are not there.
func (t *Template) CallsIn(f Function) iter.Seq[*Site] {
	sites := t.graph().sites
	return func(yield func(*Site) bool) {
		for i := range sites {
			s := &sites[i]
			if s.within() == f && !yield(s) {
				return
			}
		}
	}
}

func (s *Site) within() Function {
	if s.Outer == "" || !s.Function.evaluates() {
		return s.Function
	}
	return s.Outer
}
