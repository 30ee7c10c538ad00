package boot

import (
	"slices"
	"strings"

	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
)

// InitKey is the key of the metadata that cfn-init reads.
const InitKey = "AWS::CloudFormation::Init"

// Init is the metadata of a resource that cfn-init reads.
type Init struct {
	Resource *template.Resource
	Key      *syntax.Node
	When     *template.Scenario
	Configs  []*Config    // in the order of the source
	Sets     []*ConfigSet // likewise
	SetsKey  *syntax.Node // configSets, or nil
	Open     bool         // there may be configs and sets that cannot be seen
}

// Config is one config: what cfn-init does in one go.
type Config struct {
	Init     *Init
	Name     string
	Key      *syntax.Node
	When     *template.Scenario
	Packages []*Package
	Groups   []*Group
	Users    []*User
	Sources  []*Source
	Files    []*File
	Commands []*Command // in the order of their names, in which cfn-init runs them
	Services []*Service
	Unknown  []*syntax.Node // keys that are no section
	Open     bool           // there may be sections and entries that cannot be seen
}

// Sections returns the keys that a config may have, in the order in which cfn-init works
// through them.
func Sections() []string {
	return []string{"packages", "groups", "users", "sources", "files", "commands", "services"}
}

// Entry is one entry of a section.
type Entry struct {
	Config *Config
	Name   string // the key; of files and sources it is a path
	Key    *syntax.Node
	When   *template.Scenario
}

// Package is a package that a package manager installs.
type Package struct {
	Entry
	Manager  string // "yum", "apt", "msi", …
	Versions List
}

// Group is a group that cfn-init makes.
type Group struct {
	Entry
	GID Value
}

// User is a user that cfn-init makes.
type User struct {
	Entry
	UID, HomeDir Value
	Groups       List
}

// Source is an archive that cfn-init unpacks into a folder.
type Source struct {
	Entry
	URL Value
}

// File is a file that cfn-init writes.
type File struct {
	Entry
	Content, Source, Encoding, Mode, Owner, Group, Authentication, Context Value

	Open bool // it may have more than can be seen, as behind a key that cfn-init does not know
}

// Command is a command that cfn-init runs.
type Command struct {
	Entry
	Line Value  // the command where it is a text
	Args []List // the command where it is a list, one for each branch
	Env  []Variable

	Test, Cwd, IgnoreErrors, WaitAfterCompletion Value
}

// Variable is a variable of a command's environment.
type Variable struct {
	Name  string
	Value Value
}

// Service is a service that cfn-init starts or stops.
type Service struct {
	Entry
	Kind                     string // "sysvinit", "systemd" or "windows"
	KindKey                  *syntax.Node
	Body                     *syntax.Node
	Enabled, EnsureRunning   Value
	Files, Sources, Commands List // cfn-init restarts the service when one of them changed something
	PackagesKey              *syntax.Node
	Packages                 []PackageList
	PackagesOpen             bool // there may be lists that cannot be seen
}

// PackageList names packages of one manager.
type PackageList struct {
	Manager string
	List
}

// Config returns the configs of a name: one, or one for each branch.
func (in *Init) Config(name string) (found []*Config) {
	for _, c := range in.Configs {
		if c.Name == name {
			found = append(found, c)
		}
	}
	return found
}

func initsOf(t *template.Template) (list []*Init) {
	for _, r := range t.Resources {
		if r.At("Metadata") == nil {
			continue
		}
		rd, open := reader{t, r}, false
		rd.each(r.At("Metadata"), r.When(), &open, func(key, value *syntax.Node, when *template.Scenario) {
			if key.Text() == InitKey {
				list = append(list, rd.init(key, value, when))
			}
		})
	}
	return list
}

func (r reader) init(key, value *syntax.Node, when *template.Scenario) *Init {
	in := &Init{Resource: r.resource, Key: key, When: when, Open: r.template.Opaque()}
	r.each(value, when, &in.Open, func(key, value *syntax.Node, when *template.Scenario) {
		if key.Text() == "configSets" {
			in.SetsKey = key
			r.sets(in, value, when)
			return
		}
		in.Configs = append(in.Configs, r.config(in, key, value, when))
	})
	return in
}

func (r reader) config(in *Init, key, value *syntax.Node, when *template.Scenario) *Config {
	c := &Config{Init: in, Name: key.Text(), Key: key, When: when, Open: in.Open}
	r.each(value, when, &c.Open, func(key, value *syntax.Node, when *template.Scenario) {
		if !slices.Contains(Sections(), key.Text()) {
			c.Unknown = append(c.Unknown, key)
			return
		}
		r.section(c, key.Text(), value, when)
	})
	slices.SortStableFunc(c.Commands, func(a, b *Command) int { return strings.Compare(a.Name, b.Name) })
	return c
}

// section reads one section of a config. Those of packages and services are maps of maps.
func (r reader) section(c *Config, section string, n *syntax.Node, when *template.Scenario) {
	r.each(n, when, &c.Open, func(key, value *syntax.Node, when *template.Scenario) {
		e := Entry{Config: c, Name: key.Text(), Key: key, When: when}
		switch section {
		case "packages":
			r.packages(c, key.Text(), value, when)
		case "groups":
			c.Groups = append(c.Groups, &Group{Entry: e, GID: r.value(value, "gid", when)})
		case "users":
			c.Users = append(c.Users, r.user(e, value))
		case "sources":
			c.Sources = append(c.Sources, &Source{Entry: e, URL: r.item(value, when)})
		case "files":
			c.Files = append(c.Files, r.file(e, value))
		case "commands":
			c.Commands = append(c.Commands, r.command(e, value))
		case "services":
			r.services(c, key, value, when)
		}
	})
}

func (r reader) packages(c *Config, manager string, n *syntax.Node, when *template.Scenario) {
	r.each(n, when, &c.Open, func(key, value *syntax.Node, when *template.Scenario) {
		p := &Package{Entry: Entry{c, key.Text(), key, when}, Manager: manager}
		r.items(value, when, &p.Versions)
		c.Packages = append(c.Packages, p)
	})
}

func (r reader) user(e Entry, n *syntax.Node) *User {
	return &User{Entry: e, UID: r.value(n, "uid", e.When), HomeDir: r.value(n, "homeDir", e.When), Groups: r.list(n, "groups", e.When)}
}

func (r reader) file(e Entry, n *syntax.Node) *File {
	value := func(key string) Value { return r.value(n, key, e.When) }
	return &File{
		Entry: e, Content: value("content"), Source: value("source"), Encoding: value("encoding"), Mode: value("mode"),
		Owner: value("owner"), Group: value("group"), Authentication: value("authentication"), Context: value("context"),
		Open: !onlyHas(n, "content", "source", "encoding", "mode", "owner", "group", "authentication", "context"),
	}
}

// onlyHas reports whether a value is a map with no other keys than some.
func onlyHas(n *syntax.Node, keys ...string) bool {
	for key := range n.Pairs() {
		if !slices.Contains(keys, key.Text()) {
			return false
		}
	}
	return n.Is(syntax.Map)
}

func (r reader) command(e Entry, n *syntax.Node) *Command {
	value := func(key string) Value { return r.value(n, key, e.When) }
	c := &Command{
		Entry: e, Line: value("command"), Test: value("test"), Cwd: value("cwd"),
		IgnoreErrors: value("ignoreErrors"), WaitAfterCompletion: value("waitAfterCompletion"),
	}
	for when, args := range r.template.Branches(n.Get("command"), e.When) {
		if args.Is(syntax.List) {
			list := List{Key: c.Line.Key}
			r.items(args, when, &list)
			c.Args = append(c.Args, list)
		}
	}
	var open bool
	r.each(n.Get("env"), e.When, &open, func(key, value *syntax.Node, when *template.Scenario) {
		v := r.item(value, when)
		v.Key = key
		c.Env = append(c.Env, Variable{Name: key.Text(), Value: v})
	})
	return c
}

func (r reader) services(c *Config, kind, n *syntax.Node, when *template.Scenario) {
	r.each(n, when, &c.Open, func(key, value *syntax.Node, when *template.Scenario) {
		s := &Service{
			Entry: Entry{c, key.Text(), key, when}, Kind: kind.Text(), KindKey: kind, Body: value,
			Enabled: r.value(value, "enabled", when), EnsureRunning: r.value(value, "ensureRunning", when),
			Files: r.list(value, "files", when), Sources: r.list(value, "sources", when), Commands: r.list(value, "commands", when),
			PackagesKey: value.Key("packages"),
		}
		r.each(value.Get("packages"), when, &s.PackagesOpen, func(key, value *syntax.Node, when *template.Scenario) {
			list := PackageList{Manager: key.Text(), List: List{Key: key}}
			r.items(value, when, &list.List)
			s.Packages = append(s.Packages, list)
		})
		c.Services = append(c.Services, s)
	})
}
