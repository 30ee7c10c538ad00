package rules

import (
	"slices"
	"strings"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/lint"
	"github.com/cfnc/cfnc/schema"
)

func resourceOfOtherKind() *lint.Rule {
	return &lint.Rule{
		ID:       "I3510",
		Name:     "resource-of-other-kind",
		Title:    "An action works on none of the resources of its statement",
		Severity: diag.Info,
		Why:      `IAM takes any action with any resource. An action that works on other kinds of resources than the statement names is neither allowed nor denied by it. What an action works on is by the service authorization reference of AWS.`,
		Help:     "name a resource that the action works on, or `*`",
		Bad: []lint.Example{{Name: "a queue and a topic for a function", Template: `Conditions:
  Large: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Policy:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument:
        Version: "2012-10-17"
        Statement:
          - Effect: Allow
            Action:
              - sqs:SendMessage
              - sns:Publish
              - lambda:InvokeFunction # want
            Resource:
              - !Sub arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:jobs
              - arn:aws:sns:eu-west-1:123456789012:news
          - Effect: Allow
            Action: dynamodb:GetItem # want
            Resource: !If [Large, "arn:aws:sqs:*:*:jobs", "arn:aws:sqs:*:*:orders"]
`}},
		Good: []lint.Example{{Name: "what the actions work on, or may", Template: `Parameters:
  Function: {Type: String}
Resources:
  Jobs: {Type: AWS::SQS::Queue}
  Policy:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument:
        Version: "2012-10-17"
        Statement:
          - Effect: Allow
            Action: [sqs:SendMessage, lambda:InvokeFunction]
            Resource: [!GetAtt Jobs.Arn, "arn:aws:sns:eu-west-1:123456789012:news"]
          - Effect: Allow
            Action: lambda:InvokeFunction
            Resource: !Sub "arn:aws:lambda:*:${AWS::AccountId}:${Function}"
          - Effect: Allow
            Action: ["lambda:*", s3:ListAllMyBuckets, ournewservice:Frobnicate]
            Resource: arn:aws:sqs:eu-west-1:123456789012:jobs
          - Effect: Allow
            Action: [SQS:sendmessage, lambda:InvokeFunction]
            Resource: "arn:aws:*:eu-west-1:123456789012:*"
`}},
		Check: func(p *lint.Pass) {
			for _, kind := range []policyKind{identityPolicy, resourcePolicy} {
				for policy := range policies(p.Template, kind) {
					for statement := range statements(p.Template, policy) {
						checkKinds(p, statement)
					}
				}
			}
		},
	}
}

// checkKinds reports the actions of a statement that work on none of its resources, if all of
// these are known.
func checkKinds(p *lint.Pass, statement place) {
	var resources []arn
	for at := range each(p.Template, statement, "Resource", isThere) {
		known := arnOf(at.value)
		if known == nil {
			return
		}
		resources = append(resources, known)
	}
	if resources == nil {
		return
	}
	for at := range texts(p.Template, statement, "Action") {
		if kinds := kindsOf(at.value.Text()); kinds != nil && !slices.ContainsFunc(resources, func(a arn) bool { return fitsAny(a, kinds) }) {
			p.At(at.value, "`%s` works on none of the resources of the statement, expected one as `%s`", at.value.Text(), strings.ReplaceAll(kinds[0], ".*", "*"))
		}
	}
}

// kindsOf lists the resources that an action works on, nil for one of which that is not known.
func kindsOf(action string) []string {
	service, name, _ := strings.Cut(strings.ToLower(action), ":")
	row, known := schema.IAMActions(service).Get(name)
	if !known {
		return nil
	}
	return row.Slice()
}

func fitsAny(a arn, kinds []string) bool {
	return slices.ContainsFunc(kinds, func(kind string) bool { return a.overlaps(arnIn(withoutVariables(kind))) })
}

// withoutVariables writes a kind of resources with stars for its variables: ${Partition} and so
// on, and .* for names.
func withoutVariables(kind string) string {
	var b strings.Builder
	for rest := kind; rest != ""; {
		before, after, found := strings.Cut(rest, "${")
		b.WriteString(before)
		rest = ""
		if found {
			b.WriteString("*")
			_, rest, _ = strings.Cut(after, "}")
		}
	}
	return strings.ReplaceAll(b.String(), ".*", "*")
}
