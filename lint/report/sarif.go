package report

import (
	"io"
	"net/url"
	"slices"
	"strings"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/lint"
)

const homepage = "https://github.com/cfnc/cfnc"

// root names the folder that the paths of a log are relative to: the working folder.
const root = "SRCROOT"

type sarifLog struct {
	Schema  string     `json:"$schema"`
	Version string     `json:"version"`
	Runs    []sarifRun `json:"runs"`
}

type sarifRun struct {
	Tool        sarifTool                `json:"tool"`
	Invocations []sarifInvocation        `json:"invocations"`
	Bases       map[string]sarifArtifact `json:"originalUriBaseIds"`
	ColumnKind  string                   `json:"columnKind"`
	Results     []sarifResult            `json:"results"`
}

type sarifTool struct {
	Driver sarifDriver `json:"driver"`
}

type sarifDriver struct {
	Name            string      `json:"name"`
	Version         string      `json:"version,omitempty"`
	SemanticVersion string      `json:"semanticVersion,omitempty"`
	InformationURI  string      `json:"informationUri"`
	Rules           []sarifRule `json:"rules"`
}

type sarifRule struct {
	ID       string             `json:"id"`
	Name     string             `json:"name"`
	Short    sarifMessage       `json:"shortDescription"`
	Full     sarifMessage       `json:"fullDescription"`
	Help     sarifMessage       `json:"help"`
	HelpURI  string             `json:"helpUri"`
	Defaults sarifConfiguration `json:"defaultConfiguration"`
}

type sarifConfiguration struct {
	Level string `json:"level"`
}

type sarifMessage struct {
	Text string `json:"text"`
}

type sarifInvocation struct {
	Successful    bool                `json:"executionSuccessful"`
	Notifications []sarifNotification `json:"toolExecutionNotifications,omitempty"`
}

type sarifNotification struct {
	Level     string          `json:"level"`
	Message   sarifMessage    `json:"message"`
	Locations []sarifLocation `json:"locations,omitempty"`
}

type sarifResult struct {
	RuleID       string            `json:"ruleId"`
	RuleIndex    *int              `json:"ruleIndex,omitempty"`
	Level        string            `json:"level"`
	Message      sarifMessage      `json:"message"`
	Locations    []sarifLocation   `json:"locations"`
	Related      []sarifLocation   `json:"relatedLocations,omitempty"`
	Fingerprints map[string]string `json:"partialFingerprints"`
	Fixes        []sarifFix        `json:"fixes,omitempty"`
}

type sarifLocation struct {
	ID       *int          `json:"id,omitempty"`
	Message  *sarifMessage `json:"message,omitempty"`
	Physical sarifPhysical `json:"physicalLocation"`
}

type sarifPhysical struct {
	Artifact sarifArtifact `json:"artifactLocation"`
	Region   *sarifRegion  `json:"region,omitempty"`
}

type sarifArtifact struct {
	URI         string        `json:"uri,omitempty"`
	Base        string        `json:"uriBaseId,omitempty"`
	Description *sarifMessage `json:"description,omitempty"`
}

type sarifRegion struct {
	StartLine   int `json:"startLine"`
	StartColumn int `json:"startColumn"`
	EndLine     int `json:"endLine"`
	EndColumn   int `json:"endColumn"`
}

type sarifFix struct {
	Description sarifMessage  `json:"description"`
	Changes     []sarifChange `json:"artifactChanges"`
}

type sarifChange struct {
	Artifact     sarifArtifact      `json:"artifactLocation"`
	Replacements []sarifReplacement `json:"replacements"`
}

type sarifReplacement struct {
	Deleted  sarifRegion   `json:"deletedRegion"`
	Inserted *sarifMessage `json:"insertedContent,omitempty"`
}

// SARIF writes a log of the format that code scanning services read, version 2.1.0. Columns count
// Unicode code points. Only rules that have found something are described.
func SARIF(w io.Writer, r Report) error {
	rules := r.sarifRules()
	run := sarifRun{
		Tool:        sarifTool{sarifDriver{Name: "cfnc", Version: semantic(r.Release), SemanticVersion: semantic(r.Release), InformationURI: homepage, Rules: rules}},
		Invocations: []sarifInvocation{r.sarifInvocation()},
		Bases:       map[string]sarifArtifact{root: {Description: &sarifMessage{"the working folder of the run"}}},
		ColumnKind:  "unicodeCodePoints",
		Results:     []sarifResult{},
	}
	for i, fingerprint := range lint.Fingerprints(r.Findings) {
		run.Results = append(run.Results, sarifResultOf(r.Findings[i], rules, fingerprint))
	}
	return writeDocument(w, sarifLog{"https://json.schemastore.org/sarif-2.1.0.json", "2.1.0", []sarifRun{run}})
}

// semantic is a release as semantic versioning has it.
func semantic(release string) string {
	if rest, ok := strings.CutPrefix(release, "v"); ok {
		return rest
	}
	return "0.0.0-devel"
}

func (r Report) sarifRules() []sarifRule {
	list := []sarifRule{}
	for _, rule := range r.Rules {
		if slices.ContainsFunc(r.Findings, func(d diag.Diagnostic) bool { return d.Rule == rule.ID }) {
			list = append(list, sarifRule{
				ID: rule.ID, Name: pascal(rule.Name), Short: sarifMessage{rule.Title + "."}, Full: sarifMessage{rule.Why},
				Help: sarifMessage{"To mend it, " + rule.Help + "."}, HelpURI: homepage + "/blob/main/rules/RULES.md#" + strings.ToLower(rule.ID),
				Defaults: sarifConfiguration{sarifLevel(rule.Severity)},
			})
		}
	}
	return list
}

// pascal writes a name in kebab-case as SARIF's readers want names.
func pascal(name string) string {
	var b strings.Builder
	for word := range strings.SplitSeq(name, "-") {
		if word != "" {
			b.WriteString(strings.ToUpper(word[:1]) + word[1:])
		}
	}
	return b.String()
}

func sarifLevel(s diag.Severity) string { return [...]string{"note", "warning", "error"}[s] }

func (r Report) sarifInvocation() sarifInvocation {
	run := sarifInvocation{Successful: len(r.Failures) == 0}
	for _, f := range r.Failures {
		run.Notifications = append(run.Notifications, sarifNotification{
			Level: "error", Message: sarifMessage{f.Message}, Locations: []sarifLocation{{Physical: sarifPhysical{Artifact: artifact(f.File)}}},
		})
	}
	return run
}

func sarifResultOf(d diag.Diagnostic, rules []sarifRule, fingerprint string) sarifResult {
	result := sarifResult{
		RuleID: d.Rule, Level: sarifLevel(d.Severity), Message: sarifMessage{sentence(d.Message)},
		Locations:    []sarifLocation{{Physical: physical(d.Span)}},
		Fingerprints: map[string]string{"cfnc/v1": fingerprint},
	}
	if i := slices.IndexFunc(rules, func(r sarifRule) bool { return r.ID == d.Rule }); i >= 0 {
		result.RuleIndex = &i
	}
	for _, n := range d.Notes {
		if n.Span.File != nil {
			id := len(result.Related) + 1
			result.Related = append(result.Related, sarifLocation{ID: &id, Message: &sarifMessage{sentence(n.Message)}, Physical: physical(n.Span)})
		}
	}
	for _, f := range d.Fixes {
		result.Fixes = append(result.Fixes, sarifFixOf(f))
	}
	return result
}

// sentence ends a clause as SARIF wants messages to end.
func sentence(text string) string {
	if text == "" || strings.HasSuffix(text, ".") || strings.HasSuffix(text, "?") {
		return text
	}
	return text + "."
}

func physical(s source.Span) sarifPhysical {
	region := regionOf(s)
	return sarifPhysical{artifact(s.Name()), &region}
}

func regionOf(s source.Span) sarifRegion {
	place := placeForJSON(s)
	return sarifRegion{place.Start.Line, place.Start.Column, place.End.Line, place.End.Column}
}

// artifact names a file by a relative URI.
func artifact(name string) sarifArtifact {
	return sarifArtifact{URI: (&url.URL{Path: strings.ReplaceAll(name, `\`, "/")}).EscapedPath(), Base: root}
}

// sarifFixOf writes a fix, with its edits by file.
func sarifFixOf(f diag.Fix) sarifFix {
	made := sarifFix{Description: sarifMessage{sentence(f.Title)}}
	for _, e := range f.Edits {
		file := artifact(e.Span.Name())
		i := slices.IndexFunc(made.Changes, func(c sarifChange) bool { return c.Artifact.URI == file.URI })
		if i < 0 {
			i = len(made.Changes)
			made.Changes = append(made.Changes, sarifChange{Artifact: file})
		}
		made.Changes[i].Replacements = append(made.Changes[i].Replacements, sarifReplacement{regionOf(e.Span), &sarifMessage{e.Text}})
	}
	return made
}
