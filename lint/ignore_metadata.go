package lint

import "github.com/cfnc/cfnc/compiler/syntax"

// metadataIgnores reads the suppressions in the Metadata of the template and of its
// resources: those of cfnc, {Cfnc: {Ignore: [H104]}} or {Cfnc: {Ignore: {H104: reason}}}, and
// those of cfn-lint, {cfn-lint: {config: {ignore_checks: [E3012]}}}.
func metadataIgnores(root *syntax.Node, rules []*Rule) []*ignore {
	list := metadataOf(root, "", rules)
	for key, resource := range root.Get("Resources").Pairs() {
		below := "/Resources/" + escape.Replace(key.Text())
		list = append(list, metadataOf(resource, below, rules)...)
	}
	return list
}

func metadataOf(n *syntax.Node, below string, rules []*Rule) (list []*ignore) {
	metadata := n.Get("Metadata")
	own := metadata.At("Cfnc", "Ignore")
	for _, word := range texts(own) {
		list = append(list, &ignore{word: word.Text(), rule: Find(rules, word.Text()), at: word.Span(), below: below})
	}
	for word, reason := range own.Pairs() {
		list = append(list, &ignore{word: word.Text(), rule: Find(rules, word.Text()), at: word.Span(), below: below, reason: reason.Text()})
	}
	for _, word := range texts(metadata.At("cfn-lint", "config", "ignore_checks")) {
		if word.Text() != "" {
			list = append(list, &ignore{word: word.Text(), foreign: true, below: below})
		}
	}
	return list
}

// texts returns a string, or the strings of a list.
func texts(n *syntax.Node) (list []*syntax.Node) {
	if n.Is(syntax.String) {
		return []*syntax.Node{n}
	}
	for _, item := range n.Items() {
		if item.Is(syntax.String) {
			list = append(list, item)
		}
	}
	return list
}
