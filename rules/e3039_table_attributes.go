package rules

import (
	"slices"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func tableAttributes() *lint.Rule {
	return &lint.Rule{
		ID:       "E3039",
		Name:     "table-attributes",
		Title:    "The attributes of a table are not those of its keys",
		Severity: diag.Error,
		Why: `DynamoDB wants a definition for each attribute of a key of the table and its indexes, and for no other: all others need ` +
			`none. It refuses the table otherwise.`,
		Help: "define the attributes of all keys, and no others",
		Bad: []lint.Example{{Name: "an attribute of no key, and one without definition", Template: `Parameters:
  Kind: {Type: String}
Conditions:
  Dated: !Equals [!Ref Kind, dated]
Resources:
  Orders:
    Type: AWS::DynamoDB::Table
    Properties:
      BillingMode: PAY_PER_REQUEST
      AttributeDefinitions:
        - {AttributeName: Id, AttributeType: S}
        - {AttributeName: Price, AttributeType: N} # want
      KeySchema:
        - {AttributeName: Id, KeyType: HASH}
        - !If
          - Dated
          - {AttributeName: Date, KeyType: RANGE} # want
          - !Ref AWS::NoValue
`}},
		Good: []lint.Example{{Name: "keys of the table and of indexes, and what only the deployment knows", Template: `Parameters:
  Key: {Type: String}
Conditions:
  Local: !Equals [!Ref Key, Date]
Resources:
  Orders:
    Type: AWS::DynamoDB::Table
    Properties:
      BillingMode: PAY_PER_REQUEST
      AttributeDefinitions:
        - {AttributeName: Id, AttributeType: S}
        - {AttributeName: Customer, AttributeType: S}
        - !If [Local, {AttributeName: Date, AttributeType: S}, !Ref AWS::NoValue]
      KeySchema: [{AttributeName: Id, KeyType: HASH}]
      GlobalSecondaryIndexes:
        - {IndexName: a, KeySchema: [{AttributeName: Customer, KeyType: HASH}], Projection: {ProjectionType: ALL}}
      LocalSecondaryIndexes: !If
        - Local
        - - IndexName: b
            KeySchema: [{AttributeName: Id, KeyType: HASH}, {AttributeName: Date, KeyType: RANGE}]
            Projection: {ProjectionType: ALL}
        - !Ref AWS::NoValue
  Given:
    Type: AWS::DynamoDB::Table
    Properties:
      BillingMode: PAY_PER_REQUEST
      AttributeDefinitions: [{AttributeName: !Ref Key, AttributeType: S}]
      KeySchema: [{AttributeName: Id, KeyType: HASH}]
`}},
		Check: func(p *lint.Pass) {
			for _, name := range []string{"AWS::DynamoDB::Table", "AWS::DynamoDB::GlobalTable"} {
				for r := range written(p.Template, name) {
					checkTable(p, r)
				}
			}
		},
	}
}

func checkTable(p *lint.Pass, r *template.Resource) {
	defined, allDefined := textsAt(p.Template, r, "AttributeDefinitions.*.AttributeName")
	keys, allKeys := keysOfTable(p.Template, r)
	if len(defined) == 0 || len(keys) == 0 {
		return
	}
	for _, key := range keys {
		if allDefined && !hasText(defined, key.value.Text()) {
			p.At(key.value, "`%s` is an attribute of a key, but has no definition%s", key.value.Text(), didYouMean(key.value.Text(), textsOf(defined)))
		}
	}
	for _, attribute := range defined {
		if allKeys && !hasText(keys, attribute.value.Text()) {
			p.At(attribute.value, "`%s` is defined, but is no attribute of a key", attribute.value.Text())
		}
	}
}

// keysOfTable returns the attributes of the keys of a table and its indexes, and whether these
// are all.
func keysOfTable(t *template.Template, r *template.Resource) (keys []place, all bool) {
	all = true
	for _, path := range []string{
		"KeySchema.*.AttributeName", "GlobalSecondaryIndexes.*.KeySchema.*.AttributeName", "LocalSecondaryIndexes.*.KeySchema.*.AttributeName",
	} {
		more, known := textsAt(t, r, path)
		keys, all = slices.Concat(keys, more), all && known
	}
	return keys, all
}
