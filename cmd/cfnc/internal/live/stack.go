package live

import (
	"context"
	"fmt"
	"net/url"
	"strings"

	manifest "github.com/cfnc/cfnc/compiler/live"
)

const (
	describeStacks        = "cloudformation:DescribeStacks"
	describeStackResource = "cloudformation:DescribeStackResource"
)

// stack is what CloudFormation says of a stack.
type stack struct {
	answer any
	absent string // why it is still to be created; "": it is there
}

// found is a resource of the stack.
type found struct {
	id     string // physical
	absent string // why there is none; "": there is
}

// ask asks for what a binding stands for. It returns the answer, or why there is nothing to ask yet.
func (r *resolver) ask(ctx context.Context, b manifest.Binding) (answer any, absent string, err error) {
	if r.stack.absent != "" || b.Type == manifest.ParameterType {
		return r.stack.answer, r.stack.absent, nil
	}
	at, err := r.findResource(ctx, b)
	if err != nil || at.absent != "" {
		return nil, at.absent, err
	}
	return r.look(ctx, b, at.id)
}

// findStack looks at the stack, if anybody is asked. One that cannot be updated is an error.
func (r *resolver) findStack(ctx context.Context) error {
	if r.client == nil {
		return nil
	}
	name := r.deployment.Stack
	answer, err := r.client.call(ctx, describeStacks, input{form: url.Values{"StackName": {name}}})
	if code, message := saidBy(err); code == "ValidationError" && strings.Contains(message, "does not exist") {
		r.stack.absent = fmt.Sprintf("the stack `%s` does not exist yet", name)
		return nil
	}
	if err != nil {
		return err
	}
	r.stack.answer = answer
	switch status, _ := find(answer, "Stacks[0].StackStatus"); status {
	case "":
		return fmt.Errorf("%s: the answer has no status of the stack `%s`", describeStacks, name)
	case "REVIEW_IN_PROGRESS", "DELETE_COMPLETE":
		r.stack = stack{absent: fmt.Sprintf("the stack `%s` is still to be created (%s)", name, status)}
	default:
		return ready(name, status)
	}
	return nil
}

// ready fails for a stack that cannot be updated.
func ready(name, status string) error {
	if advice := adviceFor(status); advice != "" {
		return fmt.Errorf("the stack `%s` is in the state %s: %s", name, status, strings.ReplaceAll(advice, "STACK", name))
	}
	return nil
}

// adviceFor says what to do about a stack that cannot be updated; "" for one that can.
func adviceFor(status string) string {
	switch {
	case status == "ROLLBACK_COMPLETE", status == "ROLLBACK_FAILED", status == "CREATE_FAILED":
		return "it could not be created, and must go before it can be created again: aws cloudformation delete-stack --stack-name STACK"
	case status == "UPDATE_ROLLBACK_FAILED":
		return "mend what keeps it from going back, then run: aws cloudformation continue-update-rollback --stack-name STACK"
	case status == "UPDATE_FAILED":
		return "bring it back to its last good state first: aws cloudformation rollback-stack --stack-name STACK"
	case status == "DELETE_FAILED":
		return "mend what keeps it from going away, then run: aws cloudformation delete-stack --stack-name STACK"
	case strings.HasSuffix(status, "_IN_PROGRESS"):
		return "sizes change under way, and it takes no update now; wait until it is done: aws cloudformation wait " + waiter(status) + " --stack-name STACK"
	case strings.HasSuffix(status, "_FAILED"):
		return "look at its events, and mend it first: aws cloudformation describe-stack-events --stack-name STACK"
	}
	return ""
}

// waiter is the one of the AWS CLI that ends when a state does.
func waiter(status string) string {
	switch {
	case strings.HasPrefix(status, "DELETE"):
		return "stack-delete-complete"
	case strings.HasPrefix(status, "UPDATE_ROLLBACK"), strings.HasPrefix(status, "ROLLBACK"):
		return "stack-rollback-complete"
	case strings.HasPrefix(status, "IMPORT"):
		return "stack-import-complete"
	case strings.HasPrefix(status, "CREATE"):
		return "stack-create-complete"
	}
	return "stack-update-complete"
}

// findResource finds the physical ID of a resource.
func (r *resolver) findResource(ctx context.Context, b manifest.Binding) (found, error) {
	if at, ok := r.groups[b.Resource]; ok {
		return at, nil
	}
	answer, err := r.client.call(ctx, describeStackResource, input{form: url.Values{"StackName": {r.deployment.Stack}, "LogicalResourceId": {b.Resource}}})
	code, message := saidBy(err)
	isNew := code == "ValidationError" && strings.Contains(message, "does not exist") && strings.HasPrefix(message, "Resource")
	if err != nil && !isNew {
		return found{}, err
	}
	at := foundIn(answer, b)
	r.groups[b.Resource] = at
	return at, nil
}

func foundIn(answer any, b manifest.Binding) found {
	id, _ := find(answer, "StackResourceDetail.PhysicalResourceId")
	status, _ := find(answer, "StackResourceDetail.ResourceStatus")
	resourceType, _ := find(answer, "StackResourceDetail.ResourceType")
	switch {
	case id == "" || status == "DELETE_COMPLETE" || status == "DELETE_SKIPPED":
		return found{absent: fmt.Sprintf("`%s` is new in this update", b.Resource)}
	case resourceType != b.Type:
		return found{absent: fmt.Sprintf("`%s` becomes another resource in this update: it is %s now", b.Resource, resourceType)}
	}
	return found{id: id}
}

// look asks the service of a resource for it.
func (r *resolver) look(ctx context.Context, b manifest.Binding, id string) (answer any, absent string, err error) {
	q, _ := findQuestion(b.Source.API)
	answer, asked := r.answers[q.api+" "+id]
	if !asked {
		in, err := q.ask(id)
		if err != nil {
			return nil, "", fmt.Errorf("`%s` is `%s`: %w", b.Resource, id, err)
		}
		answer, err = r.client.call(ctx, q.api, in)
		code, _ := saidBy(err)
		switch {
		case code != "" && code == q.unset:
			return nil, fmt.Sprintf("`%s` has none now", b.Resource), nil
		case code != "" && code == q.gone:
			return nil, "", gone(b, id)
		case err != nil:
			return nil, "", err
		}
		r.answers[q.api+" "+id] = answer
	}
	if !q.lives(answer) {
		return nil, "", gone(b, id)
	}
	return answer, "", nil
}

// lives reports whether an answer is about a resource that is there, and stays.
func (q question) lives(answer any) bool {
	_, ok := find(answer, q.there)
	if state, _ := find(answer, firstOf(q.state, q.there)); q.dead != "" && strings.HasPrefix(state, q.dead) {
		return false
	}
	return ok
}

// gone is no case for a default: an update of a resource that somebody deleted fails, or makes
// another with the default's size.
func gone(b manifest.Binding, id string) error {
	return fmt.Errorf("`%s`, the %s of `%s`, is gone: somebody deleted it outside of CloudFormation; give the resource another logical ID, so that the update makes a new one, or pass a value with --param %s=VALUE",
		id, b.Type, b.Resource, b.Parameter)
}

// others lists the parameters of the stack that the manifest does not have.
func (r *resolver) others(m manifest.Manifest) (names []string) {
	list, _ := field(item(field(r.stack.answer, "Stacks"), 0), "Parameters").([]any)
	for _, p := range list {
		if name, ok := textOf(field(p, "ParameterKey")); ok && !m.Has(name) {
			names = append(names, name)
		}
	}
	return names
}
