// Package live finds out what the generated parameters of a template stand for, just before it
// is deployed: it reads a manifest of bindings, asks AWS, and brings the answers into their
// ranges. It changes nothing in the account. It knows no flags, and writes nothing.
//
// Of the AWS SDK for Go it takes what signs, retries and finds credentials. The SDK's clients of
// services are not used: each builds its tables when the program starts, whichever command runs.
package live

import (
	"context"
	"fmt"
	"time"

	manifest "github.com/cfnc/cfnc/compiler/live"
)

// A Deployment is what the values are for.
type Deployment struct {
	Stack   string            // its name or ARN
	Given   map[string]string // values of parameters that the deployment passes
	Offline map[string]string // what AWS would say, by the name of the parameter or Resource.Attribute
	MaxAge  time.Duration     // how old an answer may be; 0: as the manifest says
}

// A Parameter is one that the deployment passes.
type Parameter struct{ Name, Value string }

// A Result is what a manifest stands for.
type Result struct {
	Values []Parameter   // one for each binding, in their order
	Others []string      // the parameters that the stack has besides
	Notes  []string      // what should be known of values
	Within time.Duration // how soon they are to be used; 0 where nobody was asked
}

// Resolve finds the value of every binding of a manifest, or fails. Without a client nobody is
// asked, and all answers are those of Offline.
func Resolve(ctx context.Context, c *Client, m manifest.Manifest, d Deployment) (Result, error) {
	r := &resolver{client: c, deployment: d, groups: map[string]found{}, answers: map[string]any{}}
	begin := time.Now()
	if err := r.findStack(ctx); err != nil {
		return Result{}, err
	}
	for _, b := range m.Bindings {
		value, err := r.value(ctx, b)
		if err != nil {
			return Result{}, fmt.Errorf("`%s`: %w", b.Parameter, err)
		}
		r.result.Values = append(r.result.Values, Parameter{b.Parameter, value})
	}
	r.result.Others = r.others(m)
	return r.result, r.checkAge(time.Since(begin))
}

// resolver is the state of one run.
type resolver struct {
	client     *Client
	deployment Deployment
	stack      stack
	groups     map[string]found // resources by their logical IDs
	answers    map[string]any   // by action and physical ID: all bindings of a resource see the same
	result     Result
}

func (r *resolver) note(b manifest.Binding, text string, args ...any) {
	r.result.Notes = append(r.result.Notes, fmt.Sprintf("`%s` "+text, append([]any{b.Parameter}, args...)...))
}

// value finds the value of one binding. What the deployment passes itself wins.
func (r *resolver) value(ctx context.Context, b manifest.Binding) (string, error) {
	if value, ok := r.deployment.Given[b.Parameter]; ok {
		return value, nil
	}
	if r.client == nil {
		return r.offline(b)
	}
	answer, why, err := r.ask(ctx, b)
	switch {
	case err != nil:
		return "", err
	case why != "":
		return r.initial(b, why)
	}
	text, ok := find(answer, b.Source.Path)
	switch {
	case !ok && b.Type == manifest.ParameterType:
		return r.initial(b, fmt.Sprintf("the stack has no parameter `%s` yet", b.Resource))
	case !ok:
		return "", fmt.Errorf("the answer of %s has nothing at `%s`", b.Source.API, b.Source.Path)
	}
	r.expire(b)
	return r.within(b, text, answer)
}

// offline takes what the caller says that AWS would say.
func (r *resolver) offline(b manifest.Binding) (string, error) {
	for _, name := range []string{b.Parameter, b.Resource + "." + b.Attribute} {
		if text, ok := r.deployment.Offline[name]; ok {
			return r.within(b, text, nil)
		}
	}
	return "", fmt.Errorf("nobody is asked, so say what `%s` of `%s` is: --offline %s.%s=VALUE", b.Attribute, b.Resource, b.Resource, b.Attribute)
}

// initial is what the parameter is as long as there is nothing to ask.
func (r *resolver) initial(b manifest.Binding, why string) (string, error) {
	if b.Default == nil || b.OnMissing == manifest.Fail {
		return "", fmt.Errorf("%s, and there is no default: pass a value with --param %s=VALUE", why, b.Parameter)
	}
	r.note(b, "is %s, its default (%s): %s", b.Default.Value.Text, b.Default.Reason, why)
	return b.Default.Value.Text, nil
}

// age is how old an answer for a binding may be.
func (r *resolver) age(b manifest.Binding) time.Duration {
	age, _ := time.ParseDuration(b.MaxAge)
	if r.deployment.MaxAge > 0 {
		age = r.deployment.MaxAge
	}
	return age
}

// expire notes how soon the answer for a binding must be used.
func (r *resolver) expire(b manifest.Binding) {
	if age := r.age(b); r.result.Within == 0 || age < r.result.Within {
		r.result.Within = age
	}
}

// checkAge takes off the time that it took to ask.
func (r *resolver) checkAge(took time.Duration) error {
	if r.result.Within == 0 {
		return nil
	}
	if r.result.Within <= took {
		return fmt.Errorf("AWS took %s to answer, so the first answers are older than %s; try again", took.Round(time.Second), r.result.Within)
	}
	r.result.Within = max((r.result.Within - took).Truncate(time.Second), time.Millisecond)
	return nil
}
