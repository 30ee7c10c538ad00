package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
	"github.com/cfnc/cfnc/schema"
)

func databaseClassOfVersion() *lint.Rule {
	return &lint.Rule{
		ID:       "E3062",
		Name:     "database-class-of-version",
		Title:    "A version of an RDS engine does not run on an instance class",
		Severity: diag.Error,
		Why: `Old versions of an engine do not run on new instance classes, and new ones not on old classes. RDS refuses to create ` +
			`the instance, or to change it. Versions that RDS no longer offers are the matter of other rules.`,
		Help: "choose a class that the version runs on, or another version",
		Bad: []lint.Example{{Name: "a class that was gone before the version came", Template: `Parameters:
  Kind: {Type: String}
Conditions:
  Small: !Equals [!Ref Kind, small]
Resources:
  Orders:
    Type: AWS::RDS::DBInstance
    Properties:
      Engine: postgres
      EngineVersion: "18.1"
      DBInstanceClass: db.m3.large # want
  Invoices:
    Type: AWS::RDS::DBInstance
    Properties:
      Engine: postgres
      EngineVersion: "18.1"
      DBInstanceClass: !If
        - Small
        - db.t2.micro # want
        - db.m6g.large
`}},
		Good: []lint.Example{{Name: "a class of the version, and what only the deployment knows", Template: `Parameters:
  Kind: {Type: String}
Conditions:
  Old: !Equals [!Ref Kind, old]
Resources:
  Orders:
    Type: AWS::RDS::DBInstance
    Properties:
      Engine: postgres
      EngineVersion: "18.1"
      DBInstanceClass: db.m6g.large
  Invoices:
    Type: AWS::RDS::DBInstance
    Properties:
      Engine: postgres
      EngineVersion: !If [Old, !Ref Kind, "18.1"]
      DBInstanceClass: !If [Old, db.m3.large, db.m6g.large]
  Gone:
    Type: AWS::RDS::DBInstance
    Properties:
      Engine: postgres
      EngineVersion: "9.6.1"
      DBInstanceClass: db.m3.large
`}},
		Check: func(p *lint.Pass) {
			gone := goneVersions(p)
			for r := range written(p.Template, "AWS::RDS::DBInstance") {
				checkVersions(p, r, gone)
			}
		},
	}
}

// goneVersions returns where engine versions stand that RDS does not offer, or no longer. Of
// what they run on nothing is known.
func goneVersions(p *lint.Pass) map[*syntax.Node]bool {
	gone := map[*syntax.Node]bool{}
	for _, rule := range []string{"E3691", "W3691"} {
		for _, v := range p.Unit.Violations(rule) {
			gone[v.Node] = true
		}
	}
	return gone
}

func checkVersions(p *lint.Pass, r *template.Resource, gone map[*syntax.Node]bool) {
	for engine, version := range pairs(p.Template, nil, placesAt(p.Template, r, "Engine"), placesAt(p.Template, r, "EngineVersion")) {
		product := engine.value.Text() + " " + version.value.Text()
		classes, known := schema.DBInstanceClasses(engine.value.Text(), version.value.Text())
		if !known || gone[version.value] {
			continue
		}
		for class := range placesAt(p.Template, r, "DBInstanceClass") {
			name, ok := class.literal()
			if ok && !classes.Has(name) && together(p.Template, engine.when.And(version.when), class.when) {
				p.At(class.value, "`%s` does not run on `%s`", product, name)
			}
		}
	}
}
