package rules

import (
	"strings"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/lint"
)

const maxLayerARN = 2048 // characters, as AWS Lambda says itself since June 2024; before it was 140

func layerARNTooLong() *lint.Rule {
	return &lint.Rule{
		ID:       "E3716",
		Name:     "layer-arn-too-long",
		Title:    "The ARN of a layer is longer than ARNs of layers can be",
		Severity: diag.Error,
		Why:      `AWS Lambda refuses a layer whose ARN has more than 2,048 characters. The limit was 140 until 2024, and still is in some regions; of those nothing is said here.`,
		Help:     "give the layer a shorter name",
		Made: func() (bad, good []lint.Example) {
			return []lint.Example{
					{Name: "a layer with an endless name", Template: functionWithLayer(2049) + " # want\n"},
				}, []lint.Example{
					{Name: "just short enough", Template: functionWithLayer(2048) + "\n"},
					{Name: "a layer of the template", Template: strings.Replace(functionWithLayer(140), "- arn", "- !Ref Layer\n        - !Ref AWS::NoValue\n        - arn", 1) + `
  Layer:
    Type: AWS::Lambda::LayerVersion
    Properties: {Content: {S3Bucket: code-of-hello, S3Key: layer.zip}}
`},
				}
		},
		Check: func(p *lint.Pass) {
			for function := range written(p.Template, functionType) {
				for layer := range placesAt(p.Template, function, "Layers.*") {
					if text, literal := layer.literal(); literal && len(text) > maxLayerARN {
						p.At(layer.value, "the ARN of the layer has %d characters, and AWS Lambda takes at most %d", len(text), maxLayerARN)
					}
				}
			}
		},
	}
}

// functionWithLayer ends with the ARN of a layer that has a length.
func functionWithLayer(length int) string {
	const before, after = "arn:aws:lambda:eu-west-1:123456789012:layer:", ":1"
	return `Resources:
  Hello:
    Type: AWS::Lambda::Function
    Properties:
      Role: arn:aws:iam::123456789012:role/hello
      Code: {S3Bucket: code-of-hello, S3Key: hello.zip}
      Runtime: python3.13
      Handler: hello.main
      Layers:
        - ` + before + strings.Repeat("x", length-len(before+after)) + after
}
