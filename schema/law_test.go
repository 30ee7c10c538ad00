package schema

import (
	"regexp"
	"strings"
	"testing"

	"github.com/cfnc/cfnc/schema/internal/table"
)

// Every expression that the tables hold compiles, and those are few that do not.
func TestPatternsCompile(t *testing.T) {
	if testing.Short() {
		t.Skip("takes a quarter of a second")
	}
	unchecked, all := 0, map[Pattern]bool{}
	for typ := range All() {
		eachNode(typ, func(n Node) {
			all[n.Pattern()] = true
			for pattern := range n.PatternProperties() {
				all[pattern] = true
			}
		})
	}
	delete(all, Pattern{})
	for pattern := range all {
		if !pattern.Checked() {
			unchecked++
			continue
		}
		for _, list := range []Strings{pattern.Match(), pattern.Exclude()} {
			for expression := range list.All() {
				if _, err := regexp.Compile(expression); err != nil {
					t.Errorf("%q: %v", pattern.Source(), err)
				}
			}
		}
	}
	t.Logf("%d patterns, %d not checked", len(all), unchecked)
	if len(all) < 3000 || unchecked > 50 {
		t.Error("too few patterns, or too many that are not checked")
	}
}

func TestRewrittenPattern(t *testing.T) {
	for source, want := range map[string]struct{ good, bad []string }{
		`^(?!aws:).+$`: {[]string{"x", "xaws:"}, []string{"aws:x", ""}},
		`^(?!rule-)(?![-])(?!.*[-]$)(?!.*[-]{2})[a-z0-9-]+$`: {[]string{"a-b"}, []string{"rule-a", "-a", "a-", "a--b", "A"}},
		`(?=^.{2,256}$)(?!.*\s)[0-9a-zA-Z-_.:=+@]*$`:         {[]string{"ab"}, []string{"a", "a b"}},
	} {
		pattern := findPattern(t, source)
		for _, text := range want.good {
			if !matches(pattern, text) {
				t.Errorf("%s refuses %q", source, text)
			}
		}
		for _, text := range want.bad {
			if matches(pattern, text) {
				t.Errorf("%s accepts %q", source, text)
			}
		}
	}
}

func findPattern(t *testing.T, source string) (found Pattern) {
	t.Helper()
	for typ := range All() {
		eachNode(typ, func(n Node) {
			if n.Pattern().Source() == source {
				found = n.Pattern()
			}
		})
	}
	if !found.Checked() {
		t.Fatalf("%s is not there or not checked", source)
	}
	return found
}

func matches(p Pattern, text string) bool {
	for expression := range p.Match().All() {
		if !regexp.MustCompile(expression).MatchString(text) {
			return false
		}
	}
	for expression := range p.Exclude().All() {
		if regexp.MustCompile(expression).MatchString(text) {
			return false
		}
	}
	return true
}

// AWS's prose is not in the tables: outside of enums and patterns no text has many words.
func TestNoProse(t *testing.T) {
	for _, text := range []string{"The name of the bucket that holds the logs.", "see https://example.com"} {
		if !isProse(text) {
			t.Fatalf("%q does not pass for prose", text)
		}
	}
	not := map[string]bool{}
	for typ := range All() {
		eachNode(typ, func(n Node) {
			not[n.Pattern().Source()] = true
			for pattern := range n.PatternProperties() {
				not[pattern.Source()] = true
			}
			for value := range n.Enum().All() {
				not[value.Text()] = true
			}
		})
	}
	for name := range Tables() {
		not[name] = true
	}
	for source, r := range readable(t).Rewritten {
		for _, expression := range append(append([]string{source}, r.Match...), r.Exclude...) {
			not[expression] = true
		}
	}
	for i := range head(0) {
		if s := text(i); isProse(s) && !not[s] && s != Source() {
			t.Errorf("prose: %q", s)
		}
	}
}

func isProse(text string) bool { return len(strings.Fields(text)) > 4 || strings.Contains(text, "://") }

// What is not there is empty, and can be asked for anything.
func TestZeroValues(t *testing.T) {
	empty := rebuild(t, Type{}, table.Regions{Names: []string{"eu-west-1"}})
	if got, want := inWriting(t, empty), "{\n \"schema\": null\n}"; got != want {
		t.Errorf("no type is %s", got)
	}
	var n Node
	if n.Pattern().Checked() || n.Pattern().Match().Len() != 0 || n.Resolve() != n || n.Never() || n.Closed() || n.Not().Ref() != "" {
		t.Error("no schema says something")
	}
	if _, ok := n.MaxLength(); ok {
		t.Error("no schema has a bound")
	}
	if n := (Type{}).Attribute([]string{"Arn"}); n != 0 {
		t.Errorf("no type has %d segments of an attribute", n)
	}
	if n := (Type{}).Property("A", "*", "B"); !n.IsZero() {
		t.Error("no type has a property")
	}
	if rows := Table("nothing"); rows.Len() != 0 {
		t.Error("a table that is not there has rows")
	}
	if _, ok := n.Properties().Get("A"); ok {
		t.Error("no schema has a property")
	}
}

// Every name of a definition leads to one, and every path of the tables to a property.
func TestNamesLeadSomewhere(t *testing.T) {
	for typ := range All() {
		eachNode(typ, func(n Node) {
			if n.Ref() != "" && n.Resolve().IsZero() {
				t.Errorf("%s: no definition of %s", typ.Name(), n.Ref())
			}
		})
		for check := range typ.Checks() {
			if check.Path != "" && typ.Property(strings.Split(check.Path, ".")...).IsZero() {
				t.Errorf("%s: %s is checked and does not exist", typ.Name(), check.Path)
			}
		}
		for r := range typ.Regional() {
			if typ.Property(strings.Split(r.Path(), ".")...).IsZero() {
				t.Errorf("%s: %s has values and does not exist", typ.Name(), r.Path())
			}
		}
	}
}

// eachNode visits every schema of a type.
func eachNode(typ Type, visit func(Node)) {
	walkNode(typ.Schema(), visit)
	for _, n := range typ.Definitions().All() {
		walkNode(n, visit)
	}
	for check := range typ.Checks() {
		walkNode(check.Schema, visit)
	}
	for r := range typ.Regional() {
		for c := range r.Cases() {
			walkNode(c.When(), visit)
		}
	}
}

func walkNode(n Node, visit func(Node)) {
	if n.IsZero() {
		return
	}
	visit(n)
	for _, below := range n.Properties().All() {
		walkNode(below, visit)
	}
	for _, below := range n.PatternProperties() {
		walkNode(below, visit)
	}
	for _, list := range []Nodes{n.AllOf(), n.AnyOf(), n.OneOf()} {
		for below := range list.All() {
			walkNode(below, visit)
		}
	}
	for _, below := range []Node{n.Items(), n.Contains(), n.PropertyNames(), n.Not(), n.If(), n.Then(), n.Else()} {
		walkNode(below, visit)
	}
}

// Each attribute is one, with all its segments.
func TestAttributesAreFound(t *testing.T) {
	for typ := range All() {
		for name, types := range typ.Attributes() {
			asked := strings.NewReplacer("**", "a.b", "*", "a").Replace(name)
			got, ok := typ.AttributeTypes(asked)
			if !ok || got != types || typ.Attribute(strings.Split(asked+".x-y", ".")) < strings.Count(asked, ".")+1 {
				t.Errorf("%s: %s gives %v, %v", typ.Name(), asked, got.Names(), ok)
			}
		}
	}
}

// Whatever is asked, there is an answer.
func FuzzAsk(f *testing.F) {
	f.Add("AWS::S3::Bucket", "Arn.x", "eu-west-1")
	f.Add("AWS::RDS::DBInstance", "Endpoint.Address", "")
	f.Add("AWS::WAFv2::WebACL", "Rules.*.Statement.AndStatement.Statements.*", "mars-1")
	f.Add("", "", "\x00")
	f.Fuzz(func(t *testing.T, name, path, region string) {
		typ, ok := Lookup(name)
		if ok != !typ.IsZero() || ok && typ.Name() != name {
			t.Errorf("Lookup(%q) gives %q, %v", name, typ.Name(), ok)
		}
		segments := strings.Split(path, ".")
		if n := typ.Attribute(segments); n < 0 || n > len(segments) {
			t.Errorf("%d of %d segments", n, len(segments))
		}
		node := typ.Property(segments...)
		walkNode(node, func(n Node) { n.Resolve() })
		if typ.In(region) != Unknown && !Regions().Has(region) {
			t.Errorf("something is known of %q", region)
		}
		Table(name).Get(path)
		IAMActions(name).Get(path)
		DBInstanceClasses(name, path)
		LambdaRuntime(path)
	})
}
