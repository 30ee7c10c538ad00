package rules

import (
	"strings"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/lint"
	"github.com/cfnc/cfnc/schema"
)

func unknownIAMAction() *lint.Rule {
	return &lint.Rule{
		ID:       "W3037",
		Name:     "unknown-iam-action",
		Title:    "A policy names an action that does not exist",
		Severity: diag.Warning,
		Why: `IAM takes any name of an action. One that does not exist allows nothing and denies nothing, and the error shows when ` +
			`the service is used. Not all actions are known here: one is reported when it has a word that no action of any service ` +
			`has, and is two letters or fewer away from one of its service, or when it begins nearly as another of the service, ` +
			`with a word that actions of no two services begin with.`,
		Help: "correct the action; the service authorization reference of AWS lists them",
		Bad: []lint.Example{{Name: "a noun for a verb", Template: `Resources:
  Policy:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument:
        Version: "2012-10-17"
        Statement:
          - Effect: Allow
            Action:
              - s3:ReplicateObject
              - s3:ReplicationTags # want
            Resource: "*"
`}, {Name: "typing errors, one in a branch", Template: `Conditions:
  Live: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Policy:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument:
        Version: "2012-10-17"
        Statement:
          - {Effect: Allow, Action: "s3:GetObjcet", Resource: "*"} # want
          - {Effect: Allow, Action: !If [Live, "dynamodb:DelteItem", "dynamodb:GetItem"], Resource: "*"} # want
`}},
		Good: []lint.Example{{Name: "actions, and what may be one", Template: `Resources:
  Policy:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument:
        Version: "2012-10-17"
        Statement:
          - Effect: Allow
            Action:
              - s3:ReplicateTags
              - s3:listallmybuckets
              - S3:Get*
              - "s3:*Object"
              - s3:ListBuckets
              - s3:GetObjects
              - ournewservice:Frobnicate
            Resource: "*"
`}},
		Check: func(p *lint.Pass) {
			for _, policy := range allPolicies(p.Template) {
				for statement := range statements(p.Template, policy) {
					checkKnownActions(p, statement)
				}
			}
		},
	}
}

func checkKnownActions(p *lint.Pass, statement place) {
	for _, name := range []string{"Action", "NotAction"} {
		for at := range texts(p.Template, statement, name) {
			service, action, _ := strings.Cut(at.value.Text(), ":")
			if near := misspelt(strings.ToLower(service), action); near != nil {
				p.At(at.value, "`%s` is no action of the service `%s`", at.value.Text(), service).
					Help("write an action that exists, in upper or lower case: %s", oneOf(near))
			}
		}
	}
}

// misspelt returns the actions of the service that a misspelt one may have meant. It is nil for
// an action that may exist.
func misspelt(service, action string) []string {
	if near := mistyped(service, action); near != "" {
		return []string{near}
	}
	return misnamed(service, action)
}

// mistyped returns the action that is two letters or fewer away from one with a word that is
// in no action of any service: `GetObjects` may be one, `GetObjcet` is none.
func mistyped(service, action string) string {
	var known []string
	for name := range schema.IAMActions(service).All() {
		known = append(known, name)
	}
	near := diag.Nearest(strings.ToLower(action), known, 2)
	if near == "" || firstWord(action) == action || strings.ContainsAny(action, "*?") || !hasUnknownWord(action) {
		return "" // the words of listallmybuckets, in lower case, cannot be told
	}
	return near
}

// hasUnknownWord looks at words of four letters and more: shorter ones are in anything.
func hasUnknownWord(action string) bool {
	const shortest = 4
	for action != "" {
		word := firstWord(action)
		if len(word) >= shortest && !isWord(strings.ToLower(word)) {
			return true
		}
		action = action[len(word):]
	}
	return false
}

// misnamed returns the actions that begin as one does that begins with no verb: five letters of
// it are right.
func misnamed(service, action string) (near []string) {
	const right = 5
	verb := strings.ToLower(firstWord(action))
	if len(verb) <= right || len(verb) == len(action) {
		return nil
	}
	for name := range schema.IAMActions(service).All() {
		if strings.HasPrefix(name, verb[:right]) {
			near = append(near, name)
		}
	}
	if near == nil || strings.HasPrefix(near[0], verb) || isVerb(verb) {
		return nil
	}
	return near
}

// isVerb reports whether actions of two services begin with a word: one may use a noun, as
// elasticfilesystem:ReplicationRead.
func isVerb(word string) bool {
	services := 0
	for service := range schema.IAMServices() {
		for name := range schema.IAMActions(service).All() {
			if strings.HasPrefix(name, word) {
				services++
				break
			}
		}
	}
	return services > 1
}

// isWord reports whether an action of some service has a word.
func isWord(word string) bool {
	for service := range schema.IAMServices() {
		for name := range schema.IAMActions(service).All() {
			if strings.Contains(name, word) {
				return true
			}
		}
	}
	return false
}

// firstWord is what stands before the second capital letter or the first wildcard.
func firstWord(action string) string {
	for i, r := range action {
		if r == '*' || r == '?' || i > 0 && r >= 'A' && r <= 'Z' {
			return action[:i]
		}
	}
	return action
}
