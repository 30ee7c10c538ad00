package template

import "github.com/cfnc/cfnc/compiler/source"

// Interface is what a template shows to a stack that nests it. It holds on to no tree.
type Interface struct {
	Parameters Declarations
	Outputs    Declarations
}

// Declarations are the names of a section.
type Declarations struct {
	Names []string               // in the order of the source
	At    source.Span            // of the section's key; nowhere without one
	Open  bool                   // there may be names that cannot be seen here
	by    map[string]declaration // by name
}

type declaration struct {
	at       source.Span
	optional bool
}

// Has reports whether a name is declared.
func (d Declarations) Has(name string) bool {
	_, ok := d.by[name]
	return ok
}

// Place is where a name is declared, the section's key for one that is not.
func (d Declarations) Place(name string) source.Span {
	if found, ok := d.by[name]; ok {
		return found.at
	}
	return d.At
}

// Optional reports whether a parameter has a default.
func (d Declarations) Optional(name string) bool { return d.by[name].optional }

// Interface returns what the template shows to a stack that nests it.
func (t *Template) Interface() *Interface {
	parameters, outputs := t.declarations("Parameters"), t.declarations("Outputs")
	for _, p := range t.Parameters {
		parameters.add(p.Name, declaration{p.Key.Span(), p.Value.Key("Default") != nil})
	}
	for _, o := range t.Outputs {
		names, known := o.Loop.Expand(o.Name)
		outputs.Open = outputs.Open || !known
		for _, name := range names {
			outputs.add(name, declaration{at: o.Key.Span()})
		}
	}
	return &Interface{parameters, outputs}
}

func (t *Template) declarations(section string) Declarations {
	return Declarations{At: t.Root.Key(section).Span(), Open: t.MayDeclareMore(), by: map[string]declaration{}}
}

func (d *Declarations) add(name string, it declaration) {
	if !d.Has(name) {
		d.Names = append(d.Names, name)
		d.by[name] = it
	}
}
