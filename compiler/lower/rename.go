package lower

import (
	"regexp"
	"strings"

	"github.com/cfnc/cfnc/compiler/interp"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
)

// byName notes that a resource gets another logical ID.
func (r *rolling) byName(resource *template.Resource, k key, roll *syntax.Node) {
	name := resource.ID + k.hash[:8]
	switch {
	case resource.Loop != nil:
		r.fail(roll, "the name of a resource in `Fn::ForEach` cannot be changed")
		return
	case len(name) > 255:
		r.fail(roll, "`%s` with a hash behind it would be longer than 255 characters", resource.ID)
		return
	}
	r.changed[resource.Body] = with(resource.Body, "Metadata", with(resource.At("Metadata"), initKey, k.init))
	r.renamed = append(r.renamed, renaming{rolling: r, old: resource.ID, name: name, spoken: spokenOf(resource.ID)})
}

// rename gives resources their new names, and changes all that refers to them.
func (r *rolling) rename(root *syntax.Node) *syntax.Node {
	for _, n := range r.renamed {
		root = mapValues(root, n.section)
	}
	return root
}

// renaming is one resource that gets another name.
type renaming struct {
	*rolling
	old, name string
	spoken    spoken
}

func (n renaming) section(section string, value *syntax.Node) *syntax.Node {
	switch section {
	case "Resources":
		return mapKids(value, func(kid *syntax.Node) *syntax.Node {
			if kid.Text() == n.old {
				return n.renamedText(kid)
			}
			return n.resource(kid)
		})
	case "Outputs", "Metadata":
		return n.value(value, false)
	}
	return value
}

func (n renaming) resource(body *syntax.Node) *syntax.Node {
	return mapValues(body, func(attribute string, value *syntax.Node) *syntax.Node {
		switch attribute {
		case "DependsOn":
			return n.dependsOn(value)
		case "Type", "Condition", "DeletionPolicy", "UpdateReplacePolicy":
			return value
		}
		return n.value(value, attribute == "Metadata")
	})
}

func (n renaming) dependsOn(value *syntax.Node) *syntax.Node {
	if value.Text() == n.old {
		return n.renamedText(value)
	}
	return mapKids(value, n.dependsOn)
}

// renamedText is a string that was the old name.
func (n renaming) renamedText(old *syntax.Node) *syntax.Node {
	return syntax.NewString(n.name, old.Span()).With(old.Origin())
}

// value changes the references in a value, and the texts that instances read: those in metadata
// and in user data.
func (n renaming) value(v *syntax.Node, read bool) *syntax.Node {
	switch call := template.CallOf(v); call.Function {
	case template.FnRef:
		if call.Argument.Text() == n.old {
			key, argument := v.Only()
			return v.WithKids([]*syntax.Node{key, n.renamedText(argument)})
		}
		return v
	case template.FnGetAtt:
		return n.getAtt(v)
	case template.FnSub:
		v = n.sub(v, call.Sub())
	}
	if v.Is(syntax.String) && read {
		return n.text(v)
	}
	if v.Is(syntax.Map) {
		return mapValues(v, func(key string, value *syntax.Node) *syntax.Node { return n.value(value, read || key == "UserData") })
	}
	return n.items(v, read)
}

// items changes the items of a list, which may be the words of a command.
func (n renaming) items(list *syntax.Node, read bool) *syntax.Node {
	before := ""
	return mapKids(list, func(item *syntax.Node) *syntax.Node {
		option := before
		if before = item.Text(); read && item.Text() == n.old && (option == "--resource" || option == "-r") {
			return n.renamedText(item)
		}
		return n.value(item, read)
	})
}

func (n renaming) getAtt(v *syntax.Node) *syntax.Node {
	key, argument := v.Only()
	if argument.Item(0).Text() != n.old {
		return v
	}
	kids := append([]*syntax.Node{n.renamedText(argument.Item(0))}, argument.Kids()[1:]...)
	return v.WithKids([]*syntax.Node{key, argument.WithKids(kids)})
}

// sub changes the names in ${…}.
func (n renaming) sub(v *syntax.Node, s template.Sub) *syntax.Node {
	parts, _ := s.Parts()
	var cuts []cut
	for _, p := range parts {
		if p.Name == n.old && s.Variable(p) == nil && (p.Kind == interp.SubRef || p.Kind == interp.SubAttr) {
			cuts = append(cuts, cut{p.NameAt, p.NameAt + len(n.old)})
		}
	}
	if len(cuts) == 0 {
		return v
	}
	return replace(v, map[*syntax.Node]*syntax.Node{s.Text: n.rewritten(s.Text, cuts)})
}

// cut is a part of a text that is the old name.
type cut struct{ from, to int }

func (n renaming) rewritten(text *syntax.Node, cuts []cut) *syntax.Node {
	var pieces []syntax.Piece
	at, whole := 0, text.Text()
	for _, c := range cuts {
		pieces = append(pieces,
			syntax.Piece{Text: whole[at:c.from], Node: text, From: at},
			syntax.Piece{Text: n.name, Span: text.TextSpan(c.from, c.to)})
		at = c.to
	}
	pieces = append(pieces, syntax.Piece{Text: whole[at:], Node: text, From: at})
	return text.Origin().Text(text.Span(), pieces...)
}

// spoken finds a logical ID in the texts that instances read.
type spoken struct{ known, any *regexp.Regexp }

// spokenOf knows the options of the helpers that name a resource, and the path by which cfn-hup
// watches one.
func spokenOf(name string) spoken {
	quoted := regexp.QuoteMeta(name)
	return spoken{
		known: regexp.MustCompile(`(?:(?:--resource|(?:^|\s)-r)(?:\s+|=)["']?|\bResources\.)(` + quoted + `)\b`),
		any:   regexp.MustCompile(`\b` + quoted + `\b`),
	}
}

// text changes the mentions of a resource that are known to be such, and reports the others.
func (n renaming) text(v *syntax.Node) *syntax.Node {
	text := v.Text()
	if !strings.Contains(text, n.old) {
		return v
	}
	var cuts []cut
	known := map[int]bool{}
	for _, m := range n.spoken.known.FindAllStringSubmatchIndex(text, -1) {
		cuts = append(cuts, cut{m[2], m[3]})
		known[m[2]] = true
	}
	for _, m := range n.spoken.any.FindAllStringIndex(text, -1) {
		if !known[m[0]] && !isNamed(text, m[0]) && !isComment(text, m[0]) {
			n.failAt(v, v.TextSpan(m[0], m[1]), "`%s` gets another name with each change, and cfnc does not know what it means here", n.old).Help =
				"name the resource by `--resource` or `Resources.` of the helper scripts, or use `Roll: Metadata`"
		}
	}
	if len(cuts) == 0 {
		return v
	}
	return n.rewritten(v, cuts)
}

// isNamed reports whether a name stands in ${…}, where it is a reference.
func isNamed(text string, at int) bool { return strings.HasSuffix(text[:at], "${") }

// isComment reports whether a line begins with #.
func isComment(text string, at int) bool {
	line := text[strings.LastIndexByte(text[:at], '\n')+1:]
	return strings.HasPrefix(strings.TrimSpace(line), "#")
}
