package rules

import (
	"iter"
	"net/netip"

	"github.com/cfnc/cfnc/compiler/template"
)

// A block is a range of IPv4 addresses that stands in a template.
type block struct {
	place
	prefix netip.Prefix
}

// blockAt reads a range. Services take one whose address is within, and go down to its first.
func blockAt(at place) (b block, ok bool) {
	text, fixed := at.literal()
	prefix, err := netip.ParsePrefix(text)
	return block{at, prefix.Masked()}, fixed && err == nil && prefix.Addr().Is4()
}

// holds reports whether all of a range is within another one.
func (b block) holds(inner block) bool {
	return b.prefix.Bits() <= inner.prefix.Bits() && b.prefix.Contains(inner.prefix.Addr())
}

// A subnet of a template has a range that is certain, in a VPC that need not be.
type subnet struct {
	block
	*template.Resource
	vpc place
}

// subnets goes through the subnets of a template, each with every range and VPC that it can
// have at once.
func subnets(t *template.Template) iter.Seq[subnet] {
	return func(yield func(subnet) bool) {
		for r := range written(t, "AWS::EC2::Subnet") {
			for at, vpc := range pairs(t, nil, placesAt(t, r, "CidrBlock"), placesAt(t, r, "VpcId")) {
				b, ok := blockAt(at)
				b.when = at.when.And(vpc.when)
				if ok && !yield(subnet{b, r, vpc}) {
					return
				}
			}
		}
	}
}

// blocksOf returns the ranges that a VPC of the template may have, and whether these are all.
func blocksOf(t *template.Template, vpc *template.Resource) (list []block, all bool) {
	all = true
	take := func(at place) {
		b, ok := blockAt(at)
		all = all && ok
		list = append(list, b)
	}
	for at := range settings(t, vpc, "CidrBlock") {
		take(at)
	}
	for _, more := range t.OfType("AWS::EC2::VPCCidrBlock") {
		if mayBelongTo(t, more, vpc) && !isVersion6(more) {
			all = all && more.Loop == nil && whole(t, more)
			for at := range settings(t, more, "CidrBlock") {
				take(at)
			}
		}
	}
	return list, all && !t.MayDeclareMore()
}

// mayBelongTo reports whether a resource is not surely part of another VPC.
func mayBelongTo(t *template.Template, r, vpc *template.Resource) bool {
	for at := range settings(t, r, "VpcId") {
		if other, _ := t.Certain(at.value); other == nil || other == vpc {
			return true
		}
	}
	return false
}

// isVersion6 reports whether a range of a VPC is one of IPv6 addresses.
func isVersion6(r *template.Resource) bool {
	return r.Property("CidrBlock") == nil && r.Property("Ipv4IpamPoolId") == nil && r.Property("Ipv4NetmaskLength") == nil
}
