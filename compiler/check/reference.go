package check

import (
	"slices"
	"strings"

	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/schema"
)

// refers wants a reference to name what the format of a property asks for.
func (w *walker) refers(s schema.Node, v *syntax.Node) {
	want := s.Format()
	if !strings.HasPrefix(want, "AWS::") || w.source != nil {
		return
	}
	call := template.CallOf(v)
	have := w.names(call)
	if len(have) == 0 || slices.ContainsFunc(have, func(name string) bool { return serves(name, want) }) {
		return
	}
	w.wrongReference(call, v, []string{want})
}

// wrongReference says that a reference names something else than is asked for.
func (w *walker) wrongReference(c template.Call, v *syntax.Node, want []string) {
	w.fail(ruleOfReference(c.Function), v, "this gives %s, but %s is expected here", among(w.names(c)), among(want))
}

func ruleOfReference(f template.Function) string {
	if f == template.FnGetAtt {
		return "E1040"
	}
	return "E1041"
}

// serves reports whether what has one form is taken where another is asked for. The zone of an
// alias may be the hosted zone that the record stands in. A name without a form, which authors
// choose, may be any other name, but no ARN.
func serves(have, want string) bool {
	if strings.HasSuffix(have, "Name") && formOf(have).pattern == "" {
		return !strings.HasSuffix(want, ".Arn")
	}
	return have == want || have == "AWS::Route53::HostedZone.Id" && want == "AWS::Route53::AliasTarget.HostedZoneId"
}

// names lists the forms that the value of a reference may have, in the words of the schemas, and
// is empty where they do not tell.
func (w *walker) names(c template.Call) []string {
	if w.resource.Loop != nil {
		return nil
	}
	switch c.Function {
	case template.FnGetAtt:
		g, _ := c.GetAtt()
		typ, known := w.typeOf(g.Resource.Text)
		if _, is := typ.AttributeTypes(g.Attribute.Text); !known || !is {
			return nil
		}
		return w.attributeForm(typ, g.Attribute.Text)
	case template.FnRef:
		name := c.Argument.Text()
		if p := w.template.Parameter(name); p != nil {
			return parameterForm(p.Type())
		}
		if typ, known := w.typeOf(name); known {
			return w.refForm(typ, w.template.Resource(name))
		}
	}
	return nil
}

func (w *walker) typeOf(id string) (schema.Type, bool) {
	r := w.template.Resource(id)
	if r == nil || r.Loop != nil || IsCustom(r.Type) || strings.HasPrefix(r.Type, "AWS::Serverless::") {
		return schema.Type{}, false
	}
	return TypeOf(r)
}

// attributeForm is the form of an attribute: that of the property of its name. One that is the
// ARN of its resource is known without.
func (w *walker) attributeForm(typ schema.Type, name string) []string {
	if forms := formsAt(typ, name); forms != nil || name != "Arn" || standsForOther(typ.Name()) {
		return forms
	}
	return []string{typ.Name() + ".Arn"}
}

// refForm is the form of what Ref gives of a resource. A security group without a VPC goes to
// the default VPC, where Ref may give its name.
func (w *walker) refForm(typ schema.Type, r *template.Resource) []string {
	if vpc := r.Property("VpcId"); typ.Name() == "AWS::EC2::SecurityGroup" && vpc != nil && !template.IsNoValue(vpc) &&
		template.CallTo(template.FnIf, vpc).Function == "" {
		return []string{"AWS::EC2::SecurityGroup.Id"}
	}
	gives := typ.RefGives()
	if gives.Len() == 0 {
		gives = typ.PrimaryIdentifier()
	}
	if gives.Len() != 1 {
		return nil
	}
	name := gives.At(0)
	forms := formsAt(typ, name)
	if forms != nil || !typ.ReadOnly().Has(name) && !strings.HasSuffix(name, "Name") || standsForOther(typ.Name()) {
		return forms
	}
	return []string{typ.Name() + "." + name}
}

// formsAt lists the forms that a property may have, if each of its alternatives has one.
func formsAt(typ schema.Type, path string) []string {
	node := typ.Property(strings.Split(path, ".")...)
	if node.Format() != "" {
		return []string{node.Format()}
	}
	return formsOf(node.AnyOf())
}

// standsForOther reports whether the identifier of a resource may be that of a resource of
// another type, so that it is taken for that.
func standsForOther(typ string) bool {
	switch typ {
	case "AWS::CertificateManager::Certificate", "AWS::IAM::ServerCertificate", "AWS::IAM::ServiceLinkedRole", "AWS::KMS::ReplicaKey",
		"AWS::Lambda::Alias", "AWS::Lambda::Version", "AWS::S3Express::DirectoryBucket":
		return true
	}
	return false
}

// parameterForm is the form of the values that a type of parameters lets through.
func parameterForm(typ string) []string {
	inner, list := strings.CutPrefix(typ, "List<")
	inner = strings.TrimSuffix(inner, ">")
	of, last, known := cutLast(inner, "::")
	if !known || !strings.HasPrefix(inner, "AWS::EC2::") && inner != "AWS::Route53::HostedZone::Id" {
		return nil
	}
	switch {
	case last == "GroupName":
		last = "Name"
	case last != "Id":
		return nil
	}
	if list {
		last += "s"
	}
	return []string{of + "." + last}
}

func cutLast(text, separator string) (before, after string, found bool) {
	i := strings.LastIndex(text, separator)
	if i < 0 {
		return text, "", false
	}
	return text[:i], text[i+len(separator):], true
}
