package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func imageParameterType() *lint.Rule {
	return &lint.Rule{
		ID:       "W2506",
		Name:     "image-parameter-type",
		Title:    "A parameter for an image is not of that type",
		Severity: diag.Warning,
		Why: `CloudFormation checks a parameter of the type AWS::EC2::Image::Id before it begins: the image has to exist in the ` +
			`region. A wrong text is found when the instance is to start, and the deployment rolls back.`,
		Help: "take `AWS::EC2::Image::Id`, or `AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>` for the name of a parameter in Systems Manager",
		Bad: []lint.Example{{Name: "texts", Template: `Parameters:
  Image:
    Type: String # want
  Latest:
    Type: AWS::SSM::Parameter::Value<String> # want
    Default: /aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64
Resources:
  Web:
    Type: AWS::EC2::Instance
    Properties: {ImageId: !Ref Image}
  Template:
    Type: AWS::EC2::LaunchTemplate
    Properties: {LaunchTemplateData: {ImageId: !Ref Latest}}
`}},
		Good: []lint.Example{{Name: "images, and a text that Auto Scaling looks up", Template: `Parameters:
  Image:
    Type: AWS::EC2::Image::Id
  Latest:
    Type: AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>
    Default: /aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64
  Source:
    Type: String
    Default: resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64
Resources:
  Web:
    Type: AWS::EC2::Instance
    Properties: {ImageId: !Ref Image}
  More:
    Type: AWS::EC2::Instance
    Properties: {ImageId: !Ref Latest}
  Template:
    Type: AWS::EC2::LaunchTemplate
    Properties: {LaunchTemplateData: {ImageId: !Ref Source}}
`}},
		Check: func(p *lint.Pass) {
			seen := map[*template.Parameter]bool{}
			for _, image := range imagePaths {
				for _, r := range p.Template.OfType(image.typ) {
					for at := range placesAt(p.Template, r, image.path) {
						if parameter := parameterAt(p.Template, at.value); !seen[parameter] {
							seen[parameter] = true
							checkImage(p, parameter, at)
						}
					}
				}
			}
		},
	}
}

// imagePaths are properties that take the ID of an image and nothing else.
var imagePaths = []struct{ typ, path string }{
	{"AWS::EC2::Instance", "ImageId"},
	{"AWS::EC2::LaunchTemplate", "LaunchTemplateData.ImageId"},
	{"AWS::EC2::SpotFleet", "SpotFleetRequestConfigData.LaunchSpecifications.*.ImageId"},
	{"AWS::AutoScaling::LaunchConfiguration", "ImageId"},
	{"AWS::Batch::ComputeEnvironment", "ComputeResources.ImageId"},
	{"AWS::Batch::ComputeEnvironment", "ComputeResources.Ec2Configuration.*.ImageIdOverride"},
}

func checkImage(p *lint.Pass, parameter *template.Parameter, at place) {
	const image = "AWS::EC2::Image::Id"
	if kind := parameter.Type(); kind != "" && kind != image && kind != valueOf+image+">" && !isReference(parameter) {
		p.At(parameter.At("Type"), "`%s` is the ID of an image, but of the type `%s`", parameter.Name, kind).
			Note(at.value, "used here")
	}
}
