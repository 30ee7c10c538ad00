package rules

import "github.com/cfnc/cfnc/lint"

// limits returns the rules for the quotas of
// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
// as they were in 2026. Descriptions are bounded where their sections are documented.
func limits() (list []*lint.Rule) {
	for _, l := range []limit{
		{
			over:    words{"E1002", "template-too-large", "A template is too large"},
			near:    words{"I1002", "template-nearly-too-large", "A template is nearly too large"},
			aliases: []string{"H902"},
			refused: "more than 1,000,000 bytes, even from S3",
			help:    "build it with `--minify`, or move a part to a nested stack",
			quotas:  []quota{{"the template", "byte", 1_000_000, templateSize}},
			sample:  largeTemplate,
		},
		{
			over:    words{"E1003", "description-too-long", "The description of a template is too long"},
			near:    words{"I1003", "description-nearly-too-long", "The description of a template is nearly too long"},
			refused: "a description of more than 1,024 bytes",
			help:    "shorten the description, and move the rest to a comment: comments never reach CloudFormation",
			quotas:  []quota{{"the description", "byte", 1024, descriptionSize}},
			sample:  longDescription,
		},
		{
			over:    words{"E2010", "too-many-parameters", "A template has too many parameters"},
			near:    words{"I2010", "nearly-too-many-parameters", "A template has nearly too many parameters"},
			refused: "more than 200 parameters",
			help:    "take several values as one list, put fixed values into a mapping, or split the template",
			quotas:  []quota{{"the template", "parameter", 200, parameterCount}},
			sample:  manyEntries("Parameters", "Name", ": {Type: String}\n"),
		},
		{
			over:    words{"E2011", "parameter-text-too-long", "The name or a text of a parameter is too long"},
			near:    words{"I2011", "parameter-text-nearly-too-long", "The name or a text of a parameter is nearly too long"},
			refused: "a parameter whose name has more than 255 characters, its description more than 4,000, or its value more than 4,096 bytes",
			help:    "shorten it; a long value can be read from a file with `!IncludeText` where it is used",
			quotas: []quota{
				{"the name of the parameter", "character", 255, parameterNameLengths},
				{"the description of the parameter", "character", 4000, parameterDescriptionLengths},
				{"the default of the parameter", "byte", 4096, parameterDefaultSizes},
			},
			sample: longName("Parameters", ":%s\n    Type: String\n"),
		},
		{
			over:    words{"E3010", "too-many-resources", "A template has too many resources"},
			near:    words{"I3010", "nearly-too-many-resources", "A template has nearly too many resources"},
			aliases: []string{"H903"},
			refused: "more than 500 resources",
			help:    "move a part of the resources to nested stacks",
			quotas:  []quota{{"the template", "resource", 500, resourceCount}},
			sample:  manyEntries("Resources", "Queue", ": {Type: AWS::SQS::Queue}\n"),
		},
		{
			over:    words{"E3011", "logical-id-too-long", "A logical ID is too long"},
			near:    words{"I3012", "logical-id-nearly-too-long", "A logical ID is nearly too long"},
			refused: "a logical ID of more than 255 characters",
			help:    "shorten the logical ID",
			quotas:  []quota{{"the logical ID", "character", 255, logicalIDLengths}},
			sample:  longName("Resources", ":%s\n    Type: AWS::SQS::Queue\n"),
		},
		{
			over:    words{"E6010", "too-many-outputs", "A template has too many outputs"},
			near:    words{"I6010", "nearly-too-many-outputs", "A template has nearly too many outputs"},
			refused: "more than 200 outputs",
			help:    "leave out outputs that nobody reads, or split the template",
			quotas:  []quota{{"the template", "output", 200, outputCount}},
			sample:  manyEntries("Outputs", "Name", ": {Value: news}\n"),
		},
		{
			over:    words{"E6011", "output-text-too-long", "The name or the description of an output is too long"},
			near:    words{"I6011", "output-text-nearly-too-long", "The name or the description of an output is nearly too long"},
			refused: "an output whose name has more than 255 characters, or its description more than 1,024 bytes",
			help:    "shorten it",
			quotas: []quota{
				{"the name of the output", "character", 255, outputNameLengths},
				{"the description of the output", "byte", 1024, outputDescriptionSizes},
			},
			sample: longName("Outputs", ":%s\n    Value: news\n"),
		},
		{
			over:    words{"E7002", "mapping-name-too-long", "The name of a mapping or of a key in it is too long"},
			near:    words{"I7002", "mapping-name-nearly-too-long", "The name of a mapping or of a key in it is nearly too long"},
			refused: "a mapping whose name, or the name of a key in it, has more than 255 characters",
			help:    "shorten the name, here and in every `Fn::FindInMap`",
			quotas:  []quota{{"the name", "character", 255, mappingNameLengths}},
			sample:  longName("Mappings", ":%s\n    prod: {Delay: 4}\n"),
		},
		{
			over:    words{"E7010", "too-many-mappings", "A template has too many mappings, or a mapping too many keys"},
			near:    words{"I7010", "nearly-too-many-mappings", "A template has nearly too many mappings, or a mapping keys"},
			refused: "more than 200 mappings, or a mapping of more than 200 keys",
			help:    "split the mapping, or the template",
			quotas: []quota{
				{"the template", "mapping", 200, mappingCount},
				{"the mapping", "key", 200, mappingKeyCount},
			},
			sample: manyEntries("Mappings", "Sizes", ": {prod: {Delay: 4}}\n"),
		},
	} {
		list = append(list, l.rules()...)
	}
	return list
}
