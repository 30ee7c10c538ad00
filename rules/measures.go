package rules

import (
	"io"
	"unicode/utf8"

	"github.com/cfnc/cfnc/compiler/emit"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

// templateSize measures what CloudFormation reads: the file, or what is built of several.
func templateSize(p *lint.Pass, found func(*syntax.Node, int)) {
	first, _ := p.Template.Root.Pair(0)
	switch files := p.Unit.Documents; {
	case first == nil:
	case len(files) == 1:
		found(first, len(files[0].File.Text()))
	default:
		built, _ := emit.NewText(p.Template.Root, true).WriteTo(io.Discard) // which never fails
		found(first, int(built))
	}
}

func descriptionSize(p *lint.Pass, found func(*syntax.Node, int)) {
	bytes(p.Template.Root.Get("Description"), found)
}

func parameterCount(p *lint.Pass, found func(*syntax.Node, int)) {
	found(p.Template.Root.Key("Parameters"), len(p.Template.Parameters))
}

func resourceCount(p *lint.Pass, found func(*syntax.Node, int)) {
	total := 0
	for _, r := range p.Template.Resources {
		total += copies(r.ID, r.Loop)
	}
	found(p.Template.Root.Key("Resources"), total)
}

func outputCount(p *lint.Pass, found func(*syntax.Node, int)) {
	total := 0
	for _, o := range p.Template.Outputs {
		total += copies(o.Name, o.Loop)
	}
	found(p.Template.Root.Key("Outputs"), total)
}

// copies is how many entries a loop makes of one, as far as that is known.
func copies(name string, loop *template.Loop) int {
	names, known := loop.Expand(name)
	if !known {
		return 0
	}
	return len(names)
}

func mappingCount(p *lint.Pass, found func(*syntax.Node, int)) {
	found(p.Template.Root.Key("Mappings"), len(p.Template.Mappings))
}

// mappingKeyCount counts the keys of both levels.
func mappingKeyCount(p *lint.Pass, found func(*syntax.Node, int)) {
	for _, m := range p.Template.Mappings {
		found(m.Key, m.Value.Len())
		for key, row := range m.Value.Pairs() {
			found(key, row.Len())
		}
	}
}

func parameterNameLengths(p *lint.Pass, found func(*syntax.Node, int)) {
	for _, parameter := range p.Template.Parameters {
		characters(parameter.Key, found)
	}
}

func parameterDescriptionLengths(p *lint.Pass, found func(*syntax.Node, int)) {
	for _, parameter := range p.Template.Parameters {
		characters(parameter.At("Description"), found)
	}
}

func parameterDefaultSizes(p *lint.Pass, found func(*syntax.Node, int)) {
	for _, parameter := range p.Template.Parameters {
		bytes(parameter.Default(), found)
	}
}

// logicalIDLengths leaves loops out: they make longer names of the ones that are written.
func logicalIDLengths(p *lint.Pass, found func(*syntax.Node, int)) {
	for _, r := range p.Template.Resources {
		if r.Loop == nil {
			characters(r.Key, found)
		}
	}
}

func outputNameLengths(p *lint.Pass, found func(*syntax.Node, int)) {
	for _, o := range p.Template.Outputs {
		if o.Loop == nil {
			characters(o.Key, found)
		}
	}
}

func outputDescriptionSizes(p *lint.Pass, found func(*syntax.Node, int)) {
	for _, o := range p.Template.Outputs {
		bytes(o.Value.Get("Description"), found)
	}
}

func mappingNameLengths(p *lint.Pass, found func(*syntax.Node, int)) {
	for _, m := range p.Template.Mappings {
		characters(m.Key, found)
		for key, row := range m.Value.Pairs() {
			characters(key, found)
			for name := range row.Pairs() {
				characters(name, found)
			}
		}
	}
}

func characters(n *syntax.Node, found func(*syntax.Node, int)) {
	found(n, utf8.RuneCountInString(n.Text()))
}

func bytes(n *syntax.Node, found func(*syntax.Node, int)) { found(n, len(n.Text())) }
