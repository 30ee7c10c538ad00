package rules

import (
	"slices"
	"strings"

	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

// checkPolicy reports what IAM refuses in a policy document.
func checkPolicy(p *lint.Pass, policy place, kind policyKind) {
	known := []string{"Version", "Id", "Statement"}
	for key, value := range policy.value.Pairs() {
		name := key.Text()
		if !slices.Contains(known, name) && !strings.HasPrefix(name, "Fn::") && !template.IsNoValue(value) {
			p.At(key, "`%s` is no element of a policy%s", name, didYouMean(name, known))
		}
	}
	checkWord(p, policy, "Version", "2012-10-17", "2008-10-17")
	if policy.value.Key("Statement") == nil {
		p.At(policy.key, "the policy has no `Statement`")
	}
	for statement := range statements(p.Template, policy) {
		checkStatement(p, statement, kind)
	}
}

func checkStatement(p *lint.Pass, statement place, kind policyKind) {
	known := []string{"Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Resource", "NotResource", "Condition"}
	for key, value := range statement.value.Pairs() {
		switch name := key.Text(); {
		case strings.HasPrefix(name, "Fn::"):
			return
		case template.IsNoValue(value):
		case !slices.Contains(known, name):
			p.At(key, "`%s` is no element of a statement%s", name, didYouMean(name, known))
		case kind == identityPolicy && strings.HasSuffix(name, "Principal"):
			p.At(key, "`%s` has no place here: the policy is for the identity to which it is attached", name).Help("remove `%s`", name)
		case kind.isOwn() && strings.HasSuffix(name, "Resource"):
			p.At(key, "`%s` has no place here: the policy is for what it is attached to", name).Help("remove `%s`", name)
		}
	}
	checkWord(p, statement, "Effect", "Allow", "Deny")
	needsOne(p, statement, "Effect")
	needsOne(p, statement, "Action", "NotAction")
	if kind == identityPolicy {
		needsOne(p, statement, "Resource", "NotResource")
	} else {
		needsOne(p, statement, "Principal", "NotPrincipal")
		checkPrincipal(p, statement)
	}
	if kind == identityPolicy || kind == trustPolicy {
		checkSid(p, statement)
	}
	checkActions(p, statement)
	checkARNs(p, statement)
}

// isOwn reports whether policies of a kind are for nothing but what they are attached to, so that
// a statement must not name it.
func (k policyKind) isOwn() bool { return k == repositoryPolicy || k == trustPolicy }

// checkWord reports a literal that is none of the words that an element can be.
func checkWord(p *lint.Pass, of place, name string, words ...string) {
	for at := range texts(p.Template, of, name) {
		if text := at.value.Text(); !slices.Contains(words, text) {
			p.At(at.value, "`%s` is no value of `%s`, expected %s%s", text, name, oneOf(words), didYouMean(text, words))
		}
	}
}

// needsOne reports a statement with none of the elements, or with more than one.
func needsOne(p *lint.Pass, statement place, names ...string) {
	var there []*syntax.Node
	for _, name := range names {
		if key := statement.value.Key(name); key != nil && !template.IsNoValue(statement.value.Get(name)) {
			there = append(there, key)
		}
	}
	switch {
	case len(there) > 1 && template.CallOf(statement.value.Get(names[0])).Function != template.FnIf:
		p.At(there[1], "a statement has `%s` or `%s`, and this one has both", names[0], names[1])
	case len(there) == 0:
		p.At(firstKey(statement), "a statement has %s, and this one does not", oneOf(names)).Help("add %s to the statement", oneOf(names))
	}
}

// firstKey is where what a statement lacks is reported.
func firstKey(statement place) *syntax.Node {
	for key := range statement.value.Pairs() {
		return key
	}
	return statement.value
}

// checkPrincipal looks at how a statement says whom it is for: any, or a map by kinds.
func checkPrincipal(p *lint.Pass, statement place) {
	known := []string{"AWS", "Service", "Federated", "CanonicalUser"}
	for _, name := range []string{"Principal", "NotPrincipal"} {
		for at := range each(p.Template, statement, name, isPlain) {
			for key, value := range at.value.Pairs() {
				if kind := key.Text(); !slices.Contains(known, kind) && !template.IsNoValue(value) {
					p.At(key, "`%s` is no kind of principal, expected %s%s", kind, oneOf(known), didYouMean(kind, known))
				}
			}
		}
		for at := range texts(p.Template, statement, name) {
			if text := at.value.Text(); text != "*" {
				p.At(at.value, "`%s` is no principal, expected `*` or a map like `AWS: ARN`", text)
			}
		}
	}
}

// checkSid wants the name of a statement to be one that IAM takes. Other services take more.
func checkSid(p *lint.Pass, statement place) {
	for at := range texts(p.Template, statement, "Sid") {
		if text := at.value.Text(); !isAlphanumeric(text, "") && text != "" {
			p.At(at.value, "`%s` cannot be the `Sid` of a statement, which takes letters and digits only", text)
		}
	}
}

func checkActions(p *lint.Pass, statement place) {
	for _, name := range []string{"Action", "NotAction"} {
		for at := range texts(p.Template, statement, name) {
			if text := at.value.Text(); text != "*" && !strings.Contains(text, ":") {
				p.At(at.value, "`%s` is no action, expected one like `s3:GetObject` or `*`", text)
			}
		}
	}
}

func checkARNs(p *lint.Pass, statement place) {
	for _, name := range []string{"Resource", "NotResource"} {
		for at := range texts(p.Template, statement, name) {
			if text := at.value.Text(); !strings.HasPrefix(text, "*") && !strings.HasPrefix(text, "arn:") {
				p.At(at.value, "`%s` is no resource, expected an ARN or `*`", text)
			}
		}
	}
}
