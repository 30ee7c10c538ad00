package boot

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/cfnc/cfnc/compiler/lazy"
	"github.com/cfnc/cfnc/compiler/template"
)

// HupFile is a file that cfn-init writes for cfn-hup, in one of the branches of its content.
type HupFile struct {
	File  *File
	Path  HupPath
	Text  template.Text
	INI   *INI
	Hooks []*Hook // of a file with hooks
	Main  Settings
}

// Settings are the settings of a section by key, each with its value.
type Settings struct {
	Section *Section // nil where they are not in one, for a file that cfn-hup cannot read
	all     []setting
}

type setting struct {
	key   string
	keyAt Range
	value template.Text
}

// Hook is one hook: what cfn-hup does when metadata changes.
type Hook struct {
	File *HupFile
	Name string
	Settings
}

// Get returns the value of a setting, and whether it is set.
func (s Settings) Get(key string) (value template.Text, ok bool) {
	for _, one := range slices.Backward(s.all) {
		if one.key == key {
			return one.value, true
		}
	}
	return template.Text{}, false
}

// Keys returns the keys that are set, in the order of the file.
func (s Settings) Keys() (keys []string) {
	for _, one := range s.all {
		if !slices.Contains(keys, one.key) {
			keys = append(keys, one.key)
		}
	}
	return keys
}

// KeyAt returns where the key of a setting stands in the text of the file.
func (s Settings) KeyAt(key string) (at Range, ok bool) {
	for _, one := range slices.Backward(s.all) {
		if one.key == key {
			return one.keyAt, true
		}
	}
	return Range{}, false
}

// Malformed reports whether cfn-hup does not find in the file what was meant to stand there.
// What could be made out all the same is in the settings. Nothing is said of a file with lines
// that only the deployment knows.
func (f *HupFile) Malformed() bool {
	if f.Unknown() {
		return false
	}
	missing := len(f.INI.Sections) == 0
	if f.isConf() {
		missing = f.Main.Section == nil
	}
	return missing || len(f.INI.Stray) > 0 || slices.ContainsFunc(f.INI.Sections, func(s *Section) bool { return s.Rest.From < s.Rest.To })
}

// Unknown reports whether a hole may be whole lines of the file: one that begins a line, or that
// stands where no setting is seen.
func (f *HupFile) Unknown() bool {
	return slices.ContainsFunc(f.INI.Stray, func(stray Range) bool {
		line := f.Text.Part(stray.From, stray.To)
		first, _ := utf8.DecodeRuneInString(line.String())
		_, known := line.Literal()
		inSection := len(f.INI.Sections) > 0 && f.INI.Sections[0].At.From < stray.From
		return template.IsHole(first) || !known && inSection
	})
}

// Triggers returns the events that run the hook, as "post.update"; known is false if only the
// deployment knows them.
func (h *Hook) Triggers() (events []string, known bool) {
	value, _ := h.Get("triggers")
	text, known := value.Literal()
	for event := range strings.SplitSeq(text, ",") {
		if event = strings.TrimSpace(event); event != "" {
			events = append(events, event)
		}
	}
	return events, known
}

// Target returns the logical ID in the path of the hook, and what of the resource it watches,
// as "Metadata.AWS::CloudFormation::Init".
func (h *Hook) Target() (id, below template.Text, ok bool) {
	value, _ := h.Get("path")
	const prefix = "Resources."
	text := value.String()
	if !strings.HasPrefix(text, prefix) {
		return id, below, false
	}
	end := len(text)
	if dot := strings.IndexByte(text[len(prefix):], '.'); dot >= 0 {
		end = len(prefix) + dot
	}
	return value.Part(len(prefix), end), value.Part(min(end+1, len(text)), len(text)), true
}

func hupFilesOf(inits []*Init) (list []*HupFile) {
	for _, in := range inits {
		for _, c := range in.Configs {
			for _, f := range c.Files {
				list = append(list, f.hup()...)
			}
		}
	}
	return list
}

func (f *File) hup() (list []*HupFile) {
	path := HupPathOf(f.Name)
	if path.Kind == NoHup {
		return nil
	}
	for _, text := range f.Content.Texts {
		h := &HupFile{File: f, Path: path, Text: text, INI: ParseINI(text.String())}
		h.read()
		list = append(list, h)
	}
	return list
}

// isConf reports whether the file is the configuration, or was meant to be.
func (f *HupFile) isConf() bool {
	return f.Path.Kind == HupConf || f.Path.Kind == HupMistake && strings.HasSuffix(f.Path.Meant, "cfn-hup.conf")
}

func (f *HupFile) read() {
	if f.isConf() {
		f.Main = f.settings(f.INI.Section("main"))
		return
	}
	for _, s := range f.INI.Sections {
		f.Hooks = append(f.Hooks, &Hook{File: f, Name: s.Name, Settings: f.settings(s)})
	}
	if len(f.INI.Sections) == 0 {
		f.Hooks = []*Hook{{File: f, Settings: f.settings(nil)}}
	}
}

// settings returns the settings of a section. Those of a section without any are made out in
// what follows its name, and so are those of a file without sections.
func (f *HupFile) settings(s *Section) Settings {
	made := Settings{Section: s}
	if s == nil || len(s.Options) == 0 {
		made.all = f.loose(s)
		return made
	}
	for _, o := range s.Options {
		made.all = append(made.all, setting{o.Key, o.KeyAt, f.Text.Part(o.ValueAt.From, o.ValueAt.To)})
	}
	return made
}

// hupKeys are the keys that cfn-hup knows, in its configuration and in hooks.
var hupKeys = lazy.Regexp(`(?:^|[\s\]])(stack|credential-file|role|region|umask|interval|verbose|url|triggers|path|action|runas)\s*=`)

// loose makes out settings in a text that has lost its line breaks: from one key that cfn-hup
// knows to the next, or to the end of the line.
func (f *HupFile) loose(s *Section) (all []setting) {
	text, from := f.Text.String(), 0
	if s != nil {
		from, text = s.Rest.From, text[:s.Rest.To]
	}
	keys := hupKeys().FindAllStringSubmatchIndex(text[from:], -1)
	for i, k := range keys {
		start, end := from+k[1], len(text)
		if i+1 < len(keys) {
			end = from + keys[i+1][0]
		}
		if line := strings.IndexAny(text[start:end], "\r\n"); line >= 0 {
			end = start + line
		}
		start, end = trimmed(text, start, end)
		at := Range{from + k[2], from + k[3]}
		all = append(all, setting{text[at.From:at.To], at, f.Text.Part(start, end)})
	}
	return all
}
