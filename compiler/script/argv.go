package script

import "strings"

// ReadArgv reads a command given as a list of words that no shell splits, such as a command of
// cfn-init, with the script in its words if it is sh -c. Places are offsets into the words joined
// by one blank.
func ReadArgv(words ...string) *Script {
	v := given(strings.Join(words, " "))
	s := &Script{Language: Shell, Span: v.span(0, len(v.text))}
	list, from := make([]Word, len(words)), 0
	for i, text := range words {
		list[i] = Word{Text: text, Quoted: true, Span: Span{from, from + len(text)}, outer: v, base: from}
		from += len(text) + 1
	}
	w := newWalker(s, 0)
	if len(list) > 0 {
		w.given(list)
	}
	w.finish()
	return s
}
