package exprrule

import (
	"errors"
	"reflect"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/expr-lang/expr"
	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/checker"
	"github.com/expr-lang/expr/checker/nature"
	"github.com/expr-lang/expr/compiler"
	"github.com/expr-lang/expr/conf"
	"github.com/expr-lang/expr/file"
	"github.com/expr-lang/expr/types"
	"github.com/expr-lang/expr/vm"

	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/lint"
)

// An expression is a part of a string in a rule file.
type expression struct {
	node     *syntax.Node
	from, to int // bytes of the node's text
	language *conf.Config
	kind     reflect.Kind // of its value; Interface where that depends on the template
	program  *vm.Program
}

func (e *expression) text() string { return e.node.Text()[e.from:e.to] }

// verify finds mistakes, without making a program: most of the rules that people have are about
// types that the template at hand has not.
func (e *expression) verify() error {
	tree, err := checker.ParseCheck(e.text(), e.language)
	if err != nil {
		return err
	}
	e.kind = tree.Node.Type().Kind()
	var p purist
	ast.Walk(&tree.Node, &p)
	if p.err != nil {
		return p.err
	}
	return nil
}

// prepare makes the program of an expression without mistakes.
func (e *expression) prepare() error {
	config := *e.language
	config.Visitors = []ast.Visitor{rewriter{}}
	tree, err := checker.ParseCheck(e.text(), &config)
	if err == nil {
		e.program, err = compiler.Compile(tree, &config)
	}
	return err
}

// span is where in the file an error of the expression is.
func (e *expression) span(err error) source.Span {
	var at *file.Error
	if !errors.As(err, &at) {
		return e.node.TextSpan(e.from, e.to)
	}
	from := e.from + byteOf(e.text(), at.From)
	to := max(from, e.from+byteOf(e.text(), at.To))
	if from == to {
		_, size := utf8.DecodeRuneInString(e.node.Text()[from:e.to])
		to += size
	}
	return e.node.TextSpan(from, to)
}

// byteOf is the byte at which a rune of a text begins.
func byteOf(text string, at int) int {
	for i := range text {
		if at == 0 {
			return i
		}
		at--
	}
	return len(text)
}

// maxQuoted is how many bytes of a message of the compiler are shown: it may quote the
// whole expression.
const maxQuoted = 120

// reason is what an error says, without its place and the code around it.
func reason(err error) string {
	text := err.Error()
	var at *file.Error
	if errors.As(err, &at) {
		text = at.Message
	}
	if len(text) > maxQuoted {
		text = strings.ToValidUTF8(text[:maxQuoted], "") + "…"
	}
	return text
}

// builtins are the functions of expr that expressions may call. They give the same result
// every time, and no more than they take.
var builtins = []string{
	"all", "any", "count", "filter", "find", "first", "float", "int", "keys", "last", "len", "lower", "map", "none",
	"one", "split", "string", "trim", "trimPrefix", "trimSuffix", "upper", "values",
}

// newLanguage is what expressions may use, but for what they see of a rule and a resource.
func newLanguage() *conf.Config {
	c := conf.CreateNew()
	for name := range c.Builtins {
		if !slices.Contains(builtins, name) {
			c.Disabled[name] = true
		}
	}
	for name := range c.Disabled {
		delete(c.Builtins, name)
	}
	for _, f := range functions() {
		expr.Function(f.name, f.call, f.types...)(c)
	}
	return c
}

// languageOf is what the expressions of a rule may use.
func languageOf(r *rule, c *conf.Config) *conf.Config {
	own := *c
	own.NtCache = nature.Cache{} // rules run side by side
	own.WithEnv(environment(r))
	return &own
}

// environment is what expressions see, with its types. The rewriter puts calls in the place of
// all of it.
func environment(r *rule) types.Map {
	resource := types.Map{"id": types.String, "type": types.String, "taggable": types.Bool, "tags": types.Any}
	for name := range attributes {
		if name != "type" {
			resource[name] = types.Any
		}
	}
	options := types.Map{}
	for _, o := range r.Options {
		options[o.Name] = typeOf(o.Default)
	}
	env := types.Map{"resource": resource, "options": options, runName: types.Any}
	if r.each != nil {
		env["item"] = types.Any
	}
	return env
}

func typeOf(s lint.Setting) types.Type {
	switch s.Type() {
	case lint.Flag(false).Type():
		return types.Bool
	case lint.Number(0).Type():
		return types.Int
	case lint.Text("").Type():
		return types.String
	}
	return types.Array(types.String)
}
