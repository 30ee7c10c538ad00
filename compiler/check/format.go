package check

import (
	"encoding/json"
	"net/netip"

	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/schema"
)

// form is the form of a text that has a name. The forms are those that the services' API
// references state for identifiers and names.
type form struct{ rule, pattern, means string }

// formOf finds the form of a name in the schemas. Of a form without a pattern only the name
// counts.
func formOf(format string) form {
	switch format {
	case "AWS::EC2::SecurityGroup.Id":
		return form{"E1150", `^sg-([0-9a-f]{8}|[0-9a-f]{17})$`, "the ID of a security group, as `sg-0123456789abcdef0`"}
	case "AWS::EC2::VPC.Id":
		return form{"E1151", `^vpc-([0-9a-f]{8}|[0-9a-f]{17})$`, "the ID of a VPC, as `vpc-0123456789abcdef0`"}
	case "AWS::EC2::Image.Id":
		return form{"E1152", `^ami-([0-9a-f]{8}|[0-9a-f]{17})$|^resolve:ssm:|^aws-marketplace/|^aws:|^/`, "the ID of an AMI, as `ami-0123456789abcdef0`"}
	case "AWS::EC2::SecurityGroup.Name":
		return form{"E1153", `^[a-zA-Z0-9 ._:/()#,@\[\]+=&;{}!$*-]+$`, "the name of a security group"}
	case "AWS::EC2::Subnet.Id":
		return form{"E1154", `^subnet-([0-9a-f]{8}|[0-9a-f]{17})$`, "the ID of a subnet, as `subnet-0123456789abcdef0`"}
	case "AWS::Logs::LogGroup.Name":
		return form{"E1155", `^[.\-_/#A-Za-z0-9]{1,512}$`, "the name of a log group"}
	case "AWS::IAM::Role.Arn":
		return form{"E1156", `^arn:aws[a-z0-9-]*:iam::\d{12}:role/.+$`, "the ARN of a role, as `arn:aws:iam::123456789012:role/Name`"}
	case "AWS::KMS::Key.Arn":
		return form{"E1157", `^arn:aws[a-z0-9-]*:kms:[a-z0-9-]+:\d{12}:(key|alias)/.+$`, "the ARN of a KMS key"}
	case "AWS::SNS::Topic.Arn":
		return form{"E1158", `^arn:aws[a-z0-9-]*:sns:[a-z0-9-]+:\d{12}:[A-Za-z0-9_-]+(\.fifo)?$`, "the ARN of a topic"}
	case "AWS::ACM::Certificate.Arn":
		return form{"E1159", `^arn:aws[a-z0-9-]*:(acm|iam):[a-z0-9-]*:\d{12}:(certificate|server-certificate)/.+$`, "the ARN of a certificate"}
	case "AWS::Lambda::Function.Arn":
		return form{"E1160", `^arn:aws[a-z0-9-]*:lambda:[a-z0-9-]+:\d{12}:function:.+$`, "the ARN of a function"}
	case "AWS::S3::Bucket.Name":
		return form{"E1161", `^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$`, "the name of a bucket: 3 to 63 lower case letters, digits, dots and hyphens"}
	case "AWS::SQS::Queue.Arn":
		return form{"E3031", `^arn:aws[a-z0-9-]*:sqs:[a-z0-9-]+:\d{12}:.+$`, "the ARN of a queue, as `arn:aws:sqs:eu-west-1:123456789012:jobs`"}
	case "AWS::KMS::Key.Id":
		return form{"E1162", `^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$|^mrk-[0-9a-f]{32}$`, "the ID of a KMS key"}
	case "AWS::KMS::Alias.AliasName":
		return form{"E1164", `^alias/[a-zA-Z0-9/_-]+$`, "the alias of a KMS key, as `alias/name`"}
	case "date-time":
		return form{"E1103", dateTime, "a date or a time, as `2026-01-31T12:00:00Z`"}
	}
	return form{}
}

// format wants a text that has the form of a name, and reports whether it may have it.
func (w *walker) format(s schema.Node, v *syntax.Node) bool {
	switch name := s.Format(); name {
	case "":
	case "ipv4-network":
		return w.network(v, true)
	case "ipv6-network":
		return w.network(v, false)
	case "ipv4":
		return w.address(v, true)
	case "ipv6":
		return w.address(v, false)
	case "json":
		return w.json(v)
	default:
		return w.form(formOf(name), v)
	}
	return true
}

// dateTime is RFC 3339, and what services take beside it: without a time, or a zone, and seconds
// since 1970.
const dateTime = `^\d{4}-\d{2}-\d{2}([Tt ]\d{2}:\d{2}(:\d{2}([.,]\d+)?)?([Zz]|[+-]\d{2}(:?\d{2})?)?)?$|^\d{1,13}(\.\d+)?$`

// json wants a text that is JSON. One that is empty says nothing.
func (w *walker) json(v *syntax.Node) bool {
	if text := v.Text(); v.Is(syntax.String) && text != "" && !json.Valid([]byte(text)) {
		w.fail("E1103", v, "`%s` is no JSON", shorten(text))
		return false
	}
	return true
}

func (w *walker) form(f form, v *syntax.Node) bool {
	if f.pattern == "" {
		w.unsure = true
		return true
	}
	if w.expression.of(f.pattern).matches(v.Text()) {
		return true
	}
	w.fail(f.rule, v, "`%s` is not %s", shorten(v.Text()), f.means)
	return false
}

// network wants a block of addresses. EC2 takes one with bits beyond its prefix, and cuts
// them off; that may open a group to more than was meant.
func (w *walker) network(v *syntax.Node, four bool) bool {
	prefix, err := netip.ParsePrefix(v.Text())
	if err != nil || prefix.Addr().Is4() != four {
		w.fail("E3002", v, "`%s` is no block of addresses, expected one as `%s`", shorten(v.Text()), exampleOf(four))
		return false
	}
	if prefix != prefix.Masked() {
		w.mild("E3002", v, "`%s` has bits beyond its prefix, and means `%s`", v.Text(), prefix.Masked().String())
	}
	return true
}

func (w *walker) address(v *syntax.Node, four bool) bool {
	address, err := netip.ParseAddr(v.Text())
	switch {
	case err == nil && address.Is4() == four:
		return true
	case four:
		w.fail("E3031", v, "`%s` is no address, expected one as `192.0.2.1`", shorten(v.Text()))
	default:
		w.fail("E3031", v, "`%s` is no address, expected one as `2001:db8::1`", shorten(v.Text()))
	}
	return false
}

func exampleOf(four bool) string {
	if four {
		return "10.0.0.0/16"
	}
	return "2001:db8::/56"
}

// formsOf names the forms that alternatives have, if each of them has one.
func formsOf(list schema.Nodes) (names []string) {
	for part := range list.All() {
		format := part.Resolve().Format()
		if format == "" {
			return nil
		}
		names = append(names, format)
	}
	return names
}
