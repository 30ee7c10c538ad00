package script_test

import (
	"fmt"
	"strings"

	"github.com/cfnc/cfnc/compiler/script"
)

var frames = map[script.FrameKind]string{
	script.Group: "group", script.IfCondition: "if", script.IfThen: "then", script.IfElse: "else", script.LoopCondition: "loop-if", script.LoopBody: "loop",
	script.CaseArm: "case", script.AndLeft: "&&left", script.AndRight: "&&right", script.OrLeft: "||left", script.OrRight: "||right", script.Negation: "not",
	script.Pipeline: "pipe", script.Background: "background", script.Subshell: "subshell", script.InSubstitution: "$()", script.InFunction: "function",
	script.InQuoted: "quoted", script.InTrap: "trap", script.Block: "block",
}

// show writes commands down, one in a line, with all that was found out about each.
func show(text string, commands []*script.Command) string {
	var b strings.Builder
	for _, c := range commands {
		var words []string
		for _, w := range c.Words {
			words = append(words, word(w))
		}
		fmt.Fprintf(&b, "%s", strings.Join(words, " "))
		for _, a := range c.Sets {
			fmt.Fprintf(&b, " %s=%s", a.Name, word(a.Value))
		}
		for _, r := range c.Redirects {
			fmt.Fprintf(&b, " %s%s%s", r.FD, r.Op, word(r.Target))
		}
		for _, w := range c.Through {
			fmt.Fprintf(&b, " <-%s", word(w))
		}
		for f := c.Frame; f != nil; f = f.Outer {
			fmt.Fprintf(&b, " @%s", frames[f.Kind])
			if f.Function != nil {
				fmt.Fprintf(&b, "(%s)", f.Function.Name)
			}
		}
		if c.ErrExit != script.Off {
			fmt.Fprintf(&b, " e%d", c.ErrExit)
		}
		if c.PipeFail != script.Off {
			fmt.Fprintf(&b, " p%d", c.PipeFail)
		}
		if c.PipesTo != nil {
			fmt.Fprintf(&b, " |to:%s", c.PipesTo.Name)
		}
		if c.StatusRead {
			b.WriteString(" read")
		}
		b.WriteString("\n")
	}
	return b.String()
}

func word(w script.Word) string {
	var b strings.Builder
	from := 0
	for _, e := range w.Expansions {
		b.WriteString(w.Text[from:e.From])
		fmt.Fprintf(&b, "{%s", w.Text[e.From:e.To])
		if e.Of != nil {
			fmt.Fprintf(&b, ":%s", described(e.Of))
		}
		b.WriteString("}")
		from = e.To
	}
	text := b.String() + w.Text[from:]
	if strings.ContainsAny(text, " \n\t") || text == "" {
		return fmt.Sprintf("%q", text)
	}
	return text
}

func described(c *script.Command) string {
	if c.Name != "" {
		return c.Name
	}
	if len(c.Words) == 0 && len(c.Sets) > 0 {
		return c.Sets[0].Name + "="
	}
	return c.Path().Text
}
