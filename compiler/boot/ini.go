package boot

import (
	"strings"
)

// Range is the bytes [From, To) of a text.
type Range struct{ From, To int }

// INI is a file as Python's configparser reads it, which the helpers use.
type INI struct {
	Sections []*Section
	Stray    []Range // lines that stop the reader: before any section, or without a key and a delimiter
}

// Section is a part of a file that begins with a name in brackets.
type Section struct {
	Name    string
	At      Range // the brackets and what is in them
	Rest    Range // what follows on the line, which the reader ignores
	Options []*Option
}

// Option is a key with its value.
type Option struct {
	Key     string // in lower case
	KeyAt   Range
	Value   string // lines of a value that goes on are joined by line breaks
	ValueAt Range  // from its first byte to its last
}

// Option returns the option of a key, or nil. Of several the last counts.
func (s *Section) Option(key string) *Option {
	if s == nil {
		return nil
	}
	for i := len(s.Options) - 1; i >= 0; i-- {
		if s.Options[i].Key == key {
			return s.Options[i]
		}
	}
	return nil
}

// Section returns the first section of a name, or nil.
func (f *INI) Section(name string) *Section {
	for _, s := range f.Sections {
		if s.Name == name {
			return s
		}
	}
	return nil
}

// ParseINI reads a file. It never fails: what stops configparser is Stray.
func ParseINI(text string) *INI {
	r := &iniReader{file: &INI{}}
	for at := 0; at < len(text); {
		end := strings.IndexAny(text[at:], "\r\n")
		if end < 0 {
			end = len(text) - at
		}
		r.line(text, at, at+end)
		at += end + 1
	}
	return r.file
}

type iniReader struct {
	file    *INI
	section *Section
	option  *Option // that a deeper line goes on
	indent  int
}

// line reads the line in the bytes [from, to) of the text.
func (r *iniReader) line(text string, from, to int) {
	start, end := trimmed(text, from, to)
	switch indent := start - from; {
	case start == end, text[start] == '#', text[start] == ';':
	case r.option != nil && indent > r.indent:
		r.option.Value += "\n" + text[start:end]
		r.option.ValueAt = Range{min(r.option.ValueAt.From, start), end}
		if strings.HasPrefix(r.option.Value, "\n") {
			r.option.Value, r.option.ValueAt = text[start:end], Range{start, end}
		}
	default:
		r.indent = indent
		r.statement(text, start, end)
	}
}

func (r *iniReader) statement(text string, start, end int) {
	line := text[start:end]
	delimiter := strings.IndexAny(line, "=:")
	switch closed := strings.IndexByte(line, ']'); {
	case line[0] == '[' && closed > 1:
		r.section, r.option = r.open(line[1:closed]), nil
		r.section.At = Range{start, start + closed + 1}
		rest, restEnd := trimmed(text, start+closed+1, end)
		r.section.Rest = Range{rest, restEnd}
	case r.section == nil || delimiter <= 0:
		r.file.Stray = append(r.file.Stray, Range{start, end})
		r.option = nil
	default:
		r.option = optionAt(text, start, start+delimiter, end)
		r.section.Options = append(r.section.Options, r.option)
	}
}

func (r *iniReader) open(name string) *Section {
	s := &Section{Name: name}
	r.file.Sections = append(r.file.Sections, s)
	return s
}

// optionAt reads a key, the delimiter at a place, and a value.
func optionAt(text string, start, delimiter, end int) *Option {
	_, keyEnd := trimmed(text, start, delimiter)
	from, to := trimmed(text, delimiter+1, end)
	return &Option{Key: strings.ToLower(text[start:keyEnd]), KeyAt: Range{start, keyEnd}, Value: text[from:to], ValueAt: Range{from, to}}
}

// trimmed returns the bytes of a range without the blanks around them.
func trimmed(text string, from, to int) (start, end int) {
	start = to - len(strings.TrimLeft(text[from:to], " \t\f\v"))
	return start, start + len(strings.TrimRight(text[start:to], " \t\f\v"))
}
