package template

import (
	"strings"

	"github.com/cfnc/cfnc/compiler/syntax"
)

// Transform is a macro that the section Transform applies to the whole template.
type Transform struct {
	Name string
	Node *syntax.Node
}

// Transforms that CloudFormation and AWS SAM provide.
const (
	LanguageExtensions = "AWS::LanguageExtensions"
	Serverless         = "AWS::Serverless-2016-10-31"
)

func transforms(n *syntax.Node) []Transform {
	var list []Transform
	if n.Is(syntax.String, syntax.Map) {
		list = append(list, transform(n))
	}
	for _, item := range n.Items() {
		list = append(list, transform(item))
	}
	return list
}

// transform takes both forms: a name, or a map with Name and Parameters.
func transform(n *syntax.Node) Transform {
	if n.Is(syntax.Map) {
		return Transform{Name: n.Get("Name").Text(), Node: n}
	}
	return Transform{Name: n.Text(), Node: n}
}

// HasTransform reports whether the whole template goes through a transform.
func (t *Template) HasTransform(name string) bool {
	for _, transform := range t.Transforms {
		if transform.Name == name {
			return true
		}
	}
	return false
}

// Opaque reports whether the whole template goes through a macro that cfnc does not know:
// nothing can be said of what is missing, and nothing certain of what is there.
func (t *Template) Opaque() bool {
	return t.Macro() != nil
}

// Macro returns the first macro through which the whole template goes and that cfnc does not
// know; nil if there is none.
func (t *Template) Macro() *Transform {
	for i := range t.Transforms {
		if t.Transforms[i].foreign() {
			return &t.Transforms[i]
		}
	}
	return nil
}

func (m *Transform) foreign() bool {
	switch m.Name {
	case LanguageExtensions, Serverless, "AWS::CodeDeployBlueGreen", "AWS::CodeStar", "AWS::ServiceCatalog":
		return false
	}
	return true
}

// ForMacro reports whether a name or a text speaks to a macro that cfnc does not know: it holds
// the macro's name, as `Count: 3` does for the macro Count, or `#!PyPlate` for PyPlate.
func (t *Template) ForMacro(text string) bool {
	for i := range t.Transforms {
		if m := &t.Transforms[i]; m.foreign() && strings.Contains(text, m.ownName()) {
			return true
		}
	}
	return false
}

// ownName leaves out the account in which the macro is registered.
func (m *Transform) ownName() string {
	return m.Name[strings.LastIndex(m.Name, ":")+1:]
}

// MayDeclareMore reports whether a macro, an included snippet, a loop over an unknown
// collection or a section that failed to compile may add parameters, resources and other
// named parts that cannot be seen here.
func (t *Template) MayDeclareMore() bool {
	return t.resources.open || t.Opaque() || t.graph().inserts
}

// MayUseMore reports whether a macro, an included snippet or a part that failed to compile
// may use names in ways that cannot be seen here.
func (t *Template) MayUseMore() bool {
	return t.Opaque() || t.graph().hidden
}

// maxID is the length that CloudFormation allows for a logical ID.
const maxID = 255

// Generated reports whether a name is one that AWS SAM or a module gives to a resource
// that it makes of one in the template: it begins with the logical ID of that one.
func (t *Template) Generated(name string) bool {
	if t.HasTransform(Serverless) && (strings.HasPrefix(name, "Serverless") || name == "CodeDeployServiceRole") {
		return true
	}
	for end := min(len(name)-1, maxID); end > 0; end-- {
		if t.generates(t.Resource(name[:end])) {
			return true
		}
	}
	return false
}

// generates reports whether a resource is replaced by several with names of their own.
func (t *Template) generates(r *Resource) bool {
	if r == nil {
		return false
	}
	return strings.HasSuffix(r.Type, "::MODULE") ||
		strings.HasPrefix(r.Type, "AWS::Serverless::") && t.HasTransform(Serverless)
}
