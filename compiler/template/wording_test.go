package template_test

import (
	"testing"

	"github.com/cfnc/cfnc/compiler/template"
)

// wordings reads two values in the first case, and says whether they are the same text.
func wordings(t *testing.T, a, b string) template.Answer {
	t.Helper()
	m, _ := template.NewGiven(expanded(t, deployments+"A: "+a+"\nB: "+b+"\n").Root, map[string]string{"Given": "6"})
	same := template.Undecided
	m.Judge(nil, func(c *template.Case) template.Answer {
		same = c.Wording(m.Root.Get("A")).Is(c.Wording(m.Root.Get("B")))
		return template.Yes
	})
	return same
}

func TestWordings(t *testing.T) {
	for _, test := range []struct {
		a, b string
		want template.Answer
	}{
		{"a", "a", template.Yes},
		{"a", "b", template.No},
		{"6", "!Ref Given", template.Yes},
		{"!Ref AWS::NoValue", "!Ref AWS::NoValue", template.No},
		{"a", "!Ref Size", template.Undecided},
		{`!Sub "www.${Size}"`, `!Join [".", [www, !Ref Size]]`, template.Yes},
		{`!Sub "www.${Size}"`, `!Sub ["${W}.${S}", {W: www, S: !Ref Size}]`, template.Yes},
		{`!Sub "${A.B.C}/x"`, `!Join ["", [!GetAtt A.B.C, /x]]`, template.Yes},
		{`!Sub "${A}"`, `!Ref A`, template.Yes},
		{`!Sub "www.${Size}"`, `!Ref Size`, template.No},
		{`!Sub "www.${Size}"`, `!Sub "www.${Size}.org"`, template.No},
		{`!Sub "www.${Size}"`, `!Sub "web.${Stored}"`, template.No},
		{`!Sub "${Size}.org"`, `!Sub "${Stored}.com"`, template.No},
		{`!Sub "www.${Size}"`, `!Sub "www.${Stored}"`, template.Undecided},
		{`!Sub "www.${Size}"`, `!Sub "www.a.${Stored}"`, template.Undecided},
		{`!Sub "www.${Size}"`, `www.example.org`, template.Undecided},
		{`!Join ["-", [a, !Ref Names]]`, `!Join ["-", [a, !Ref Names]]`, template.Yes},
		{`!Join ["-", [a, !Ref Names]]`, `!Sub "a-${Names}"`, template.Undecided},
		{`!Join ["-", [a, !If [Never, !Ref Size, !Ref AWS::NoValue], b]]`, "a-b", template.Yes},
	} {
		if got := wordings(t, test.a, test.b); got != test.want {
			t.Errorf("%s and %s: %d, want %d", test.a, test.b, got, test.want)
		}
		if got := wordings(t, test.b, test.a); got != test.want {
			t.Errorf("%s and %s: %d, want %d", test.b, test.a, got, test.want)
		}
	}
}

func TestWordingInEveryCase(t *testing.T) {
	for value, want := range map[string]bool{"a": true, `!Sub "www.${Size}"`: true, "!If [Sunny, a, b]": false, `!Sub "${Stage}.org"`: false} {
		m := expanded(t, deployments+"V: "+value+"\n")
		if _, ok := m.Wording(m.Root.Get("V")); ok != want {
			t.Errorf("%s: %t", value, ok)
		}
	}
}

func TestPartsOfWordings(t *testing.T) {
	m := expanded(t, `V: !Sub "Service/${Cluster}-${A.Name}/Web."`+"\nC: !Ref X\n")
	m.Judge(nil, func(c *template.Case) template.Answer {
		w := c.Wording(m.Root.Get("V"))
		parts := w.Split("/")
		for got, want := range map[string]string{
			w.String():                                 "Service/${Cluster}-${A.Name}/Web.",
			w.Lower().TrimSuffix(".").String():         "service/${Cluster}-${A.Name}/web",
			w.TrimSuffix("x").String():                 "Service/${Cluster}-${A.Name}/Web.",
			w.Start():                                  "Service/",
			parts[1].String() + parts[1].Start():       "${Cluster}-${A.Name}",
			c.Wording(m.Root.Get("C")).String():        "${X}",
			c.Wording(m.Root.Get("None")).String():     "",
			parts[0].String() + parts[2].String():      "ServiceWeb.",
			template.Wording{}.TrimSuffix("a").Start(): "",
		} {
			if got != want {
				t.Errorf("%q, want %q", got, want)
			}
		}
		if len(parts) != 3 || parts[1].Expression() != nil || c.Wording(m.Root.Get("C")).Expression() == nil {
			t.Errorf("%v", parts)
		}
		return template.Yes
	})
}
