package rules

import (
	"io"

	"github.com/cfnc/cfnc/compiler"
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/emit"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/lint"
)

func templateTooLargeInline() *lint.Rule {
	return &lint.Rule{
		ID:       "H901",
		Name:     "template-too-large-inline",
		Title:    "A template is too large for a request",
		Severity: diag.Warning,
		Why: `CloudFormation takes a template of at most 51,200 bytes in a request. A larger one it reads from S3 only, up to ` +
			`1,000,000 bytes: a deployment that sends the file itself fails. What counts is the output without white space.`,
		Help:  "deploy from S3, as `aws cloudformation deploy --s3-bucket` does, or move a part to a nested stack",
		Quota: true,
		Options: []lint.Option{{
			Name: "deploy", Doc: "how templates get to CloudFormation: `inline` makes this an error, `s3` information",
			Default: lint.Text("unknown"), Choices: []string{"unknown", "inline", "s3"},
		}},
		Made: func() (bad, good []lint.Example) {
			return []lint.Example{largeTemplate("many times the same text", emit.MaxInline), largeAlias("an alias that is written once")},
				[]lint.Example{smallWhenMinified("white space, which does not count")}
		},
		Check: func(p *lint.Pass) {
			first, _ := p.Template.Root.Pair(0)
			size := inlineSize(p.Unit)
			if first == nil || p.Template.Opaque() || size <= emit.MaxInline || size > emit.MaxS3 {
				return
			}
			p.At(first, "the template has %s without white space, and CloudFormation takes at most %d in a request", count(size, "byte"), emit.MaxInline).
				Severity(inlineSeverity(p.Setting("deploy").Text()))
		},
	}
}

func inlineSeverity(deploy string) diag.Severity {
	switch deploy {
	case "inline":
		return diag.Error
	case "s3":
		return diag.Info
	}
	return diag.Warning
}

// inlineSize is the size of the smallest form of a template: what is built of it, without white
// space, or the file itself where that need not be built. It is 0 where a part failed to compile.
func inlineSize(u *compiler.Unit) int {
	written := 0
	for _, doc := range u.Documents {
		written += len(doc.File.Text())
	}
	copied := has(u.Root, func(n *syntax.Node) bool { return n.Origin() != nil })
	switch {
	case has(u.Root, isUnread):
		return 0
	case !copied && written <= emit.MaxInline:
		return written
	}
	built, _ := emit.NewText(u.Root, true).WriteTo(io.Discard) // which never fails
	if !copied {
		return min(written, int(built))
	}
	return int(built)
}

// isUnread reports whether a value failed to compile.
func isUnread(n *syntax.Node) bool { return n.Is(syntax.None) }

// has reports whether a node in a tree is of some kind.
func has(n *syntax.Node, is func(*syntax.Node) bool) bool {
	if is(n) {
		return true
	}
	for _, kid := range n.Kids() {
		if has(kid, is) {
			return true
		}
	}
	return false
}
