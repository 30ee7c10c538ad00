package template_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
)

// A lottery writes small templates with random parameters, conditions and rules.
type lottery struct {
	*rand.Rand
	parameters, conditions int
	refs                   bool // Fn::Equals of two parameters too
	joined                 bool // Fn::Equals of what two parameters make together too
}

func (l *lottery) pick(words ...string) string { return words[l.IntN(len(words))] }

// draw writes templates until one can be deployed at all.
func (l *lottery) draw(t *testing.T) (text string, model *template.Template, deployments []deployment) {
	for len(deployments) == 0 {
		text = l.template()
		model = parse(t, text)
		deployments = all(model.Root)
	}
	return text, model, deployments
}

func (l *lottery) template() string {
	l.parameters, l.conditions = 1+l.IntN(3), 1+l.IntN(6)
	var b strings.Builder
	b.WriteString("Parameters:\n")
	for i := range l.parameters {
		fmt.Fprintf(&b, "  P%d: {Type: String%s}\n", i, l.pick("", "", ", AllowedValues: [a, b]", ", AllowedValues: [c]", ", AllowedValues: [a, b, c, d]"))
	}
	b.WriteString("Conditions:\n")
	for i := range l.conditions {
		fmt.Fprintf(&b, "  C%d: %s\n", i, l.condition(i, 2))
	}
	if l.IntN(3) == 0 {
		fmt.Fprintf(&b, "Rules: {R: {RuleCondition: %s, Assertions: [{Assert: %s}]}}\n", l.condition(0, 1), l.condition(0, 1))
	}
	return b.String()
}

// condition writes a condition that refers to those before it.
func (l *lottery) condition(before, depth int) string {
	switch n := l.IntN(8); {
	case n == 0 && before > 0:
		return fmt.Sprintf("{Condition: C%d}", l.IntN(before))
	case n == 1 && depth > 0:
		return fmt.Sprintf("{Fn::Not: [%s]}", l.condition(before, depth-1))
	case n < 4 && depth > 0:
		return fmt.Sprintf("{%s: [%s, %s]}", l.pick("Fn::And", "Fn::Or"), l.condition(before, depth-1), l.condition(before, depth-1))
	case n == 4:
		return fmt.Sprintf("{Fn::Contains: [[%s, %s], %s]}", l.value(), l.value(), l.value())
	case n == 5:
		return fmt.Sprintf("{Fn::EachMemberIn: [[%s, %s], [%s, %s]]}", l.value(), l.value(), l.value(), l.value())
	}
	return fmt.Sprintf("{Fn::Equals: [%s, %s]}", l.parameter(), l.value())
}

func (l *lottery) parameter() string {
	if l.joined && l.IntN(3) == 0 {
		return fmt.Sprintf("{Fn::Sub: '${P%d}${P0}'}", l.IntN(l.parameters))
	}
	return fmt.Sprintf("{Ref: P%d}", l.IntN(l.parameters))
}

func (l *lottery) value() string {
	if l.refs && l.IntN(2) == 0 {
		return l.parameter()
	}
	if l.joined {
		return l.pick("a", "b", "ab", "cc")
	}
	return l.pick("a", "b", "c", "e")
}

// A deployment evaluates conditions with values of the parameters.
type deployment struct {
	root   *syntax.Node
	values map[string]string
}

func (d deployment) text(n *syntax.Node) string {
	if name := n.Get("Ref"); name != nil {
		return d.values[name.Text()]
	}
	if text := n.Get("Fn::Sub").Text(); text != "" {
		return d.values[text[2:4]] + d.values["P0"]
	}
	return n.Text()
}

func (d deployment) holds(n *syntax.Node) bool {
	key, argument := n.Only()
	left, right := argument.Item(0), argument.Item(1)
	in := func(n *syntax.Node, list []*syntax.Node) bool {
		return slices.ContainsFunc(list, func(member *syntax.Node) bool { return d.text(member) == d.text(n) })
	}
	switch key.Text() {
	case "Condition":
		return d.holds(d.root.At("Conditions", argument.Text()))
	case "Fn::Not":
		return !d.holds(left)
	case "Fn::And":
		return d.holds(left) && d.holds(right)
	case "Fn::Or":
		return d.holds(left) || d.holds(right)
	case "Fn::Equals":
		return d.text(left) == d.text(right)
	case "Fn::Contains":
		return in(right, left.Kids())
	case "Fn::EachMemberIn":
		return !slices.ContainsFunc(left.Kids(), func(member *syntax.Node) bool { return !in(member, right.Kids()) })
	}
	return false
}

// all are the deployments that the rules allow, with every literal and more others than
// there are parameters.
func all(root *syntax.Node) (list []deployment) {
	list = []deployment{{root, map[string]string{}}}
	for key, parameter := range root.Get("Parameters").Pairs() {
		texts := []string{"a", "b", "c", "d", "e", "1", "2", "3"}
		if allowed := parameter.Get("AllowedValues"); allowed != nil {
			texts = nil
			for _, item := range allowed.Items() {
				texts = append(texts, item.Text())
			}
		}
		var more []deployment
		for _, d := range list {
			for _, text := range texts {
				values := map[string]string{key.Text(): text}
				for name, value := range d.values {
					values[name] = value
				}
				more = append(more, deployment{root, values})
			}
		}
		list = more
	}
	rule := root.At("Rules", "R")
	return slices.DeleteFunc(list, func(d deployment) bool {
		return rule != nil && d.holds(rule.Get("RuleCondition")) && !d.holds(rule.Get("Assertions").Item(0).Get("Assert"))
	})
}

func (d deployment) in(s *template.Scenario) bool {
	for ; s != nil; s = s.Within {
		if d.holds(d.root.At("Conditions", s.Condition)) != s.Holds {
			return false
		}
	}
	return true
}

// TestPossibleByEnumeration compares answers with all deployments. Where parameters are
// compared with literals only, every question is decided.
func TestPossibleByEnumeration(t *testing.T) {
	for _, refs := range []bool{false, true} {
		l := &lottery{Rand: rand.New(rand.NewPCG(5, 6)), refs: refs}
		answers := map[template.Answer]int{}
		for range 1500 {
			text, model, deployments := l.draw(t)
			for range 6 {
				s := l.scenario()
				answer := model.Possible(s)
				answers[answer]++
				if want := possible(deployments, s); answer != template.Undecided && answer != want || answer == template.Undecided && !refs {
					t.Fatalf("%s%s: %v, want %v", text, shown(s), answer, want)
				}
			}
		}
		t.Logf("refs %v: %v", refs, answers)
		if answers[template.Undecided] > 1500 || answers[template.No] < 1000 || answers[template.Yes] < 1000 {
			t.Errorf("the answers are one-sided: %v", answers)
		}
	}
}

func (l *lottery) scenario() (s *template.Scenario) {
	for range 1 + l.IntN(3) {
		s = s.With(fmt.Sprintf("C%d", l.IntN(l.conditions)), l.IntN(2) == 0)
	}
	return s
}

func possible(deployments []deployment, s *template.Scenario) template.Answer {
	if slices.ContainsFunc(deployments, func(d deployment) bool { return d.in(s) }) {
		return template.Yes
	}
	return template.No
}

// What is impossible is so whatever expressions come to, and no answer is given on how they
// go together.
func TestPossibleWithExpressions(t *testing.T) {
	l := &lottery{Rand: rand.New(rand.NewPCG(9, 10)), refs: true, joined: true}
	answers := map[template.Answer]int{}
	for range 1500 {
		text, model, deployments := l.draw(t)
		s := l.scenario()
		answer := model.Possible(s)
		answers[answer]++
		if answer == template.No && possible(deployments, s) == template.Yes {
			t.Fatalf("%s%s is said to be impossible", text, shown(s))
		}
	}
	t.Log(answers)
}

// TestImpliesByEnumeration compares implications, where no deployment is forbidden.
func TestImpliesByEnumeration(t *testing.T) {
	l := &lottery{Rand: rand.New(rand.NewPCG(7, 8))}
	answers := map[template.Answer]int{}
	for range 1500 {
		text, model, deployments := l.draw(t)
		a, b := l.scenario(), l.scenario()
		want := template.Yes
		if slices.ContainsFunc(deployments, func(d deployment) bool { return d.in(a) && !d.in(b) }) {
			want = template.No
		}
		answers[want]++
		if got := model.Implies(a, b); got != want {
			t.Fatalf("%s%s implies %s: %v, want %v", text, shown(a), shown(b), got, want)
		}
	}
	t.Log(answers)
}

// Several ask at the same time.
func TestPossibleConcurrently(t *testing.T) {
	model := parse(t, chain(40, true))
	done := make(chan string)
	for range 8 {
		go func() {
			var answers []template.Answer
			for i := range 40 {
				answers = append(answers, model.Possible(when(fmt.Sprintf("C%d !C%d", i, i/2))))
			}
			done <- fmt.Sprint(answers)
		}()
	}
	first := <-done
	for range 7 {
		if got := <-done; got != first {
			t.Errorf("%s and %s", first, got)
		}
	}
}
