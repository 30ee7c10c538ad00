// Package bundle is the model of a revision that CodeDeploy deploys: the appspec file, the events
// of a deployment with the scripts that it names for them, and the other shell scripts beside it.
//
// It says what there is, and in which order it runs. What is wrong with it is for the rules to say.
package bundle

import (
	"path"
	"slices"
	"strings"

	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/compiler/syntax"
)

// Platform is what a revision is deployed to.
type Platform uint8

// The platforms.
const (
	EC2     Platform = iota // instances, and servers elsewhere
	Service                 // a service of ECS
	Lambda                  // a function
)

// Bundle is one revision.
type Bundle struct {
	File     *source.File // the appspec file
	Root     *syntax.Node // of it
	Platform Platform
	OS       string    // "linux", "windows", or what else stands there
	Events   []*Event  // in the order of the source
	Scripts  []*Script // that hooks run, each once, and then the other shell scripts of the folder

	loader source.Loader
	loaded map[string]*Script // by path
}

// Event is an event of a deployment for which the appspec file has hooks.
type Event struct {
	Name  string
	Key   *syntax.Node
	Hooks []*Hook // in the order in which they run
}

// Hook is a script that runs in an event.
type Hook struct {
	Event    *Event
	Node     *syntax.Node // the item of the list
	Location *syntax.Node // nil where it is missing
	Script   *Script      // nil for what is not in the bundle, and for what cannot be read
	Absolute bool         // the location begins at the root of the file system
	Missing  bool         // the bundle certainly has no such file
}

// Is reports whether a file is an appspec file by its name.
func Is(name string) bool {
	return slices.Contains([]string{"appspec.yml", "appspec.yaml", "appspec.json"}, path.Base(name))
}

// Names are those that an appspec file can have.
func Names() []string { return []string{"appspec.yml", "appspec.yaml", "appspec.json"} }

// LooksLike reports whether a tree is that of an appspec file.
func LooksLike(root *syntax.Node) bool {
	return slices.ContainsFunc([]string{"version", "os", "hooks", "files"}, func(key string) bool { return root.Key(key) != nil }) ||
		root.Get("Resources").Is(syntax.List)
}

// Read reads a bundle from its appspec file. A nil loader finds no scripts, and misses none.
func Read(doc *syntax.Document, loader source.Loader) *Bundle {
	b := &Bundle{File: doc.File, Root: doc.Root, Platform: platformOf(doc.Root), OS: doc.Root.Get("os").Text(), loader: loader, loaded: map[string]*Script{}}
	if b.Platform != EC2 {
		return b
	}
	for key, value := range doc.Root.Get("hooks").Pairs() {
		b.event(key, value)
	}
	b.others()
	return b
}

// platformOf tells revisions apart by what they deploy: resources, or files.
func platformOf(root *syntax.Node) Platform {
	for _, resource := range root.Get("Resources").Items() {
		for _, what := range resource.Pairs() {
			if strings.HasSuffix(what.Get("Type").Text(), "::Function") {
				return Lambda
			}
		}
		return Service
	}
	return EC2
}

func (b *Bundle) event(key, value *syntax.Node) {
	e := &Event{Name: key.Text(), Key: key}
	for _, item := range value.Items() {
		e.Hooks = append(e.Hooks, b.hook(e, item))
	}
	b.Events = append(b.Events, e)
}

// Event returns the event of a name, or nil.
func (b *Bundle) Event(name string) *Event {
	for _, e := range b.Events {
		if e.Name == name {
			return e
		}
	}
	return nil
}

// Hooks returns the hooks of an event, none where the appspec file does not have it.
func (b *Bundle) Hooks(event string) []*Hook {
	if e := b.Event(event); e != nil {
		return e.Hooks
	}
	return nil
}

func (b *Bundle) hook(e *Event, item *syntax.Node) *Hook {
	h := &Hook{Event: e, Node: item, Location: item.Get("location")}
	written := h.Location.Text()
	if b.OS == "windows" {
		written = strings.TrimPrefix(strings.ReplaceAll(written, `\`, "/"), "/")
	}
	h.Absolute = path.IsAbs(written) || len(written) > 1 && written[1] == ':'
	if h.Absolute || written == "" || b.loader == nil {
		return h
	}
	h.Script, h.Missing = b.load(written)
	return h
}

// Folder is the path of the bundle below the project root.
func (b *Bundle) Folder() string { return path.Dir(b.File.Path()) }

// Documents returns the scripts as files with comments.
func (b *Bundle) Documents() (list []*syntax.Document) {
	for _, s := range b.Scripts {
		list = append(list, &syntax.Document{File: s.File, Comments: s.comments()})
	}
	return list
}
