package expand

import (
	"crypto/sha256"
	"encoding/hex"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/interp"
	"github.com/cfnc/cfnc/compiler/live"
	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/compiler/syntax"
)

// Live is a live value: expressions became a reference to a parameter that the template does
// not have yet.
type Live struct {
	Parameter string         // its name
	Of        string         // the resource, or the parameter if that is the type of the attribute
	Attribute live.Attribute // of it
	Default   *syntax.Node   // what the author wants where there is nothing to ask, or nil
	Clamp     *live.Clamp    // the range for the value, or nil
	At        source.Span    // of the first expression
	Origin    *syntax.Origin // of what it became

	key string
}

// floorProperty is where a number must stay below the size of its group.
const floorProperty = "MinInstancesInService"

// floor links the value of MinInstancesInService.
func (l *linker) floor(n *syntax.Node) *syntax.Node {
	l.floored = true
	defer func() { l.floored = false }()
	return l.value(n)
}

// liveAttribute returns what a live value asks for.
func (l *linker) liveAttribute(p interp.Part) (live.Attribute, bool) {
	if l.dialect != Cfnc || p.Kind != interp.Attr && p.Kind != interp.Live {
		return live.Attribute{}, false
	}
	a, found := live.Find(l.names.liveType(p.Name), p.Attr)
	return a, found && (p.Kind == interp.Live || !a.Explicit)
}

// liveType is the type under which a name has live values.
func (n *names) liveType(name string) string {
	if n.Lookup(name) == interp.Parameter {
		return live.ParameterType
	}
	return n.typeOf(name)
}

// liveValue makes the reference that a live value becomes.
func (t *strand) liveValue(p interp.Part, a live.Attribute, at source.Span) *syntax.Node {
	options, ok := t.liveOptions(p, a)
	if !ok {
		return nil
	}
	v := &Live{Of: p.Name, Attribute: a, Default: options.value, Clamp: options.clamp, At: at, Origin: t.way}
	suffix := ""
	if v.Clamp == nil && t.floored && p.Name == t.owner && a.High.Property != "" {
		v.Clamp, suffix = belowMaximum(a), "Floor"
	}
	v.key = p.Name + "." + a.Name + suffix + "," + options.key
	name := t.way.String(t.keep(v, "Live"+p.Name+a.Name+suffix), at)
	return t.way.Call("Ref", at, name, at)
}

// belowMaximum is the range of a number that must leave room for one more.
func belowMaximum(a live.Attribute) *live.Clamp {
	c := &live.Clamp{Min: boundOf(a.Low), Max: boundOf(a.High)}
	c.Max.Minus = 1
	return c
}

func boundOf(l live.Limit) live.Bound { return live.Bound{Template: l.Property, Path: l.Path} }

// keep returns the name of the parameter for a live value. The same value has the same
// parameter wherever it is used; the number of instances for the floor of an update is another
// one than that for everything else.
func (l *linker) keep(v *Live, name string) string {
	for _, other := range l.live {
		if other.key == v.key {
			return other.Parameter
		}
	}
	if len(name) > maxName || l.isTaken(name) {
		sum := sha256.Sum256([]byte(v.key))
		name = name[:min(len(name), maxName-8)] + hex.EncodeToString(sum[:4])
	}
	v.Parameter = name
	l.live = append(l.live, v)
	return name
}

// maxName is the longest name that a parameter may have (CloudFormation's quotas).
const maxName = 255

func (l *linker) isTaken(name string) bool {
	for _, other := range l.live {
		if other.Parameter == name {
			return true
		}
	}
	return l.names.Lookup(name) != interp.Undeclared
}

// failLive reports a live value that nobody can be asked for.
func (t *strand) failLive(p interp.Part) {
	names := live.Names(t.names.liveType(p.Name))
	at := t.places.Span(p.AttrSpan())
	near := diag.Nearest(p.Attr, names, 2)
	d := t.fail(at, t.n.Origin(), "`%s` has no live value `%s`%s", p.Name, p.Attr, didYouMean(near))
	if len(names) > 0 {
		d.Help = "ask for " + oneOf(names)
		return
	}
	d.Help = "write `@{" + p.Name + "." + p.Attr + "}` for an attribute that CloudFormation gives"
}
