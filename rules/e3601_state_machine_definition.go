package rules

import (
	"slices"
	"strings"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func stateMachineDefinition() *lint.Rule {
	return &lint.Rule{
		ID:       "E3601",
		Name:     "state-machine-definition",
		Title:    "The definition of a state machine is no workflow",
		Severity: diag.Error,
		Why:      `AWS Step Functions follows a definition from StartAt by Next to the end, and refuses one in which a state is missing, leads nowhere, or is never reached.`,
		Help:     "correct the definition by the Amazon States Language",
		Bad: []lint.Example{{Name: "states that are missing, or lead nowhere", Template: `Resources:
  Orders:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      RoleArn: arn:aws:iam::123456789012:role/orders
      Definition:
        StartAt: Cheque # want
        States:
          Check:
            Type: Choice
            Choices:
              - {Variable: $.paid, BooleanEquals: true, Next: Ship}
              - {Variable: $.paid, BooleanEquals: false} # want
            Default: Refuse # want
          Ship: # want
            Type: Task
            Next: Each
          Each:
            Type: Map
            Next: Wait
            ItemProcessor:
              StartAt: Pack
              States:
                Pack: {Type: Pass} # want
          Wait: {Type: Wait, End: true} # want
          Ready: {Type: Done} # want
          Refused: {Type: Succeed, End: true} # want
          Both: {Type: Pass, Next: Wait, End: true} # want
          Untyped: {Next: Wait} # want
`}, {Name: "the same as text", Template: `Resources:
  Orders:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      RoleArn: arn:aws:iam::123456789012:role/orders
      DefinitionString: !Join
        - ""
        - - '{"StartAt": "Ship", "States": {'
          - '"Ship": {"Type": "Task", "Resource": "'
          - !Ref Function
          - '", "Next": "Shiped"},' # want
          - '"Shipped": {"Type": "Succeed"}}}'
Parameters:
  Function: {Type: String}
`}, {Name: "a circle with a state before it, no state at all, and text that is no JSON", Template: `Resources:
  Orders:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      RoleArn: arn:aws:iam::123456789012:role/orders
      Definition:
        StartAt: A
        States: # want
          A: {Type: Pass, Next: B}
          B: {Type: Pass, Next: A}
          C: {Type: Pass, Next: A} # want
  Empty:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      RoleArn: arn:aws:iam::123456789012:role/orders
      Definition: # want
        Comment: to come
  Others:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      RoleArn: arn:aws:iam::123456789012:role/orders
      DefinitionString: '{"StartAt": "A", "States": {"A": {"Type": "Succeed"}}' # want
`}},
		Good: []lint.Example{{Name: "workflows, and what is not known of them", Template: `Parameters:
  Function: {Type: String}
  Seconds: {Type: Number}
Conditions:
  Notify: !Equals [!Ref Function, notify]
Resources:
  Orders:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      RoleArn: arn:aws:iam::123456789012:role/orders
      Definition:
        QueryLanguage: JSONata
        StartAt: Check
        States:
          Check:
            Type: Choice
            Choices: [{Condition: "{% $paid %}", Next: Ship}]
            Default: Refuse
          Refuse: {Type: Fail}
          Ship:
            Type: Task
            Resource: !Ref Function
            Catch: [{ErrorEquals: [States.ALL], Next: Refuse}]
            Next: Both
          Both:
            Type: Parallel
            End: true
            Branches:
              - {StartAt: Wait, States: {Wait: {Type: Wait, Seconds: 10, End: true}}}
  Substituted:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      RoleArn: arn:aws:iam::123456789012:role/orders
      DefinitionSubstitutions: {First: Wait}
      DefinitionString: '{"StartAt": "${First}", "States": {"Wait": {"Type": "Wait", "Seconds": 1, "Next": "Done"}, "Done": {"Type": "Succeed"}}}'
  Unknown:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      RoleArn: arn:aws:iam::123456789012:role/orders
      DefinitionString: !Sub '{"StartAt": "Wait", "States": {"Wait": {"Type": "Wait", "Seconds": ${Seconds}, "End": true}}}'
  Conditional:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      RoleArn: arn:aws:iam::123456789012:role/orders
      Definition:
        StartAt: Work
        States:
          Work: {Type: Pass, Next: !If [Notify, Tell, Done]}
          Tell: {Type: Pass, End: true}
          Done: {Type: Succeed}
  Stored:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      RoleArn: arn:aws:iam::123456789012:role/orders
      DefinitionString: "{{resolve:ssm:/orders/workflow}}"
`}},
		Check: func(p *lint.Pass) {
			for _, name := range []string{"AWS::StepFunctions::StateMachine", "AWS::Serverless::StateMachine"} {
				for machine := range written(p.Template, name) {
					for definition := range placesAt(p.Template, machine, "Definition") {
						if isPlain(definition.value) {
							workflow{Pass: p, place: asWritten, root: definition.value}.check(definition.key)
						}
					}
					checkDefinitionStrings(p, machine)
				}
			}
		},
	}
}

func asWritten(n *syntax.Node) (*syntax.Node, source.Span) { return n, n.Span() }

func checkDefinitionStrings(p *lint.Pass, machine *template.Resource) {
	_, value := machine.Attribute("Properties")
	for _, text := range p.Template.Texts(value.Get("DefinitionString"), machine.When()) {
		if p.Template.Possible(text.When) == template.Yes {
			checkDefinitionString(p, text)
		}
	}
}

// checkDefinitionString reads a definition that is written as JSON. A text with variables may be
// none before they have their values.
func checkDefinitionString(p *lint.Pass, text template.Text) {
	document, problems := syntax.ParseJSON(source.NewFile("", "", text.String()))
	place := func(n *syntax.Node) (*syntax.Node, source.Span) {
		at := n.Span()
		return text.Node(at.Start), text.Span(at.Start, at.End)
	}
	literal, whole := text.Literal()
	switch {
	case len(problems) > 0 && whole && !hasVariable(literal) && literal != "":
		at := problems[0].Span
		what, _, _ := strings.Cut(problems[0].Message, ": ")
		p.AtSpan(text.Node(at.Start), text.Span(at.Start, at.End), "the definition is no JSON: %s", what)
	case len(problems) == 0 && document.Root.Is(syntax.Map):
		workflow{Pass: p, place: place, root: document.Root}.check(firstOf(document.Root))
	}
}

// check reports what AWS Step Functions refuses in a workflow. Key is what stands for all of it.
func (w workflow) check(key *syntax.Node) {
	for _, name := range []string{"StartAt", "States"} {
		if w.root.Key(name) == nil {
			w.at(key, "the workflow has no `%s`", name)
		}
	}
	if w.closed() && w.checkTargets() {
		w.checkReach()
	}
	for name, state := range w.states() {
		if state != nil {
			w.checkState(name, state)
		}
	}
}

// checkTargets reports names of states that there are not. It returns true if there are none:
// otherwise states may be unreached because of them.
func (w workflow) checkTargets() (all bool) {
	all = w.checkTarget(w.root.Get("StartAt"))
	for _, state := range w.states() {
		for target := range transitions(state) {
			all = w.checkTarget(target) && all
		}
	}
	return all
}

func (w workflow) checkTarget(name *syntax.Node) (there bool) {
	states := w.root.Get("States")
	text := name.Text()
	if states.Key(text) != nil {
		return true
	}
	w.at(name, "there is no state `%s` here%s", text, didYouMean(text, keysOf(states)))
	return false
}

// checkReach reports states to which no other leads, and a workflow that cannot end.
func (w workflow) checkReach() {
	reached, ends := []string{w.root.Get("StartAt").Text()}, false
	for name, state := range w.states() {
		ends = ends || mayEnd(state)
		for target := range transitions(state) {
			if target.Text() != name.Text() {
				reached = append(reached, target.Text())
			}
		}
	}
	for name := range w.states() {
		if !slices.Contains(reached, name.Text()) {
			w.at(name, "no state leads to `%s`", name.Text())
		}
	}
	if states := w.root.Key("States"); !ends && !w.inside && states != nil {
		w.at(states, "the workflow cannot end: it has no state with `End`, and none of the type `Succeed` or `Fail`")
	}
}

func mayEnd(state *syntax.Node) bool {
	end := state.Get("End")
	no, known := template.LiteralBool(end)
	typ := state.Get("Type")
	return end != nil && (!known || no) || isOpen(typ) || typ.Text() == "Succeed" || typ.Text() == "Fail"
}

func (w workflow) checkState(name, state *syntax.Node) {
	typ := state.Get("Type")
	switch {
	case state.Key("Type") == nil:
		w.at(name, "the state `%s` has no `Type`", name.Text())
	case isOpen(typ):
	case !slices.Contains(stateTypes(), typ.Text()):
		w.at(typ, "`%s` is no type of states, expected %s%s", typ.Text(), oneOf(stateTypes()), didYouMean(typ.Text(), stateTypes()))
	default:
		w.checkSuccessor(name, state)
		w.checkNeeds(name, state)
	}
	for inner := range w.inner(state) {
		inner.check(firstOf(inner.root))
	}
}

// checkSuccessor looks for exactly one of Next and End, or for none.
func (w workflow) checkSuccessor(name, state *syntax.Node) {
	typ, next, end := state.Get("Type").Text(), state.Key("Next"), state.Key("End")
	switch {
	case !leadsOn(typ):
		for _, key := range []*syntax.Node{next, end} {
			if key != nil {
				w.at(key, "a state of the type `%s` has no `%s`", typ, key.Text())
			}
		}
	case next != nil && end != nil:
		w.at(end, "the state `%s` has `Next` as well as `End`", name.Text())
	case next == nil && end == nil:
		w.at(name, "the state `%s` has neither `Next` nor `End`", name.Text())
	}
}

// checkNeeds looks for what states of a type have to say.
func (w workflow) checkNeeds(name, state *syntax.Node) {
	typ := state.Get("Type").Text()
	if needed := neededBy(typ); needed != nil && !slices.ContainsFunc(needed, func(key string) bool { return state.Key(key) != nil }) {
		w.at(name, "the state `%s` of the type `%s` has no %s", name.Text(), typ, oneOf(needed))
	}
	if typ != "Choice" {
		return
	}
	for _, choice := range state.Get("Choices").Items() {
		if isPlain(choice) && choice.Key("Next") == nil {
			w.at(firstOf(choice), "a choice of the state `%s` has no `Next`", name.Text())
		}
	}
}

// neededBy lists keys of which a state of a type has one.
func neededBy(typ string) []string {
	switch typ {
	case "Task":
		return []string{"Resource"}
	case "Choice":
		return []string{"Choices"}
	case "Wait":
		return []string{"Seconds", "SecondsPath", "Timestamp", "TimestampPath"}
	case "Parallel":
		return []string{"Branches"}
	case "Map":
		return []string{"ItemProcessor", "Iterator"}
	}
	return nil
}
