package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func instanceWithoutImage() *lint.Rule {
	return &lint.Rule{
		ID:       "E3673",
		Name:     "instance-without-image",
		Title:    "An instance has no image to start from",
		Severity: diag.Error,
		Why: `EC2 starts an instance from the image that it names, or else from that of its launch template. Without either it refuses ` +
			`to create the instance.`,
		Help: "set `ImageId`, here or in the launch template",
		Bad: []lint.Example{{Name: "no image, or in a branch only", Template: `Parameters:
  Image: {Type: String}
Conditions:
  Own: !Not [!Equals [!Ref Image, ""]]
Resources:
  None:
    Type: AWS::EC2::Instance
    Properties: # want
      InstanceType: t3.micro
  Some:
    Type: AWS::EC2::Instance
    Properties:
      ImageId: !If [Own, !Ref Image, !Ref AWS::NoValue] # want
  Template:
    Type: AWS::EC2::LaunchTemplate
    Properties: {LaunchTemplateData: {InstanceType: t3.micro}}
  OfTemplate:
    Type: AWS::EC2::Instance
    Properties:
      LaunchTemplate: # want
        LaunchTemplateId: !Ref Template
        Version: !GetAtt Template.LatestVersionNumber
`}},
		Good: []lint.Example{{Name: "an image, or a launch template that may have one", Template: `Parameters:
  Image: {Type: String}
  Version: {Type: String}
Conditions:
  Own: !Not [!Equals [!Ref Image, ""]]
Resources:
  Plain:
    Type: AWS::EC2::Instance
    Properties: {ImageId: !Ref Image}
  Either:
    Type: AWS::EC2::Instance
    Properties:
      ImageId: !If [Own, !Ref Image, !Ref AWS::NoValue]
      LaunchTemplate: !If [Own, !Ref AWS::NoValue, {LaunchTemplateName: ours, Version: "1"}]
  Template:
    Type: AWS::EC2::LaunchTemplate
    Properties: {LaunchTemplateData: {ImageId: !Ref Image}}
  OfTemplate:
    Type: AWS::EC2::Instance
    Properties: {LaunchTemplate: {LaunchTemplateId: !Ref Template, Version: !GetAtt Template.LatestVersionNumber}}
  Bare:
    Type: AWS::EC2::LaunchTemplate
    Properties: {LaunchTemplateData: {InstanceType: t3.micro}}
  OfOtherVersion:
    Type: AWS::EC2::Instance
    Properties: {LaunchTemplate: {LaunchTemplateId: !Ref Bare, Version: !Ref Version}}
  Completed:
    Type: AWS::EC2::Instance
    Properties: {ImageId: !Ref Image, LaunchTemplate: {LaunchTemplateId: !Ref Bare, Version: !GetAtt Bare.LatestVersionNumber}}
`}},
		Check: func(p *lint.Pass) {
			for r := range written(p.Template, "AWS::EC2::Instance") {
				for image, launch := range pairs(p.Template, nil, settings(p.Template, r, "ImageId"), settings(p.Template, r, "LaunchTemplate")) {
					if image.value == nil {
						checkImageOf(p, image, launch)
					}
				}
			}
		},
	}
}

func checkImageOf(p *lint.Pass, image, launch place) {
	if launch.value == nil {
		p.At(image.key, "the instance has neither `ImageId` nor `LaunchTemplate`")
		return
	}
	for id, version := range pairs(p.Template, launch.when, below(p.Template, launch, "LaunchTemplateId"), below(p.Template, launch, "Version")) {
		from, _ := p.Template.Certain(id.value)
		same, _ := p.Template.Certain(version.value)
		if from != nil && from == same && lacksImage(p.Template, from) {
			p.At(launch.key, "the instance has no `ImageId`, nor has `%s`", from.ID).Note(from.Key, "the launch template")
		}
	}
}

// lacksImage reports whether a launch template surely names no image.
func lacksImage(t *template.Template, r *template.Resource) bool {
	images, all := textsAt(t, r, "LaunchTemplateData.ImageId")
	return whole(t, r) && all && len(images) == 0
}
