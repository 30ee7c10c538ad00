package rules

import (
	"iter"
	"strings"

	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
)

// policyKind says to what a policy document is attached.
type policyKind uint8

const (
	identityPolicy   policyKind = iota // to who acts
	resourcePolicy                     // to what is acted on, which a statement names
	repositoryPolicy                   // to a repository, which a statement does not name
	trustPolicy                        // to a role: who may take it
)

// policyPaths are the properties that hold policy documents, by
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/ as it was in 2026.
func policyPaths(kind policyKind) [][2]string {
	switch kind {
	case identityPolicy:
		return [][2]string{
			{"AWS::IAM::Group", "Policies.*.PolicyDocument"}, {"AWS::IAM::GroupPolicy", "PolicyDocument"},
			{"AWS::IAM::ManagedPolicy", "PolicyDocument"}, {"AWS::IAM::Policy", "PolicyDocument"},
			{"AWS::IAM::Role", "Policies.*.PolicyDocument"}, {"AWS::IAM::RolePolicy", "PolicyDocument"},
			{"AWS::IAM::User", "Policies.*.PolicyDocument"}, {"AWS::IAM::UserPolicy", "PolicyDocument"},
		}
	case repositoryPolicy:
		return [][2]string{{"AWS::ECR::Repository", "RepositoryPolicyText"}}
	case trustPolicy:
		return [][2]string{{"AWS::IAM::Role", "AssumeRolePolicyDocument"}}
	}
	return [][2]string{
		{"AWS::KMS::Key", "KeyPolicy"}, {"AWS::KMS::ReplicaKey", "KeyPolicy"},
		{"AWS::S3::BucketPolicy", "PolicyDocument"},
		{"AWS::SNS::TopicPolicy", "PolicyDocument"}, {"AWS::SQS::QueuePolicy", "PolicyDocument"},
		{"AWS::SecretsManager::ResourcePolicy", "ResourcePolicy"},
	}
}

// policies goes through the policy documents of a kind that are maps here.
func policies(t *template.Template, kind policyKind) iter.Seq[place] {
	return func(yield func(place) bool) {
		for _, at := range policyPaths(kind) {
			for _, r := range t.OfType(at[0]) {
				for document := range placesAt(t, r, at[1]) {
					if isPlain(document.value) && !yield(document) {
						return
					}
				}
			}
		}
	}
}

// allPolicies goes through the policy documents of all kinds.
func allPolicies(t *template.Template) iter.Seq2[policyKind, place] {
	return func(yield func(policyKind, place) bool) {
		for _, kind := range []policyKind{identityPolicy, resourcePolicy, repositoryPolicy, trustPolicy} {
			for document := range policies(t, kind) {
				if !yield(kind, document) {
					return
				}
			}
		}
	}
}

// isPlain reports whether a node is a map to whose keys no function adds any.
func isPlain(n *syntax.Node) bool {
	for key := range n.Pairs() {
		if strings.HasPrefix(key.Text(), "Fn::") {
			return false
		}
	}
	return n.Is(syntax.Map) && template.CallOf(n).Function == ""
}

// statements goes through the statements of a policy: one may stand without a list.
func statements(t *template.Template, policy place) iter.Seq[place] {
	return each(t, policy, "Statement", isPlain)
}

// texts goes through the literals of an element of a statement, as of Action.
func texts(t *template.Template, statement place, name string) iter.Seq[place] {
	return each(t, statement, name, isFixed)
}

func isThere(n *syntax.Node) bool { return !template.IsNoValue(n) }

// each goes through the values of a key that pass, of which one may stand without a list.
func each(t *template.Template, of place, name string, pass func(*syntax.Node) bool) iter.Seq[place] {
	return func(yield func(place) bool) {
		key := of.value.Key(name)
		one := func(at place) bool { return !pass(at.value) || yield(at) }
		follow(t, place{key, of.value.Get(name), of.when}, "", func(at place) bool {
			if at.value.Is(syntax.List) {
				return step(t, at, "*", one)
			}
			return one(at)
		})
	}
}
