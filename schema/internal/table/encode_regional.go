package table

import "strings"

// regional encodes the regional tables and gives their places by type.
func (e *encoder) regional() map[string][]uint32 {
	byType := map[string][]uint32{}
	for _, name := range sorted(e.data.Regional) {
		r := e.data.Regional[name]
		cases := e.cases(name, r.Cases)
		for _, at := range r.At {
			typ, path, _ := strings.Cut(at, " ")
			byType[typ] = append(byType[typ], e.record(e.text(r.Rule), e.text(path), cases))
		}
	}
	return byType
}

func (e *encoder) cases(name string, cases []Case) uint32 {
	words := make([]uint32, 0, 3*len(cases))
	for _, c := range cases {
		covered, err := e.data.Regions.ParseRegions(c.Regions, e.data.Regions.All())
		if err != nil {
			e.fail("%s: %w", name, err)
		}
		words = append(words, e.node(c.When), e.set(covered), e.offers(name, c, covered))
	}
	return e.list(len(cases), words)
}

// offers pairs each value with the regions that have it.
func (e *encoder) offers(name string, c Case, covered uint64) uint32 {
	sets := map[string]uint64{}
	for _, regions := range sorted(c.Values) {
		set, err := e.data.Regions.ParseRegions(regions, covered)
		if err != nil {
			e.fail("%s: %w", name, err)
		}
		for _, value := range c.Values[regions] {
			sets[value] = set
		}
	}
	words := make([]uint32, 0, 2*len(sets))
	for _, value := range sorted(sets) {
		words = append(words, e.text(value), e.set(sets[value]))
	}
	return e.list(len(sets), words)
}
