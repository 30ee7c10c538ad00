package rules

import (
	"slices"
	"strings"

	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
	"github.com/cfnc/cfnc/schema"
)

// pipelines returns the rules for the stages and actions of AWS CodePipeline.
func pipelines() (list []*lint.Rule) {
	for _, f := range []struct {
		fact
		check func(p *lint.Pass, pipeline *template.Resource)
	}{
		{fact{
			words: words{"E3700", "source-in-first-stage", "A source stands after the first stage, or something else in it"},
			why:   "The first stage of a pipeline gets the sources and does nothing else, and no other stage gets any. AWS CodePipeline refuses another order.",
			help:  "put all source actions, and only these, into the first stage",
			bad:   "!If [Large, Source, Build]} # want\n",
			good:  "Build}\n",
		}, checkSources},
		{fact{
			words: words{"E3701", "artifact-of-no-action", "An artifact comes from no action before, or from two"},
			why:   "What an action takes, another one has given before: in an earlier stage, or with a smaller RunOrder. Names of artifacts are unique in a pipeline. AWS CodePipeline refuses all else.",
			help:  "write the name of an artifact that an earlier action gives, and give each name once",
			bad: `Build}
          InputArtifacts: [{Name: Sources}, {Name: Source}, {Name: Result}] # want
          OutputArtifacts:
            - Name: Source # want
            - Name: !If [Large, Result, Other]
`,
			good: `Build}
          InputArtifacts: [{Name: !If [Large, Source, !Ref Kind]}]
          OutputArtifacts: [{Name: Result}]
        - Name: Test
          RunOrder: 2
          ActionTypeId: {Owner: AWS, Version: "1", Provider: CodeBuild, Category: Test}
          InputArtifacts: [{Name: Result}]
`,
		}, checkArtifacts},
		{fact{
			words: words{"E3702", "artifact-count", "An action takes or gives too few or too many artifacts"},
			why:   "Each provider takes and gives so many artifacts, and AWS CodePipeline refuses fewer and more.",
			help:  "add or remove artifacts",
			bad: `Build}
          InputArtifacts: [] # want
        - Name: Ask
          ActionTypeId: {Owner: AWS, Version: "1", Provider: Manual, Category: Approval}
          InputArtifacts: [{Name: Source}] # want
        - Name: Deploy # want
          ActionTypeId: {Owner: AWS, Version: "1", Provider: S3, Category: Deploy}
`,
			good: `Build}
          InputArtifacts: [{Name: Source}, !If [Large, {Name: More}, !Ref AWS::NoValue]]
        - Name: Ask
          ActionTypeId: {Owner: AWS, Version: "1", Provider: Manual, Category: Approval}
        - Name: Own
          ActionTypeId: {Owner: Custom, Version: "1", Provider: Ours, Category: Build}
        - Name: Deploy
          ActionTypeId: {Owner: AWS, Version: "1", Provider: !Ref Kind, Category: Deploy}
`,
		}, checkArtifactCounts},
		{fact{
			words: words{"E3703", "action-configuration", "The configuration of an action lacks what its provider needs"},
			why:   "Each provider needs some keys in the configuration of an action, and AWS CodePipeline refuses the pipeline without them. CodeBuild has to know which of several artifacts has the build specification.",
			help:  "add the key to `Configuration`",
			bad: `Build}
          Configuration: # want
            EnvironmentVariables: "[]"
        - Name: Test
          ActionTypeId: {Owner: AWS, Version: "1", Provider: CodeBuild, Category: Test}
          InputArtifacts: [{Name: Source}, {Name: More}]
          Configuration: {ProjectName: test} # want
        - Name: Publish
          ActionTypeId: {Owner: AWS, Version: "1", Provider: CodeBuild, Category: Build}
          InputArtifacts: [{Name: Source}]
          Configuration: {ProjectName: publish, PrimarySource: Sources} # want
        - Name: Deploy # want
          ActionTypeId: {Owner: AWS, Version: "1", Provider: ECS, Category: Deploy}
`,
			good: `Build}
          InputArtifacts: [{Name: Source}, {Name: !Ref Kind}]
          Configuration: !If [Large, {ProjectName: large, PrimarySource: More}, {ProjectName: small, PrimarySource: Source}]
        - Name: Own
          ActionTypeId: {Owner: Custom, Version: "1", Provider: Ours, Category: Build}
        - Name: Deploy
          ActionTypeId: {Owner: AWS, Version: "1", Provider: ECS, Category: Deploy}
          Configuration: {ClusterName: web, ServiceName: !Ref Kind}
`,
		}, checkConfigurations},
	} {
		f.bad, f.good = examplePipeline+f.bad, examplePipeline+f.good
		rule := factRules([]fact{f.fact})[0]
		rule.Check = func(p *lint.Pass) {
			for pipeline := range written(p.Template, "AWS::CodePipeline::Pipeline") {
				f.check(p, pipeline)
			}
		}
		list = append(list, rule)
	}
	return list
}

// examplePipeline ends in the middle of the second stage: the category of its first action
// follows.
const examplePipeline = `Parameters:
  Kind: {Type: String}
Conditions:
  Large: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Pipeline:
    Type: AWS::CodePipeline::Pipeline
    Properties:
      RoleArn: arn:aws:iam::123456789012:role/pipeline
      ArtifactStore: {Type: S3, Location: artifacts}
      Stages:
      - Name: Source
        Actions:
        - Name: Source
          ActionTypeId: {Owner: AWS, Version: "1", Provider: S3, Category: Source}
          OutputArtifacts: [{Name: Source}]
          Configuration: {S3Bucket: sources, S3ObjectKey: source.zip}
      - Name: Build
        Actions:
        - Name: Build
          ActionTypeId: {Owner: AWS, Version: "1", Provider: CodeBuild, Category: `

func checkSources(p *lint.Pass, pipeline *template.Resource) {
	if !isPlain(pipeline.Property("Stages").Item(0)) {
		return
	}
	for a := range actions(p.Template, pipeline) {
		for category := range below(p.Template, a.place, "ActionTypeId.Category") {
			text, literal := category.literal()
			switch first := a.stage == 0; {
			case literal && first && text != "Source":
				p.At(category.value, "%s is of the category `%s`, and the first stage gets sources only", a.name(), text)
			case literal && !first && text == "Source":
				p.At(category.value, "%s gets a source, and only the first stage does", a.name())
			}
		}
	}
}

func checkArtifacts(p *lint.Pass, pipeline *template.Resource) {
	all := slices.Collect(actions(p.Template, pipeline))
	for i, a := range all {
		for output := range a.artifacts(p.Template, "OutputArtifacts") {
			checkUnique(p, output, all[:i])
		}
		for input := range a.artifacts(p.Template, "InputArtifacts") {
			checkInput(p, a, input, all)
		}
	}
}

func checkUnique(p *lint.Pass, output place, before []action) {
	text, literal := output.literal()
	for _, other := range before {
		for same := range other.artifacts(p.Template, "OutputArtifacts") {
			if literal && isFixed(same.value) && same.value.Text() == text && together(p.Template, output.when, same.when) {
				p.At(output.value, "two actions give an artifact `%s`", text).Note(same.value, "the other one")
			}
		}
	}
}

// checkInput reports an input that no action may have given before.
func checkInput(p *lint.Pass, a action, input place, all []action) {
	text, literal := input.literal()
	if !literal || p.Template.Possible(input.when) != template.Yes {
		return
	}
	var later *syntax.Node
	for _, other := range all {
		maybe := a.mayFollow(other)
		if !hasList(other.value.Get("OutputArtifacts")) && maybe {
			return
		}
		for output := range other.artifacts(p.Template, "OutputArtifacts") {
			switch is := isFixed(output.value); {
			case maybe && (!is || output.value.Text() == text):
				return
			case is && output.value.Text() == text:
				later = output.value
			}
		}
	}
	if later != nil {
		p.At(input.value, "no action before %s gives the artifact `%s`", a.name(), text).Note(later, "here it is given")
	} else {
		p.At(input.value, "no action gives the artifact `%s`", text)
	}
}

// hasList reports whether all that a list may hold is seen: it is a list, or left out.
func hasList(n *syntax.Node) bool {
	_, _, known := artifactCount(n)
	return known
}

func checkArtifactCounts(p *lint.Pass, pipeline *template.Resource) {
	for a := range actions(p.Template, pipeline) {
		if counts, known := schema.PipelineArtifacts(a.kind()); known {
			checkArtifactCount(p, a, "InputArtifacts", "takes", counts.MinInput, counts.MaxInput)
			checkArtifactCount(p, a, "OutputArtifacts", "gives", counts.MinOutput, counts.MaxOutput)
		}
	}
}

func checkArtifactCount(p *lint.Pass, a action, property, verb string, from, to int) {
	list := a.value.Get(property)
	least, most, known := artifactCount(list)
	at := firstNode(list, firstKey(a.place))
	switch {
	case known && most < from:
		p.At(at, "%s %s %s, but `%s` needs at least %d", a.name(), verb, count(most, "artifact"), a.kind(), from)
	case known && least > to:
		p.At(at, "%s %s %s, but `%s` takes at most %d", a.name(), verb, count(least, "artifact"), a.kind(), to)
	}
}

func checkConfigurations(p *lint.Pass, pipeline *template.Resource) {
	for a := range actions(p.Template, pipeline) {
		kind := a.kind()
		wanted := configurationOf(kind)
		if a.value.Key("Configuration") == nil && wanted != nil {
			p.At(firstKey(a.place), "%s has no `Configuration`, and `%s` needs %s", a.name(), kind, quoted(wanted))
		}
		for configuration := range below(p.Template, a.place, "Configuration") {
			if !isPlain(configuration.value) {
				continue
			}
			for _, key := range wanted {
				if configuration.value.Key(key) == nil {
					p.At(configuration.key, "`%s` needs `%s` in its configuration", kind, key)
				}
			}
			if strings.HasSuffix(kind, "/CodeBuild") {
				checkPrimarySource(p, a, configuration)
			}
		}
	}
}

func checkPrimarySource(p *lint.Pass, a action, configuration place) {
	least, _, known := artifactCount(a.value.Get("InputArtifacts"))
	primary := configuration.value.Get("PrimarySource")
	if primary == nil && known && least > 1 {
		p.At(configuration.key, "%s takes %s, and `PrimarySource` does not say which of them has the build specification", a.name(), count(least, "artifact"))
	}
	if !isFixed(primary) || !known {
		return
	}
	for input := range a.artifacts(p.Template, "InputArtifacts") {
		if !isFixed(input.value) || input.value.Text() == primary.Text() {
			return
		}
	}
	p.At(primary, "`%s` is none of the artifacts that %s takes", primary.Text(), a.name())
}

// configurationOf lists the keys without which a provider refuses a configuration, by the action
// structure reference of AWS CodePipeline.
func configurationOf(kind string) []string {
	switch kind {
	case "AWS/Source/CodeCommit":
		return []string{"RepositoryName", "BranchName"}
	case "AWS/Source/CodeStarSourceConnection":
		return []string{"ConnectionArn", "FullRepositoryId", "BranchName"}
	case "AWS/Source/ECR":
		return []string{"RepositoryName"}
	case "AWS/Source/S3":
		return []string{"S3Bucket", "S3ObjectKey"}
	case "ThirdParty/Source/GitHub":
		return []string{"Owner", "Repo", "Branch", "OAuthToken"}
	case "AWS/Build/CodeBuild", "AWS/Test/CodeBuild":
		return []string{"ProjectName"}
	case "AWS/Deploy/CloudFormation":
		return []string{"ActionMode", "StackName"}
	case "AWS/Deploy/CodeDeploy":
		return []string{"ApplicationName", "DeploymentGroupName"}
	case "AWS/Deploy/ECS":
		return []string{"ClusterName", "ServiceName"}
	case "AWS/Deploy/ElasticBeanstalk":
		return []string{"ApplicationName", "EnvironmentName"}
	case "AWS/Deploy/S3":
		return []string{"BucketName", "Extract"}
	case "AWS/Invoke/Lambda":
		return []string{"FunctionName"}
	case "AWS/Invoke/StepFunctions":
		return []string{"StateMachineArn"}
	}
	return nil
}
