// Package live knows what AWS can be asked for just before a deployment: the attributes of
// resources that Fn::GetAtt does not give, as the number of instances that a group has. It
// also has the manifest of bindings, which says what each generated parameter stands for. It
// knows no templates, and asks nobody.
package live

import "strings"

// ParameterType stands for the type of a resource where a live value is that of a parameter.
const ParameterType = "Parameter"

// PreviousValue is what can be asked of a parameter: the value that the stack has.
const PreviousValue = "PreviousValue"

// Attribute is a value of a resource that AWS can be asked for.
type Attribute struct {
	Type     string   // of the resource
	Name     string   // as in @Resource.Name
	Explicit bool     // only by live(…): @Resource.Name means something else, or does so in other types
	Text     bool     // a text; else a number
	API      string   // service and action, as IAM names them
	Path     string   // of the value in the answer, in JMESPath
	Begins   []string // properties that say what the value is before anything changes it; the first that is known counts
	Default  string   // where none of them is known; "" for a text that has none
	Low      Limit    // the value lies between these, where they are
	High     Limit
}

// Limit is a size that bounds others.
type Limit struct {
	Property string // of the resource, with dots
	Path     string // in the answer
}

// Word is how an expression names the limit.
func (l Limit) Word() string { return l.Property[strings.LastIndexByte(l.Property, '.')+1:] }

// Find returns an attribute of a resource type.
func Find(resourceType, name string) (a Attribute, ok bool) {
	for _, a := range attributes {
		if a.Type == resourceType && a.Name == name {
			return a, true
		}
	}
	return Attribute{}, false
}

// Names lists the attributes of a resource type.
func Names(resourceType string) (names []string) {
	for _, a := range attributes {
		if a.Type == resourceType {
			names = append(names, a.Name)
		}
	}
	return names
}

// Attributes lists all of them.
func Attributes() []Attribute { return append([]Attribute(nil), attributes[:]...) }
