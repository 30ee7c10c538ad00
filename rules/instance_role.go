package rules

import (
	"slices"
	"strings"

	"github.com/cfnc/cfnc/compiler/template"
)

const roleType = "AWS::IAM::Role"

// instanceRoles lists the roles that instances have: those in an instance profile, and those that
// EC2 may take.
func instanceRoles(t *template.Template) (list []*template.Resource) {
	for _, profile := range t.OfType("AWS::IAM::InstanceProfile") {
		list = append(list, namedAt(t, profile, "Roles.*")...)
	}
	for _, role := range t.OfType(roleType) {
		if trustsEC2(t, role) {
			list = append(list, role)
		}
	}
	return list
}

// namedAt lists the resources that the values at a path of a resource name.
func namedAt(t *template.Template, r *template.Resource, path string) (list []*template.Resource) {
	for at := range placesAt(t, r, path) {
		if named, _ := t.Certain(at.value); named != nil {
			list = append(list, named)
		}
	}
	return list
}

func trustsEC2(t *template.Template, role *template.Resource) bool {
	for policy := range placesAt(t, role, "AssumeRolePolicyDocument") {
		for statement := range statements(t, policy) {
			for principal := range each(t, statement, "Principal", isPlain) {
				for service := range each(t, principal, "Service", isThere) {
					if isEC2(t, service) {
						return true
					}
				}
			}
		}
	}
	return false
}

// isEC2 reports whether a place names EC2, in any partition.
func isEC2(t *template.Template, service place) bool {
	return slices.ContainsFunc(t.Texts(service.value, service.when), func(x template.Text) bool { return strings.HasPrefix(x.String(), "ec2.") })
}

// instancePolicies lists the policy documents that say what instances may do.
func instancePolicies(t *template.Template) (documents []place) {
	roles := instanceRoles(t)
	add := func(r *template.Resource, path string) {
		for document := range placesAt(t, r, path) {
			if isPlain(document.value) {
				documents = append(documents, document)
			}
		}
	}
	var managed []*template.Resource
	for _, role := range t.OfType(roleType) {
		if slices.Contains(roles, role) {
			add(role, "Policies.*.PolicyDocument")
			managed = append(managed, namedAt(t, role, "ManagedPolicyArns.*")...)
		}
	}
	for _, attached := range [][2]string{{"AWS::IAM::Policy", "Roles.*"}, {"AWS::IAM::ManagedPolicy", "Roles.*"}, {"AWS::IAM::RolePolicy", "RoleName"}} {
		for _, r := range t.OfType(attached[0]) {
			if slices.Contains(managed, r) || sharesAny(namedAt(t, r, attached[1]), roles) {
				add(r, "PolicyDocument")
			}
		}
	}
	return documents
}

// sharesAny reports whether two lists have an entry in common.
func sharesAny(a, b []*template.Resource) bool {
	return slices.ContainsFunc(a, func(r *template.Resource) bool { return slices.Contains(b, r) })
}
