package lower

import (
	"encoding/base64"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/cfnc/cfnc/compiler/lazy"
	"github.com/cfnc/cfnc/compiler/script"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
)

// rollTag is the tag that says what has no comments: user data that is no script, or unknown.
const rollTag = "cfnc:roll"

// intoUserData puts a key into what a resource launches.
func (r *rolling) intoUserData(resource *template.Resource, k key) {
	body := with(resource.Body, "Metadata", with(resource.At("Metadata"), initKey, k.init))
	path := []string{"Properties"}
	if resource.Type == "AWS::EC2::LaunchTemplate" {
		path = append(path, "LaunchTemplateData")
	}
	body, ok := along(body, path, func(data *syntax.Node) (*syntax.Node, bool) { return r.launched(resource, data, k) })
	if !ok {
		r.fail(k.at, "the key has no place in `%s`: its user data is no script, or only the deployment knows it", resource.ID).Help =
			"write the user data as a script or as cloud-config, or use `Roll: LogicalId`"
		return
	}
	r.changed[resource.Body] = body
}

// along changes what stands at the end of some keys, in every branch of the conditions on them.
func along(n *syntax.Node, path []string, change func(*syntax.Node) (*syntax.Node, bool)) (*syntax.Node, bool) {
	if template.CallOf(n).Function == template.FnIf {
		return branches(n, func(branch *syntax.Node) (*syntax.Node, bool) { return along(branch, path, change) })
	}
	if len(path) == 0 {
		return change(n)
	}
	if !n.Is(syntax.Map) || template.CallOf(n).Function != "" || n.Get(path[0]) == nil {
		return n, template.IsNoValue(n)
	}
	made, ok := along(n.Get(path[0]), path[1:], change)
	return with(n, path[0], made), ok
}

// branches changes both branches of Fn::If.
func branches(n *syntax.Node, change func(*syntax.Node) (*syntax.Node, bool)) (*syntax.Node, bool) {
	choice := template.CallOf(n).If()
	if choice.Else == nil {
		return n, false
	}
	then, ok := change(choice.Then)
	otherwise, also := change(choice.Else)
	name, list := n.Only()
	return n.WithKids([]*syntax.Node{name, list.WithKids([]*syntax.Node{choice.Condition, then, otherwise})}), ok && also
}

// launched puts a key into the data that instances are launched with: into the user data, or
// else into the tags of a launch template.
func (r *rolling) launched(resource *template.Resource, data *syntax.Node, k key) (*syntax.Node, bool) {
	isTemplate := resource.Type == "AWS::EC2::LaunchTemplate"
	value := data.Get("UserData")
	if value == nil && !isTemplate {
		value = syntax.NewCall("Fn::Base64", k.at.Span(), syntax.NewString("#!/bin/sh\n", k.at.Span()), k.at.Span())
	}
	if made, ok := k.encoded(value); ok {
		return with(data, "UserData", made), true
	}
	if !isTemplate || !data.Is(syntax.Map) || template.CallOf(data).Function != "" {
		return data, template.IsNoValue(data)
	}
	return k.tagged(data)
}

// encoded puts a key into user data that comes in Base64.
func (k key) encoded(value *syntax.Node) (*syntax.Node, bool) {
	switch call := template.CallOf(value); {
	case call.Function == template.FnIf:
		return branches(value, k.encoded)
	case call.Function == template.FnBase64:
		made, ok := k.text(call.Argument)
		name, _ := value.Only()
		return value.WithKids([]*syntax.Node{name, made}), ok
	}
	decoded, err := base64.StdEncoding.DecodeString(strings.TrimSpace(value.Text()))
	if !value.Is(syntax.String) || err != nil || !utf8.Valid(decoded) {
		return value, false
	}
	made, ok := k.text(syntax.NewString(string(decoded), value.Span()))
	return syntax.NewCall("Fn::Base64", value.Span(), made, value.Span()), ok
}

// text puts a key into a text.
func (k key) text(n *syntax.Node) (*syntax.Node, bool) {
	if template.CallOf(n).Function == template.FnIf {
		return branches(n, k.text)
	}
	s := stretchOf(n)
	at, before, after, ok := placeIn(s.String())
	if !ok {
		return n, false
	}
	inserted := stretch{piece{node: syntax.NewString(before+"cfnc-roll "+k.short(), k.at.Span())}}
	for _, ref := range k.refs {
		inserted = append(inserted, piece{node: syntax.NewString(" ", k.at.Span())}, piece{node: ref, hole: true})
	}
	inserted = append(inserted, piece{node: syntax.NewString(after, k.at.Span())})
	if s, ok = s.insert(at, inserted); !ok {
		return n, false
	}
	return s.join(n), true
}

// placeIn finds where a comment belongs in user data, and what stands before and after it on its
// line.
func placeIn(text string) (at int, before, after string, ok bool) {
	end := len(text)
	start := ""
	if !strings.HasSuffix(text, "\n") {
		start = "\n"
	}
	switch head := script.HeadOf(text); head.Form {
	case script.ShellScript:
		return end, start + "# ", "\n", hasComments(head.Interpreter.Name)
	case script.CloudConfig, script.ConfigArchive, script.Boothook, script.Include, script.PartHandler,
		script.UpstartJob, script.LaunchTasks, script.Bottlerocket, script.NodeConfig:
		return end, start + "# ", "\n", true
	case script.Windows:
		return placeInSection(text)
	case script.Multipart:
		return placeInMessage(text)
	}
	return 0, "", "", false
}

// hasComments reports whether a language has comments that begin with #.
func hasComments(interpreter string) bool {
	return slices.Contains([]string{"sh", "bash", "dash", "ash", "zsh", "ksh", "fish", "python", "perl", "ruby", "pwsh", "tclsh"}, interpreter)
}

var (
	powershellEnd = lazy.Regexp(`(?i)</powershell>`)
	batchEnd      = lazy.Regexp(`(?i)</script>`)
)

// placeInSection finds the end of a script for Windows.
func placeInSection(text string) (at int, before, after string, ok bool) {
	if at = lastOf(powershellEnd(), text); at >= 0 {
		return at, newLine(text, at) + "# ", "\n", true
	}
	at = lastOf(batchEnd(), text)
	return at, newLine(text, at) + "REM ", "\n", at >= 0
}

// lastOf returns where the last match begins, or -1.
func lastOf(pattern *regexp.Regexp, text string) int {
	found := pattern.FindAllStringIndex(text, -1)
	if len(found) == 0 {
		return -1
	}
	return found[len(found)-1][0]
}

func newLine(text string, at int) string {
	if at > 0 && text[at-1] != '\n' {
		return "\n"
	}
	return ""
}

var boundary = lazy.Regexp(`(?i)boundary="?([^"\s;]+)"?`)

// placeInMessage finds the end of a message in parts. The key is a part of its own there: a
// script that does nothing.
func placeInMessage(text string) (at int, before, after string, ok bool) {
	found := boundary().FindStringSubmatch(text)
	if found == nil || script.HasHole(found[1]) {
		return 0, "", "", false
	}
	line := "--" + found[1]
	at = strings.LastIndex(text, line+"--")
	if at < 0 {
		at = len(text)
	}
	part := line + "\nContent-Type: text/x-shellscript; charset=\"us-ascii\"\n\n#!/bin/sh\n# "
	return at, newLine(text, at) + part, "\n", true
}

// tagged puts a key into a tag of the instances. The values of tags have few characters, so
// that what the deployment brings stands there in Base64.
func (k key) tagged(data *syntax.Node) (*syntax.Node, bool) {
	at := k.at.Span()
	made := func(text string) *syntax.Node { return syntax.NewString(text, at) }
	value := made(k.short())
	if len(k.refs) > 0 {
		refs := syntax.NewCall("Fn::Base64", at, joined(" ", syntax.NewList(at, k.refs...)), at)
		value = joined(" ", syntax.NewList(at, value, refs))
	}
	tag := syntax.NewMap(at, made("Key"), made(rollTag), made("Value"), value)
	specs := data.Get("TagSpecifications")
	if specs == nil {
		specs = syntax.NewList(at)
	}
	if !specs.Is(syntax.List) {
		return data, false
	}
	kids := slices.Clone(specs.Kids())
	i := slices.IndexFunc(kids, func(spec *syntax.Node) bool { return spec.Get("ResourceType").Text() == "instance" })
	switch {
	case i < 0:
		kids = append(kids, syntax.NewMap(at, made("ResourceType"), made("instance"), made("Tags"), syntax.NewList(at, tag)))
	case kids[i].Get("Tags").Is(syntax.List):
		tags := kids[i].Get("Tags")
		kids[i] = with(kids[i], "Tags", tags.WithKids(append(slices.Clone(tags.Kids()), tag)))
	default:
		return data, false
	}
	return with(data, "TagSpecifications", specs.WithKids(kids)), true
}
