package schema

import (
	"iter"

	"github.com/cfnc/cfnc/schema/internal/layout"
)

// A Type is one resource type. Paths of properties have dots between their segments, and *
// stands for any element: "BlockDeviceMappings.*.Ebs".
type Type struct{ at uint32 }

// IsZero reports whether there is no type.
func (t Type) IsZero() bool { return t.at == 0 }

func (t Type) field(i uint32) uint32 {
	if t.at == 0 {
		return 0
	}
	return word(t.at + i)
}

func (t Type) paths(i uint32) Strings { return Strings{t.field(i)} }

// Name is the type's name: "AWS::S3::Bucket".
func (t Type) Name() string { return text(t.field(layout.TypeName)) }

// Schema is what the resource's properties must be like, as one object.
func (t Type) Schema() Node { return Node{t.field(layout.TypeSchema), t.at} }

// Definitions are the schemas that others of the type name with Ref.
func (t Type) Definitions() Members { return Members{t.field(layout.TypeDefinitions), t.at} }

// PrimaryIdentifier lists the paths of the properties that together tell resources of the
// type apart. Most types' Ref gives them, with | between several.
func (t Type) PrimaryIdentifier() Strings { return t.paths(layout.TypeIdentifier) }

// ReadOnly lists the paths of properties that only CloudFormation sets.
func (t Type) ReadOnly() Strings { return t.paths(layout.TypeReadOnly) }

// CreateOnly lists the paths of properties whose change replaces the resource.
func (t Type) CreateOnly() Strings { return t.paths(layout.TypeCreateOnly) }

// MayReplace lists the paths of properties whose change replaces the resource under some
// conditions.
func (t Type) MayReplace() Strings { return t.paths(layout.TypeMayReplace) }

// WriteOnly lists the paths of properties that cannot be read back, as passwords.
func (t Type) WriteOnly() Strings { return t.paths(layout.TypeWriteOnly) }

// Deprecated lists the paths of properties that AWS advises against.
func (t Type) Deprecated() Strings { return t.paths(layout.TypeDeprecated) }

// Ref is the type of what Ref gives: a text, for every type that is known to give anything.
func (t Type) Ref() Types { return Types(t.field(layout.TypeRef)) }

// RefGives names the properties that Ref gives, with | between several, where that is not the
// primary identifier.
func (t Type) RefGives() Strings { return t.paths(layout.TypeRefGives) }

// Relations lists, by path, what a property refers to: "AWS::IAM::Role.Arn" is an attribute
// or the identifier of a type. The entries of a list stand at the list's own path.
func (t Type) Relations() Rows { return Rows{t.field(layout.TypeRelations)} }

// Tags names the property that takes tags and its form; it is empty where none is known.
func (t Type) Tags() (property string, form TagForm) {
	return text(t.field(layout.TypeTags)), TagForm(t.field(layout.TypeFlags) >> layout.FlagTags & 3)
}

// Stateful reports whether a resource holds data that is lost with it.
func (t Type) Stateful() bool { return t.field(layout.TypeFlags)&layout.FlagStateful != 0 }

// Replacement says in which order a replacement is made.
func (t Type) Replacement() Replacement {
	return Replacement(t.field(layout.TypeFlags) >> layout.FlagReplace & 3)
}

// Lifecycle says how near the end of the type's service is, and from which day on, as
// 2006-01-02.
func (t Type) Lifecycle() (stage Lifecycle, from string) {
	return Lifecycle(t.field(layout.TypeFlags) >> layout.FlagLifecycle & 3), text(t.field(layout.TypeLifecycleDate))
}

// TagForm is the form in which a property takes tags.
type TagForm uint8

// The forms of tags.
const (
	NoTags    TagForm = iota
	TagList           // a list of objects with Key and Value
	TagMap            // an object of texts
	GroupTags         // as TagList, with PropagateAtLaunch: of an Auto Scaling group
)

// Replacement is an order of replacement.
type Replacement uint8

// The orders of replacement.
const (
	ReplaceUnknown Replacement = iota // not stated: CloudFormation creates first
	ReplaceCreateFirst
	ReplaceDeleteFirst
)

// Lifecycle is a stage of a service's life.
type Lifecycle uint8

// The stages of a service.
const (
	Alive       Lifecycle = iota
	Maintenance           // no new features, or no new customers
	Sunset                // the day of the end is set
	ShutDown              // the service has ended
)

// A Check is a schema for the values at a path of the properties that cfn-lint reports under
// an ID of its own. The path is empty for all properties.
type Check struct {
	Rule, Path string
	Schema     Node
}

// Checks gives the type's checks.
func (t Type) Checks() iter.Seq[Check] {
	return func(yield func(Check) bool) {
		list := t.field(layout.TypeChecks)
		for i := range word(list) {
			at := list + 1 + 3*i
			if !yield(Check{text(word(at)), text(word(at + 1)), Node{word(at + 2), t.at}}) {
				return
			}
		}
	}
}
