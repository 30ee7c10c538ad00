package rules

import (
	"slices"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/expand"
	"github.com/cfnc/cfnc/compiler/group"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

const (
	waitCondition = "AWS::CloudFormation::WaitCondition"
	maxWait       = 43200 // seconds that a wait condition waits at most
)

func waitconditionHazards() *lint.Rule {
	return &lint.Rule{
		ID:       "H309",
		Name:     "waitcondition-hazards",
		Title:    "A wait condition does not wait for what it should",
		Severity: diag.Error,
		Why: `A handle of a wait condition keeps the signals that came to it: a second condition with the same handle counts those ` +
			`of the first. A condition with a CreationPolicy must have no properties, and one waits no longer than 43,200 seconds. ` +
			`For instances and groups a CreationPolicy is the better choice: it needs no URL on the server, and counts only what ` +
			`the new instances say.`,
		Help: "give each wait condition a handle of its own",
		Bad: []lint.Example{
			{Name: "a handle for two, a long time, and a policy with properties", Template: `Parameters:
  Time: {Type: Number, MinValue: 50000}
Resources:
  H1: {Type: "AWS::CloudFormation::WaitConditionHandle"}
  W1:
    Type: AWS::CloudFormation::WaitCondition
    Properties: {Handle: !Ref H1, Timeout: 300}
  W2:
    Type: AWS::CloudFormation::WaitCondition
    Properties:
      Handle: !Sub "${H1}" # want
      Timeout: "50000" # want
  W3:
    Type: AWS::CloudFormation::WaitCondition
    CreationPolicy: {ResourceSignal: {Count: 2}}
    Properties: # want
      Count: 2
  H2: {Type: "AWS::CloudFormation::WaitConditionHandle"}
  W4:
    Type: AWS::CloudFormation::WaitCondition
    Properties: {Handle: !Ref H2, Timeout: !Ref Time} # want
`},
			{Name: "a condition for an instance, and for a group", Template: `Resources:
  Server:
    Type: AWS::EC2::Instance
    Properties:
      UserData: !Base64
        Fn::Sub: "#!/bin/bash\ncfn-signal -e $? '${Handle}'\n"
  Handle: {Type: "AWS::CloudFormation::WaitConditionHandle"}
  Ready: # want
    Type: AWS::CloudFormation::WaitCondition
    DependsOn: Server
    Properties: {Handle: !Ref Handle, Timeout: 600}
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties: {MinSize: 1, MaxSize: 2}
  Other: {Type: "AWS::CloudFormation::WaitConditionHandle"}
  Up: # want
    Type: AWS::CloudFormation::WaitCondition
    DependsOn: [Web]
    Properties: {Handle: !Ref Other, Timeout: 600}
`},
		},
		Good: []lint.Example{
			{Name: "a handle each, for what is outside of the stack", Template: `Parameters:
  Time: {Type: Number}
Resources:
  H1: {Type: "AWS::CloudFormation::WaitConditionHandle"}
  W1:
    Type: AWS::CloudFormation::WaitCondition
    Properties: {Handle: !Ref H1, Timeout: "43200"}
  H2: {Type: "AWS::CloudFormation::WaitConditionHandle"}
  W2:
    Type: AWS::CloudFormation::WaitCondition
    DependsOn: Queue
    Properties: {Handle: !Ref H2, Timeout: !Ref Time}
  Queue: {Type: "AWS::SQS::Queue"}
  W3:
    Type: AWS::CloudFormation::WaitCondition
    CreationPolicy: {ResourceSignal: {Count: 2}}
Outputs:
  Url: {Value: !Ref H1}
`},
			{Name: "conditions of which one exists", Template: `Conditions:
  Large: !Equals [!Ref AWS::Region, eu-west-1]
  Small: !Not [!Condition Large]
Resources:
  Handle: {Type: "AWS::CloudFormation::WaitConditionHandle"}
  W1:
    Type: AWS::CloudFormation::WaitCondition
    Condition: Large
    Properties: {Handle: !Ref Handle, Timeout: 300}
  W2:
    Type: AWS::CloudFormation::WaitCondition
    Condition: Small
    Properties: {Handle: !Ref Handle, Timeout: !If [Small, 300, 50000]}
`},
			{Name: "an instance that sends data", Template: `Resources:
  Server:
    Type: AWS::EC2::Instance
    Properties:
      UserData: !Base64
        Fn::Sub: "#!/bin/bash\ncfn-signal -e $? -d \"$(cat /etc/token)\" '${Handle}'\n"
  Handle: {Type: "AWS::CloudFormation::WaitConditionHandle"}
  Ready:
    Type: AWS::CloudFormation::WaitCondition
    DependsOn: Server
    Properties: {Handle: !Ref Handle, Timeout: 600}
Outputs:
  Token: {Value: !GetAtt Ready.Data}
`},
		},
		Check: func(p *lint.Pass) {
			conditions := slices.DeleteFunc(slices.Clone(p.Template.OfType(waitCondition)), func(r *template.Resource) bool { return r.Loop != nil })
			for i, r := range conditions {
				checkSharedHandle(p, conditions[:i], r)
				checkWaitTime(p, r)
				checkPolicyAndProperties(p, r)
				checkWaitsForInstances(p, r)
			}
		},
	}
}

func checkSharedHandle(p *lint.Pass, earlier []*template.Resource, r *template.Resource) {
	for _, other := range earlier {
		v := p.Template.Judge(r.When(), func(c *template.Case) template.Answer {
			handle := c.Target(r.Property("Handle"))
			return template.Whether(handle != nil && c.Exists(other) && c.Target(other.Property("Handle")) == handle)
		})
		if v.Holds() {
			p.At(v.Case.At(r.Property("Handle")), "`%s` has this handle too, and its signals count for both", other.ID).
				Note(other.Key, "the condition that has it first").Under(v)
			return
		}
	}
}

func checkWaitTime(p *lint.Pass, r *template.Resource) {
	v := p.Template.Judge(r.When(), func(c *template.Case) template.Answer {
		return template.Exactly(maxWait).Below(c.Int(r.Property("Timeout")))
	})
	if v.Holds() {
		p.At(v.Case.At(r.Property("Timeout")), "CloudFormation waits 43200 seconds at most, and refuses %s", v.Case.Int(r.Property("Timeout"))).
			Help("set `Timeout` to 43200 or less").Under(v)
	}
}

func checkPolicyAndProperties(p *lint.Pass, r *template.Resource) {
	v := p.Template.Judge(r.When(), func(c *template.Case) template.Answer {
		return template.Whether(c.At(r.Body, "CreationPolicy") != nil && hasProperty(c, r))
	})
	if v.Holds() {
		p.At(r.At().Key("Properties"), "a wait condition with a `CreationPolicy` takes no properties").
			Help("remove the properties, or the `CreationPolicy`").Under(v)
	}
}

func hasProperty(c *template.Case, r *template.Resource) bool {
	for _, value := range c.At(r.Property()).Pairs() {
		if c.At(value) != nil {
			return true
		}
	}
	return false
}

// checkWaitsForInstances advises a creation policy where instances of the template send the
// signals. It cannot take the place of a condition whose data is read.
func checkWaitsForInstances(p *lint.Pass, r *template.Resource) {
	handle := p.Template.Target(r.Property("Handle"))
	if key, _ := r.Attribute("CreationPolicy"); key != nil || handle == nil || p.Template.Used(r.ID, template.ByGetAtt, template.BySub) {
		return
	}
	if sender := senderOf(p, r, handle); sender != nil {
		p.At(r.Key, "`%s` sends these signals, for which a `CreationPolicy` is made: it needs no URL on the server, and goes with updates too", sender.ID).
			Severity(diag.Warning).Help("give the group or the instance a `CreationPolicy` with a `ResourceSignal`, and `cfn-signal` its logical ID").
			Note(sender.Key, "what the condition waits for")
	}
}

// senderOf returns the instance, group or launch template whose instances signal a handle: one that
// holds its URL, else one that the condition depends on where no other resource holds it.
func senderOf(p *lint.Pass, r, handle *template.Resource) *template.Resource {
	elsewhere := false
	for use := range p.Template.UsesOf(handle.ID) {
		switch owner := use.Owner.Resource; {
		case owner == r || use.Via == template.ByDependsOn:
		case owner != nil && launches(owner):
			return owner
		default:
			elsewhere = true
		}
	}
	for use := range p.Template.Dependencies() {
		if use.From == r && use.To != nil && launches(use.To) && !elsewhere {
			return use.To
		}
	}
	return nil
}

// launches reports whether instances are made of a resource.
func launches(r *template.Resource) bool {
	return r.Type == group.Type || expand.UserDataPath(r.Type) != nil
}
