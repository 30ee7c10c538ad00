package rules

import (
	"slices"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/lint"
)

func documentContent() *lint.Rule {
	return &lint.Rule{
		ID:       "E3051",
		Name:     "document-content",
		Title:    "A document of Systems Manager is not made as its type wants",
		Severity: diag.Error,
		Why: `Systems Manager reads a document by its schema version, which must be one of the document's type, and refuses one without ` +
			`steps, or with steps that have no name or no action.`,
		Help: "write a schema version of the type, and `mainSteps` with `name` and `action`",
		Bad: []lint.Example{{Name: "a version of another type, no steps, and a step without action", Template: `Parameters:
  Kind: {Type: String}
Conditions:
  Old: !Equals [!Ref Kind, old]
Resources:
  Command:
    Type: AWS::SSM::Document
    Properties:
      Content:
        schemaVersion: !If
          - Old
          - "0.3" # want
          - "2.2"
        mainSteps:
          - name: install # want
            inputs: {}
  Automation:
    Type: AWS::SSM::Document
    Properties:
      DocumentType: Automation
      Content: # want
        schemaVersion: "0.3"
        description: restarts
  Versionless:
    Type: AWS::SSM::Document
    Properties:
      Content: # want
        mainSteps: [{name: a, action: "aws:runShellScript"}]
`}},
		Good: []lint.Example{{Name: "documents of several types", Template: `Parameters:
  Kind: {Type: String}
Resources:
  Command:
    Type: AWS::SSM::Document
    Properties:
      DocumentType: Command
      Content:
        schemaVersion: "2.2"
        mainSteps: [{name: install, action: "aws:runShellScript", inputs: {runCommand: [yum update]}}]
  Old:
    Type: AWS::SSM::Document
    Properties:
      Content: {schemaVersion: "1.2", runtimeConfig: {}}
  Automation:
    Type: AWS::SSM::Document
    Properties:
      DocumentType: Automation
      Content: {schemaVersion: "0.3", mainSteps: [{name: wait, action: "aws:sleep"}]}
  Session:
    Type: AWS::SSM::Document
    Properties:
      DocumentType: Session
      Content: {schemaVersion: "1.0", sessionType: Standard_Stream}
  Other:
    Type: AWS::SSM::Document
    Properties:
      DocumentType: !Ref Kind
      Content: {schemaVersion: "9"}
  Text:
    Type: AWS::SSM::Document
    Properties:
      Content: !Ref Kind
  Steps:
    Type: AWS::SSM::Document
    Properties:
      Content: {schemaVersion: "2.2", mainSteps: !Ref Kind}
`}},
		Check: func(p *lint.Pass) {
			for r := range written(p.Template, "AWS::SSM::Document") {
				for content, kind := range pairs(p.Template, nil, placesAt(p.Template, r, "Content"), settings(p.Template, r, "DocumentType")) {
					if name, known := kind.literal(); isPlain(content.value) && (known || kind.value == nil) {
						checkDocument(p, content, name)
					}
				}
			}
		},
	}
}

// documentVersions lists the schema versions of the types of documents that are known. A document
// without a type is a command.
func documentVersions(kind string) []string {
	switch kind {
	case "", "Command":
		return []string{"1.2", "2.0", "2.2"}
	case "Automation":
		return []string{"0.3"}
	case "Session":
		return []string{"1.0"}
	}
	return nil
}

func checkDocument(p *lint.Pass, content place, kind string) {
	versions := documentVersions(kind)
	if versions == nil {
		return
	}
	if content.value.Key("schemaVersion") == nil {
		p.At(content.key, "`schemaVersion` is missing, expected %s", oneOf(versions))
	}
	for at := range below(p.Template, content, "schemaVersion") {
		version, known := at.scalar()
		switch {
		case known && !slices.Contains(versions, version):
			p.At(at.value, "`%s` is no schema version of the document's type, expected %s", version, oneOf(versions))
		case known && wantsSteps(version):
			checkSteps(p, content)
		}
	}
}

// wantsSteps reports whether documents of a schema version are made of steps.
func wantsSteps(version string) bool { return version == "0.3" || version == "2.0" || version == "2.2" }

func checkSteps(p *lint.Pass, content place) {
	if content.value.Key("mainSteps") == nil {
		p.At(content.key, "`mainSteps` is missing")
	}
	for step := range below(p.Template, content, "mainSteps.*") {
		for _, name := range []string{"action", "name"} {
			if isPlain(step.value) && step.value.Key(name) == nil {
				p.At(firstKey(step), "`%s` of the step is missing", name)
			}
		}
	}
}
