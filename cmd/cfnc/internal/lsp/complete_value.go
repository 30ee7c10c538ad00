package lsp

import (
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/schema"
)

// value offers what can be a value at the end of a trail.
func (c *completer) value(t trail) {
	p := placeOf(t)
	if file := includedAt(t); file != "" {
		c.paths(file)
		return
	}
	if (p.section == "Conditions" || p.section == "Rules") && t.last().key.Text() == "Condition" {
		c.names(aCondition)
		return
	}
	if p.call != "" {
		c.argument(p)
		return
	}
	switch {
	case p.resource != nil && len(p.path) == 0 && p.attribute == "Type", p.section == "" && t.last().key.Text() == "Type" && p.resource == nil:
		c.types()
	case p.section == "Parameters" && isPath(p.path, "Type"):
		c.offer(classItem, "type of parameters", parameterTypes()...)
	case p.attribute == "DependsOn":
		c.names(aResource)
	case p.attribute == "Condition" || p.section == "Outputs" && isPath(p.path, "Condition"):
		c.names(aCondition)
	case p.attribute == "DeletionPolicy" || p.attribute == "UpdateReplacePolicy":
		c.offer(enumItem, "policy", "Delete", "Retain", "Snapshot", "RetainExceptOnCreate")
	case p.attribute != "":
		c.propertyValues(p)
	case p.section == "Transform":
		c.offer(constantItem, "transform", template.LanguageExtensions, template.Serverless)
	case p.section == "AWSTemplateFormatVersion":
		c.offer(valueItem, "the only version", `"2010-09-09"`)
	}
}

func isPath(path []string, key string) bool { return len(path) == 1 && path[0] == key }

// types offers the resource types that have the typed letters.
func (c *completer) types() {
	for typ := range schema.All() {
		if name := typ.Name(); strings.Contains(strings.ToLower(name), strings.ToLower(c.word)) {
			c.offer(classItem, "resource type", name)
		}
	}
}

// propertyValues offers the values that a property may have, and what can stand for one.
func (c *completer) propertyValues(p place) {
	for _, n := range p.schemas() {
		c.offer(enumItem, "allowed value", enumOf(n)...)
		if n.Types().Has(schema.Boolean) {
			c.offer(valueItem, "boolean", "true", "false")
		}
	}
}

// argument offers what an argument of a function can be.
func (c *completer) argument(p place) {
	switch p.call {
	case template.FnRef:
		c.names(aParameter, aResource)
		c.pseudo()
	case template.FnGetAtt:
		c.attribute(p)
	case template.FnCondition:
		c.names(aCondition)
	case template.FnIf:
		if p.argument <= 0 {
			c.names(aCondition)
		}
	case template.FnFindInMap:
		c.lookup(p)
	case template.FnGetAZs:
		c.offer(constantItem, "the region of the stack", "AWS::Region")
	}
}

// attribute offers the resource, and behind the dot, or as the second item, its attributes.
func (c *completer) attribute(p place) {
	if id, rest, dotted := strings.Cut(c.word, "."); dotted {
		c.word = rest
		c.attributesOf(id, false)
		return
	}
	if p.argument == 1 {
		c.attributesOf(p.calling.Item(0).Text(), false)
		return
	}
	c.names(aResource)
}

// lookup offers the mapping, its first keys, or its second ones.
func (c *completer) lookup(p place) {
	if p.argument <= 0 {
		c.names(aMapping)
		return
	}
	if c.unit == nil {
		return
	}
	m := c.unit.src.Unit.Template.Mapping(p.calling.Item(0).Text())
	switch {
	case m == nil:
	case p.argument == 1:
		c.offer(valueItem, "key of "+m.Name, keysOf(m.Value)...)
	default:
		c.offer(valueItem, "second key of "+m.Name, secondKeys(m, p.calling.Item(1).Text())...)
	}
}

// paths offers the files and folders beside the one that is edited, and below.
func (c *completer) paths(typed string) {
	typed, _, _ = strings.Cut(typed, mark)
	folder, file := path.Split(typed)
	if c.word = file; !strings.HasSuffix(c.before, file) {
		return
	}
	at := filepath.Dir(filepath.FromSlash(c.doc.name()))
	entries, err := os.ReadDir(filepath.Join(at, filepath.FromSlash(folder)))
	if err != nil {
		return // a folder that is not there offers nothing
	}
	for _, e := range entries {
		switch {
		case strings.HasPrefix(e.Name(), "."):
		case e.IsDir():
			c.offer(folderItem, "folder", e.Name()+"/")
		case e.Name() != filepath.Base(c.doc.name()):
			c.offer(fileItem, "file", e.Name())
		}
	}
}

// parameterTypes are those that CloudFormation documents for parameters, but for those of Systems
// Manager's, which wrap others.
func parameterTypes() []string {
	list := []string{"String", "Number", "List<Number>", "CommaDelimitedList", "AWS::SSM::Parameter::Name",
		"AWS::SSM::Parameter::Value<String>", "AWS::SSM::Parameter::Value<List<String>>", "AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>"}
	for _, name := range []string{"AWS::EC2::AvailabilityZone::Name", "AWS::EC2::Image::Id", "AWS::EC2::Instance::Id", "AWS::EC2::KeyPair::KeyName",
		"AWS::EC2::SecurityGroup::GroupName", "AWS::EC2::SecurityGroup::Id", "AWS::EC2::Subnet::Id", "AWS::EC2::Volume::Id", "AWS::EC2::VPC::Id",
		"AWS::Route53::HostedZone::Id"} {
		list = append(list, name, "List<"+name+">")
	}
	return list
}
