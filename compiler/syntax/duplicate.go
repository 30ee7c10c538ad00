package syntax

// scannedPairs is the size up to which a map's keys are compared with each other; the keys
// of larger maps are looked up.
const scannedPairs = 12

// checkKeys reports every key of a map that stands there before. Keys are the same when
// their texts are, however they are spelled. Kids are keys and values in turn.
func checkKeys(p *problems, kids []*Node) {
	if len(kids) > 2*scannedPairs {
		checkManyKeys(p, kids)
		return
	}
	for i := 2; i < len(kids); i += 2 {
		for j := 0; j < i; j += 2 {
			if kids[i].text == kids[j].text {
				p.duplicate(kids[j], kids[i])
				break
			}
		}
	}
}

func checkManyKeys(p *problems, kids []*Node) {
	seen := make(map[string]*Node, len(kids)/2)
	for i := 0; i < len(kids); i += 2 {
		first, found := seen[kids[i].text]
		if found {
			p.duplicate(first, kids[i])
			continue
		}
		seen[kids[i].text] = kids[i]
	}
}

func (p *problems) duplicate(first, second *Node) {
	if p.full() || second.start == second.end { // or the key is one that the reader put in
		return
	}
	one, two := p.line(int(first.start)), p.line(int(second.start))
	d := p.add(int(second.start), int(second.end), "key %s on line %d is already on line %d", quoted(second.text), two, one)
	d.Notes = append(d.Notes, p.note(int(first.start), int(first.end), "first here"))
	d.Help = "remove or rename one of the two keys"
}
