package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func keySchemaOrder() *lint.Rule {
	return &lint.Rule{
		ID:       "E3008",
		Name:     "key-schema-order",
		Title:    "The keys of a table are in the wrong order",
		Severity: diag.Error,
		Why: `DynamoDB reads the key schema of a table or an index by position: first the partition key, HASH, then the sort key, ` +
			`RANGE. It refuses another order (API reference of CreateTable).`,
		Help: "put the `HASH` key first, and the `RANGE` key after it",
		Bad: []lint.Example{{Name: "a table and an index", Template: `Conditions:
  Dated: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Orders:
    Type: AWS::DynamoDB::Table
    Properties:
      BillingMode: PAY_PER_REQUEST
      AttributeDefinitions:
        - {AttributeName: Id, AttributeType: S}
        - {AttributeName: Date, AttributeType: S}
      KeySchema:
        - {AttributeName: Date, KeyType: RANGE} # want
        - {AttributeName: Id, KeyType: HASH}
      GlobalSecondaryIndexes: !If
        - Dated
        - - IndexName: Dates
            KeySchema:
              - {AttributeName: Date, KeyType: HASH}
              - {AttributeName: Id, KeyType: HASH} # want
            Projection: {ProjectionType: ALL}
        - !Ref AWS::NoValue
`}},
		Good: []lint.Example{{Name: "in order, and what only the deployment knows", Template: `Parameters:
  First: {Type: String}
Conditions:
  Dated: !Equals [!Ref First, RANGE]
Resources:
  Orders:
    Type: AWS::DynamoDB::Table
    Properties:
      BillingMode: PAY_PER_REQUEST
      AttributeDefinitions:
        - {AttributeName: Id, AttributeType: S}
        - {AttributeName: Date, AttributeType: S}
      KeySchema:
        - {AttributeName: Id, KeyType: HASH}
        - {AttributeName: Date, KeyType: RANGE}
      GlobalSecondaryIndexes:
        - IndexName: Given
          KeySchema:
            - {AttributeName: Id, KeyType: !Ref First}
            - {AttributeName: Date, KeyType: RANGE}
          Projection: {ProjectionType: ALL}
        - IndexName: Chosen
          KeySchema:
            - !If [Dated, !Ref AWS::NoValue, {AttributeName: Id, KeyType: HASH}]
            - {AttributeName: Date, KeyType: HASH}
          Projection: {ProjectionType: ALL}
`}},
		Check: func(p *lint.Pass) {
			for _, name := range []string{"AWS::DynamoDB::Table", "AWS::DynamoDB::GlobalTable"} {
				for r := range written(p.Template, name) {
					checkKeyOrder(p, r)
				}
			}
		},
	}
}

func checkKeyOrder(p *lint.Pass, r *template.Resource) {
	for _, path := range []string{"KeySchema", "GlobalSecondaryIndexes.*.KeySchema", "LocalSecondaryIndexes.*.KeySchema"} {
		for at := range placesAt(p.Template, r, path) {
			checkKeyTypes(p, at.value)
		}
	}
}

// checkKeyTypes reports the first key that stands where the other belongs. A function may leave
// a key out, so that the next takes its place.
func checkKeyTypes(p *lint.Pass, keys *syntax.Node) {
	for i, name := range []string{"HASH", "RANGE"} {
		key := keys.Item(i)
		if template.CallOf(key).Function != "" {
			return
		}
		kind := key.Get("KeyType")
		if text := kind.Text(); text != name && (text == "HASH" || text == "RANGE") {
			p.At(kind, "`%s` stands where DynamoDB expects the `%s` key", text, name)
			return
		}
	}
}
