package template

import "github.com/cfnc/cfnc/compiler/diag"

// NoValue is the pseudo parameter that removes the property it is given to.
const NoValue = "AWS::NoValue"

// PseudoParameters returns the names that Ref knows in every template.
func PseudoParameters() []string {
	return []string{"AWS::AccountId", NoValue, "AWS::NotificationARNs", "AWS::Partition",
		"AWS::Region", "AWS::StackId", "AWS::StackName", "AWS::URLSuffix"}
}

// IsPseudoParameter reports whether Ref knows a name in every template.
func IsPseudoParameter(name string) bool {
	for _, pseudo := range PseudoParameters() {
		if name == pseudo {
			return true
		}
	}
	return false
}

// Undeclared returns the first of the names of a use that certainly is neither a parameter
// nor a resource nor a pseudo parameter, or "".
func (t *Template) Undeclared(u *Use) string {
	if !u.Known() || t.MayDeclareMore() {
		return ""
	}
	for name := range u.Names() {
		if t.Parameter(name) == nil && t.Resource(name) == nil && !IsPseudoParameter(name) && !t.Generated(name) {
			return name
		}
	}
	return ""
}

// Nearest returns the declared name that an undeclared one was probably meant to be: a
// parameter, a resource or a pseudo parameter at no more than two edits. Else it is "".
func (t *Template) Nearest(name string) string {
	return diag.Nearest(name, t.declared(), 2)
}

// declared lists what Ref may name.
func (t *Template) declared() []string {
	t.listed.Do(func() { t.names = t.listNames() })
	return t.names
}

func (t *Template) listNames() []string {
	names := PseudoParameters()
	for _, p := range t.Parameters {
		names = append(names, p.Name)
	}
	for _, r := range t.Resources {
		names = append(names, r.ID)
	}
	return names
}
