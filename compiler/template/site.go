package template

import "iter"

func (g *graph) indexSites() {
	g.calls, g.within = map[Function][]int32{}, map[Function][]int32{}
	for i := range g.sites {
		called, counts := g.sites[i].Function, g.sites[i].within()
		g.calls[called] = append(g.calls[called], int32(i))
		g.within[counts] = append(g.within[counts], int32(i))
	}
}

// Calls goes through the calls of a function in the order of the source.
func (t *Template) Calls(f Function) iter.Seq[*Site] {
	g := t.graph()
	return g.listed(g.calls[f])
}

// CallsIn goes through the calls of f that stand in the arguments of no other function, and all
// calls in their arguments, in the order of the source. Fn::If and what gives no value of its
// own, as Ref does, count for themselves and are not there.
func (t *Template) CallsIn(f Function) iter.Seq[*Site] {
	g := t.graph()
	return g.listed(g.within[f])
}

func (g *graph) listed(numbers []int32) iter.Seq[*Site] {
	return func(yield func(*Site) bool) {
		for _, i := range numbers {
			if !yield(&g.sites[i]) {
				return
			}
		}
	}
}

// within is the function that a call counts for.
func (s *Site) within() Function {
	if s.Outer == "" || !s.Function.evaluates() {
		return s.Function
	}
	return s.Outer
}
