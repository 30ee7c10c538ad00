package template

import "slices"

// Cycle is a chain of dependencies that ends where it began. CloudFormation refuses it, for
// none of the resources can be made first.
type Cycle []Dependency

// When returns the scenario in which all of the cycle counts.
func (c Cycle) When() (s *Scenario) {
	for _, d := range c {
		s = s.And(d.Use.When)
	}
	return s
}

// maxCycles bounds how many cycles are looked at.
const maxCycles = 100

// Cycles finds a shortest cycle through every dependency that is in one, unless it is part of
// a cycle that was found before. Cycles that conditions rule out, or may, are left out.
func (t *Template) Cycles() (cycles []Cycle) {
	n := newNetwork(t)
	seen := map[*Use]bool{}
	for looked, i := 0, 0; i < len(n.list) && looked < maxCycles; i++ {
		d := n.list[i]
		if seen[d.Use] || !n.together(d) {
			continue
		}
		looked++
		cycle := append(Cycle{d}, n.way(d.To, d.From)...)
		for _, step := range cycle {
			seen[step.Use] = true
		}
		if t.Possible(cycle.When()) == Yes {
			cycles = append(cycles, cycle)
		}
	}
	return cycles
}

// network is what depends on what, once for each pair of resources. Its lists go by the number
// of the resource.
type network struct {
	list  []Dependency
	next  [][]Dependency
	group []int // the same for resources that depend on each other
	round       // of looking for the groups
}

type round struct {
	visits int
	number []int // in the order of the visits, from 1
	low    []int // the lowest number of the open ones that a resource leads to
	open   []*Resource
}

func newNetwork(t *Template) *network {
	size := len(t.Resources)
	n := &network{next: make([][]Dependency, size), group: make([]int, size)}
	n.number, n.low = make([]int, size), make([]int, size)
	last := make([]*Resource, size) // that depended on a resource
	for d := range t.Dependencies() {
		if last[d.To.number] != d.From && t.Possible(d.Use.When) != No {
			last[d.To.number] = d.From
			n.list = append(n.list, d)
			n.next[d.From.number] = append(n.next[d.From.number], d)
		}
	}
	for _, r := range t.Resources {
		n.visit(r)
	}
	return n
}

// together reports whether both ends of a dependency depend on each other.
func (n *network) together(d Dependency) bool {
	return n.group[d.From.number] == n.group[d.To.number]
}

// visit finds the groups as Tarjan's algorithm does.
func (n *network) visit(r *Resource) {
	i := r.number
	if n.number[i] > 0 {
		return
	}
	n.visits++
	n.number[i], n.low[i] = n.visits, n.visits
	n.open = append(n.open, r)
	for _, d := range n.next[i] {
		n.visit(d.To)
		if to := d.To.number; n.group[to] == 0 {
			n.low[i] = min(n.low[i], n.low[to])
		}
	}
	if n.low[i] == n.number[i] {
		n.close(r)
	}
}

// close makes a group of a resource and of those that were opened after it.
func (n *network) close(r *Resource) {
	first := len(n.open) - 1
	for n.open[first] != r {
		first--
	}
	for _, member := range n.open[first:] {
		n.group[member.number] = n.number[r.number]
	}
	n.open = n.open[:first]
}

// way is a shortest chain of dependencies within a group, empty if it begins at its end.
func (n *network) way(from, to *Resource) (steps []Dependency) {
	came := map[*Resource]Dependency{}
	queue := []*Resource{from}
	for len(queue) > 0 && from != to {
		r := queue[0]
		queue = queue[1:]
		for _, d := range n.next[r.number] {
			if _, seen := came[d.To]; !seen && n.together(d) {
				came[d.To] = d
				queue = append(queue, d.To)
			}
		}
	}
	for r := to; r != nil && r != from; r = came[r].From {
		steps = append(steps, came[r])
	}
	slices.Reverse(steps)
	return steps
}
