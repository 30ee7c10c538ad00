package rules

import (
	"iter"

	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
)

// action is an action of a pipeline of AWS CodePipeline.
type action struct {
	place
	stage int // index in the list of stages
}

// actions goes through the actions of all stages of a pipeline that are maps, in order.
func actions(t *template.Template, pipeline *template.Resource) iter.Seq[action] {
	return func(yield func(action) bool) {
		for stages := range placesAt(t, pipeline, "Stages") {
			for i, stage := range stages.value.Items() {
				for at := range below(t, place{stage, stage, stages.when}, "Actions.*") {
					if isPlain(at.value) && !yield(action{at, i}) {
						return
					}
				}
			}
		}
	}
}

// kind is what the action does: owner, category and provider. It is "" where that is not known.
func (a action) kind() string {
	kind := a.value.Get("ActionTypeId")
	owner, category, provider := kind.Get("Owner"), kind.Get("Category"), kind.Get("Provider")
	if !isFixed(owner) || !isFixed(category) || !isFixed(provider) {
		return ""
	}
	return owner.Text() + "/" + category.Text() + "/" + provider.Text()
}

// name is how messages call the action.
func (a action) name() string {
	if name := a.value.Get("Name"); isFixed(name) {
		return "the action `" + name.Text() + "`"
	}
	return "the action"
}

// runOrder is the order of the action in its stage.
func (a action) runOrder() (int, bool) { return place{value: a.value.Get("RunOrder")}.number(1) }

// mayFollow reports whether an action may begin after another one has ended.
func (a action) mayFollow(other action) bool {
	if a.stage != other.stage {
		return a.stage > other.stage
	}
	own, known := a.runOrder()
	others, alsoKnown := other.runOrder()
	return !known || !alsoKnown || own > others
}

// artifacts goes through the names of the input or output artifacts of an action.
func (a action) artifacts(t *template.Template, property string) iter.Seq[place] {
	return below(t, a.place, property+".*.Name")
}

// artifactCount is how many artifacts an action has at least and at most, in all branches.
func artifactCount(list *syntax.Node) (least, most int, known bool) {
	if list == nil || template.IsNoValue(list) {
		return 0, 0, true
	}
	for _, item := range list.Items() {
		switch call := template.CallOf(item); {
		case item == nil || call.Function != "" && call.Function != template.FnIf && !template.IsNoValue(item):
			return 0, 0, false
		case call.Function == template.FnIf:
			most++
		case call.Function == "":
			least, most = least+1, most+1
		}
	}
	return least, most, list.Is(syntax.List)
}
