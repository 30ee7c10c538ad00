package rules

import (
	"strings"

	"github.com/cfnc/cfnc/compiler/group"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

// isolated says whether instances of a resource certainly start in subnets of the template that
// lead nowhere: no route to the internet, and no endpoint for CloudFormation.
func isolated(p *lint.Pass, c *template.Case, r *template.Resource) template.Answer {
	if p.Template.MayDeclareMore() || p.Template.Opaque() || reachesCloudFormation(p) {
		return template.No
	}
	subnets, all := subnetsOf(p, c, r)
	if !all || len(subnets) == 0 {
		return template.Undecided
	}
	for _, subnet := range subnets {
		if !leadsNowhere(p, c, subnet) {
			return template.No
		}
	}
	return template.Yes
}

// reachesCloudFormation reports whether the template may have an endpoint for CloudFormation.
func reachesCloudFormation(p *lint.Pass) bool {
	for _, r := range p.Template.OfType("AWS::EC2::VPCEndpoint") {
		for _, x := range p.Template.Texts(r.Property("ServiceName"), r.When()) {
			if _, only := x.Only(); only || strings.Contains(x.String(), "cloudformation") {
				return true
			}
		}
	}
	return false
}

// subnetsOf returns the subnets in which the instances of a resource start. all is false where
// one of them is not of this template.
func subnetsOf(p *lint.Pass, c *template.Case, r *template.Resource) (subnets []*template.Resource, all bool) {
	all = true
	add := func(list []*template.Resource, ok bool) {
		subnets, all = append(subnets, list...), all && ok
	}
	if r.Type == "AWS::EC2::Instance" {
		add(namedSubnets(c, c.At(r.Property(), "SubnetId")))
		return subnets, all
	}
	for _, g := range p.Unit.GroupsNaming(r) {
		if launchesFrom(g, c, r) {
			items, known := c.Items(g.Property("VPCZoneIdentifier"))
			add(namedSubnets(c, items...))
			all = all && known
		}
	}
	return subnets, all
}

// namedSubnets returns the subnets that values name. all is false where one is not of this
// template.
func namedSubnets(c *template.Case, values ...*syntax.Node) (subnets []*template.Resource, all bool) {
	for _, value := range values {
		subnet := c.Target(value)
		if subnet == nil || subnet.Type != "AWS::EC2::Subnet" {
			return nil, false
		}
		subnets = append(subnets, subnet)
	}
	return subnets, true
}

// leadsNowhere reports whether a subnet has a route table of this template, in which no route
// may lead to the internet.
func leadsNowhere(p *lint.Pass, c *template.Case, subnet *template.Resource) bool {
	associated := false
	for _, a := range p.Template.OfType("AWS::EC2::SubnetRouteTableAssociation") {
		if c.Target(c.At(a.Property(), "SubnetId")) != subnet || !c.Exists(a) {
			continue
		}
		table := c.Target(c.At(a.Property(), "RouteTableId"))
		if table == nil || table.Type != "AWS::EC2::RouteTable" || hasWayOut(p, c, table) {
			return false
		}
		associated = true
	}
	return associated
}

// hasWayOut reports whether a route of a table may lead to the internet.
func hasWayOut(p *lint.Pass, c *template.Case, table *template.Resource) bool {
	for _, r := range p.Template.OfType("AWS::EC2::Route") {
		if target := c.Target(c.At(r.Property(), "RouteTableId")); target != nil && target != table {
			continue
		}
		for _, key := range []string{"DestinationCidrBlock", "DestinationIpv6CidrBlock", "DestinationPrefixListId"} {
			value := c.At(r.Property(), key)
			text, known := c.Text(value)
			if value != nil && (!known || strings.HasSuffix(text, "/0")) {
				return true
			}
		}
	}
	return false
}

// launched reports whether instances are made of a resource.
func launched(r *template.Resource) bool {
	switch r.Type {
	case "AWS::EC2::Instance", group.Type, group.LaunchTemplate, group.LaunchConfiguration:
		return true
	}
	return false
}
