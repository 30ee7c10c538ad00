package expand

import (
	"strings"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/compiler/syntax"
)

// longName returns the long form of a function's short form, or "". It knows every function
// of CloudFormation's template reference; those of the AWS::LanguageExtensions transform and
// of rules have no documented short form, and get one here.
func longName(tag string) string {
	switch tag {
	case "!Ref", "!Condition":
		return tag[1:]
	case "!And", "!Base64", "!Cidr", "!Contains", "!EachMemberEquals", "!EachMemberIn", "!Equals",
		"!FindInMap", "!GetAtt", "!GetAZs", "!GetStackOutput", "!If", "!ImportValue", "!Join", "!Length",
		"!Not", "!Or", "!RefAll", "!Select", "!Split", "!Sub", "!ToJsonString", "!Transform", "!ValueOf",
		"!ValueOfAll":
		return "Fn::" + tag[1:]
	}
	return ""
}

// tagged reads a node with a tag.
func (e *expander) tagged(n *syntax.Node, c context) *syntax.Node {
	if name := longName(n.Tag()); name != "" {
		return e.shortForm(name, n, c)
	}
	if form := e.ownForm(n.Tag()); form != nil {
		return form(e, n, n.Untagged(), c)
	}
	if !isCoreTag(n.Tag()) {
		e.unknownTag(n, c)
	}
	if isForeignTag(n.Tag()) {
		return c.origin.Call(n.Tag()[1:], n.TagSpan(), e.untagged(n.Untagged(), c.deeper()), wholeSpan(n))
	}
	return e.untagged(n.Untagged(), c)
}

// isForeignTag reports whether a tag is a directive of another tool, as !Rain::Embed. In JSON
// the same stands there as a key, so that rules find the same in both.
func isForeignTag(tag string) bool {
	return strings.Contains(tag, "::") && !strings.HasPrefix(tag, "!Fn::")
}

// isBare reports whether a node has no tag that would mean anything here.
func isBare(n *syntax.Node) bool { return n.Tag() == "" || isCoreTag(n.Tag()) }

// isCoreTag reports whether a tag is one of YAML's own, which the reader has obeyed.
func isCoreTag(tag string) bool {
	switch tag {
	case "!", "!!str", "!!int", "!!float", "!!bool", "!!null", "!!map", "!!seq":
		return true
	}
	return false
}

// shortForm writes "!Name value" as {"Fn::Name": value}. A scalar behind such a tag is a
// string, whatever it looks like.
func (e *expander) shortForm(name string, n *syntax.Node, c context) *syntax.Node {
	argument := e.shortArgument(n, c.deeper())
	if name == "Fn::GetAtt" {
		argument = e.splitAttribute(argument)
	}
	return c.origin.Call(name, n.TagSpan(), argument, wholeSpan(n))
}

func (e *expander) shortArgument(n *syntax.Node, c context) *syntax.Node {
	bare := n.Untagged()
	switch {
	case n.Kind() == syntax.Null && n.Text() == "~":
		bare = c.origin.String("", n.Span())
	case n.Is(syntax.Number, syntax.Bool, syntax.Null):
		bare = n.Part(0, len(n.Text()))
	}
	if bare.Kind() != syntax.String || c.frame.included() && isArgument(bare) {
		return e.node(bare, c)
	}
	return e.text(bare, c)
}

// wholeSpan is the place of a node with its tag.
func wholeSpan(n *syntax.Node) source.Span {
	span := n.Span()
	span.Start = min(span.Start, n.TagSpan().Start)
	return span
}

// splitAttribute makes a list of "Resource.Attribute", which goes apart at the first dot. A
// string with braced expressions is left to linking, which knows them.
func (e *expander) splitAttribute(n *syntax.Node) *syntax.Node {
	text, isString := n.Str()
	dot := strings.IndexByte(text, '.')
	if !isString || dot < 0 || e.dialect != CloudFormation && strings.Contains(text, "@{") {
		return n
	}
	return e.splitAt(n, dot)
}

func (e *expander) splitAt(n *syntax.Node, dot int) *syntax.Node {
	c := context{origin: n.Origin(), frame: e.frameOf(n)}
	resource := e.text(n.Part(0, dot), c)
	attribute := e.text(n.Part(dot+1, len(n.Text())), c)
	return c.origin.List(n.Span(), resource, attribute)
}

func (e *expander) unknownTag(n *syntax.Node, c context) {
	tag := n.Tag()
	if isOwnTag(tag) {
		e.fail(n.TagSpan(), c.origin, "the tag `%s` is not CloudFormation's own", tag).Help = "build with --dialect cfnc"
		return
	}
	near := diag.Nearest(strings.Replace(tag, "!Fn::", "!", 1), knownTags(), 2)
	d := e.fail(n.TagSpan(), c.origin, "unknown tag `%s`%s", tag, didYouMean(near))
	d.Help = "use a tag of CloudFormation or cfnc"
	if near != "" {
		d.Help = "write `" + near + "`"
	}
}

func knownTags() []string {
	return []string{
		"!Ref", "!GetAtt", "!Sub", "!Join", "!If", "!Equals", "!And", "!Or", "!Not", "!Condition",
		"!FindInMap", "!Select", "!Split", "!ImportValue", "!Base64", "!Cidr", "!GetAZs", "!Transform",
		"!Include", "!IncludeText", "!Merge", "!GetStackOutput", "!Length", "!ToJsonString",
		"!Contains", "!EachMemberEquals", "!EachMemberIn", "!RefAll", "!ValueOf", "!ValueOfAll",
	}
}
