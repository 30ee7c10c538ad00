package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/lint"
)

// The rules for functions that begin from a snapshot of their memory.

const functionOfSnapStart = `Resources:
  Hello:
    Type: AWS::Lambda::Function
    Properties:
      Role: arn:aws:iam::123456789012:role/hello
      Code: {S3Bucket: code-of-hello, S3Key: hello.zip}
      Handler: hello.Main
`

func snapStartRuntime() *lint.Rule {
	return &lint.Rule{
		ID:       "E2530",
		Name:     "snap-start-runtime",
		Title:    "A runtime cannot be used with SnapStart",
		Severity: diag.Error,
		Why: `SnapStart works with Java from 11 on, Python from 3.12 on and .NET from 8 on. Lambda refuses it for all other ` +
			`runtimes, and for functions that are container images.`,
		Help: "remove `SnapStart`, or use a runtime that has it",
		Bad: []lint.Example{{Name: "a runtime without it in a branch", Template: `Parameters:
  Kind: {Type: String}
Conditions:
  Java: !Equals [!Ref Kind, java]
` + functionOfSnapStart + `      SnapStart: {ApplyOn: PublishedVersions}
      Runtime: !If
        - Java
        - java21
        - nodejs22.x # want
`}},
		Good: []lint.Example{{Name: "a runtime that has it, and one of the deployment", Template: `Parameters:
  Runtime: {Type: String}
Conditions:
  Java: !Equals [!Ref Runtime, java21]
` + functionOfSnapStart + `      SnapStart: {ApplyOn: PublishedVersions}
      Runtime: python3.13
  Other:
    Type: AWS::Lambda::Function
    Properties: {SnapStart: {ApplyOn: PublishedVersions}, Runtime: !Ref Runtime}
  Off:
    Type: AWS::Lambda::Function
    Properties: {SnapStart: {ApplyOn: None}, Runtime: nodejs22.x}
  Either:
    Type: AWS::Lambda::Function
    Properties:
      SnapStart: {ApplyOn: !If [Java, PublishedVersions, None]}
      Runtime: !If [Java, java21, nodejs22.x]
`}},
		Check: func(p *lint.Pass) {
			for r := range functions(p.Template) {
				for snap, runtime := range pairs(p.Template, nil, snapStarts(p.Template, r), placesAt(p.Template, r, "Runtime")) {
					if name, ok := runtime.literal(); ok && !canSnapStart(name) {
						p.At(runtime.value, "`%s` cannot be used with SnapStart", name).Note(snap.value, "SnapStart is turned on here")
					}
				}
			}
		},
	}
}

func snapStartVersion() *lint.Rule {
	return &lint.Rule{
		ID:       "W2530",
		Name:     "snap-start-without-version",
		Title:    "SnapStart is turned on for a function without a version",
		Severity: diag.Warning,
		Why: `SnapStart works for published versions only. A function that is called without a version starts as slowly as before, ` +
			`and the snapshots are never used.`,
		Help: "add an `AWS::Lambda::Version` of the function, and call that, or an alias of it",
		Bad: []lint.Example{{Name: "no version", Template: functionOfSnapStart + `      Runtime: java21
      SnapStart:
        ApplyOn: PublishedVersions # want
  Other:
    Type: AWS::Lambda::Function
    Properties: {Runtime: java21}
  Version:
    Type: AWS::Lambda::Version
    Properties: {FunctionName: !Ref Other}
`}},
		Good: []lint.Example{
			{Name: "a version", Template: functionOfSnapStart + `      Runtime: java21
      SnapStart: {ApplyOn: PublishedVersions}
  Version:
    Type: AWS::Lambda::Version
    Properties: {FunctionName: !GetAtt Hello.Arn}
`},
			{Name: "a version of a function that only the deployment knows", Template: `Parameters:
  Name: {Type: String}
` + functionOfSnapStart + `      Runtime: java21
      FunctionName: !Ref Name
      SnapStart: {ApplyOn: PublishedVersions}
  Version:
    Type: AWS::Lambda::Version
    Properties: {FunctionName: !Ref Name}
`},
		},
		Check: func(p *lint.Pass) {
			for r := range functions(p.Template) {
				for snap := range snapStarts(p.Template, r) {
					if r.Type == "AWS::Lambda::Function" && !p.Template.MayDeclareMore() && !mayHaveVersion(p.Template, r) {
						p.At(snap.value, "`%s` has no version, so that SnapStart does nothing", r.ID)
					}
				}
			}
		},
	}
}

func snapStartAdvice() *lint.Rule {
	return &lint.Rule{
		ID:       "I2530",
		Name:     "java-without-snap-start",
		Title:    "A function in Java could use SnapStart",
		Severity: diag.Info,
		Why: `The Java runtime takes seconds to load and start. SnapStart resumes published versions from a snapshot in a fraction of ` +
			`that, and costs nothing for Java.`,
		Help: "set `SnapStart` to `{ApplyOn: PublishedVersions}`, and publish versions",
		Bad: []lint.Example{{Name: "a slow start", Template: `Parameters:
  Kind: {Type: String}
Conditions:
  New: !Equals [!Ref Kind, new]
` + functionOfSnapStart + `      Runtime: !If
        - New
        - java21 # want
        - java17 # want
`}},
		Good: []lint.Example{{Name: "with it, and other runtimes", Template: `Parameters:
  Snap: {Type: String}
` + functionOfSnapStart + `      Runtime: java21
      SnapStart: {ApplyOn: PublishedVersions}
  Old:
    Type: AWS::Lambda::Function
    Properties: {Runtime: java8.al2}
  Python:
    Type: AWS::Lambda::Function
    Properties: {Runtime: python3.13}
  Decided:
    Type: AWS::Lambda::Function
    Properties: {Runtime: java21, SnapStart: {ApplyOn: !Ref Snap}}
  Large:
    Type: AWS::Lambda::Function
    Properties: {Runtime: java21, EphemeralStorage: {Size: 1024}}
`}},
		Check: func(p *lint.Pass) {
			for r := range functions(p.Template) {
				for snap, runtime := range pairs(p.Template, nil, settings(p.Template, r, "SnapStart"), placesAt(p.Template, r, "Runtime")) {
					name, ok := runtime.literal()
					if snap.value == nil && ok && isSlow(name) && everywhere(p, "snapstart supported regions") && mayResume(r) {
						p.At(runtime.value, "`%s` starts faster with SnapStart", name)
					}
				}
			}
		},
	}
}
