package live

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	manifest "github.com/cfnc/cfnc/compiler/live"
)

// within brings an answer into the range of its binding.
func (r *resolver) within(b manifest.Binding, text string, answer any) (string, error) {
	a, known := manifest.Find(b.Type, b.Attribute)
	if a.Text || !known && b.Clamp == nil {
		return text, visible(text, b)
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		return "", fmt.Errorf("`%s` of `%s` is `%s`, which is no whole number", b.Attribute, b.Resource, text)
	}
	if b.Clamp != nil {
		n, err = r.clamp(b, n, answer)
	}
	return strconv.Itoa(n), err
}

func (r *resolver) clamp(b manifest.Binding, n int, answer any) (int, error) {
	low, _, err := r.bound(b, b.Clamp.Min, answer)
	if err != nil {
		return n, err
	}
	high, sure, err := r.bound(b, b.Clamp.Max, answer)
	if err != nil {
		return n, err
	}
	if !sure {
		r.note(b, "is not held below %s, which is not known: give it with --param", firstOf(b.Clamp.Max.Parameter, b.Clamp.Max.Template))
		high = max(n, low)
	}
	clamped := max(0, min(max(n, low), high))
	r.noteClamp(b, n, clamped, high+b.Clamp.Max.Minus)
	return clamped, nil
}

// noteClamp tells that a value is not the one that AWS has.
func (r *resolver) noteClamp(b manifest.Binding, n, clamped, most int) {
	limit := firstOf(b.Clamp.Max.Template, "the limit")
	switch {
	case clamped > n:
		r.note(b, "is %d, not %d: it is not to be less", clamped, n)
	case clamped < n && n == most && b.Clamp.Max.Minus == 1:
		r.note(b, "is %d, not %d: the group is full: one at a time, capacity ≥ n−1", clamped, n)
	case clamped < n:
		r.note(b, "is %d, not %d: %s is %d in this deployment", clamped, n, limit, most)
	}
}

// bound is one end of a range: as the template says, else as the deployment says, else as it is
// now. Offline it may not be known.
func (r *resolver) bound(b manifest.Binding, at manifest.Bound, answer any) (n int, sure bool, err error) {
	text := ""
	if at.Value != nil {
		text = strconv.Itoa(*at.Value)
	} else if given, ok := r.deployment.Given[at.Parameter]; ok && at.Parameter != "" {
		text = given
	} else if at.Path != "" {
		text, _ = find(answer, at.Path)
	}
	switch n, err = strconv.Atoi(text); {
	case err == nil:
		return n - at.Minus, true, nil
	case answer == nil && text == "":
		return 0, false, nil
	}
	return 0, false, fmt.Errorf("the bound %s of `%s` is `%s`, which is no whole number", firstOf(at.Parameter, at.Template, at.Path), b.Resource, text)
}

// visible fails for a text that NoEcho hides.
func visible(text string, b manifest.Binding) error {
	if len(text) >= 4 && strings.Trim(text, "*") == "" {
		return errors.New("`" + b.Resource + "` is hidden by NoEcho in the stack, so its value cannot be asked for: pass it with --param " + b.Parameter + "=VALUE")
	}
	return nil
}
