package rules

import (
	"strings"
)

// The types of parameters that are neither text nor name something in the account.
const (
	numberType = "Number"
	numbers    = "List<Number>"
	commaList  = "CommaDelimitedList"
)

const (
	listOf  = "List<"
	valueOf = "AWS::SSM::Parameter::Value<" // of a parameter in Systems Manager, whose name is given
)

// isNumeric reports whether the values of a type are numbers.
func isNumeric(parameterType string) bool {
	return parameterType == numberType || parameterType == numbers
}

// isList reports whether a parameter of a type takes several values with commas between them.
func isList(parameterType string) bool {
	return parameterType == commaList || strings.HasPrefix(parameterType, listOf)
}

// parameterTypes are the types of
// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-supplied-parameter-types.html
// and the plain ones. Not listed there, but accepted, are lists of text, and numbers in Systems
// Manager.
func parameterTypes() []string {
	named := []string{
		"AWS::EC2::AvailabilityZone::Name", "AWS::EC2::Image::Id", "AWS::EC2::Instance::Id",
		"AWS::EC2::SecurityGroup::GroupName", "AWS::EC2::SecurityGroup::Id", "AWS::EC2::Subnet::Id",
		"AWS::EC2::Volume::Id", "AWS::EC2::VPC::Id", "AWS::Route53::HostedZone::Id",
	}
	types := []string{"AWS::SSM::Parameter::Name", "AWS::EC2::KeyPair::KeyName", commaList}
	for _, single := range append(named, "String", numberType) {
		types = append(types, single, listOf+single+">")
	}
	for _, given := range types {
		types = append(types, valueOf+given+">")
	}
	return types
}
