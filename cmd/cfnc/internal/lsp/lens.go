package lsp

import (
	"strings"

	"github.com/cfnc/cfnc/compiler/group"
	"github.com/cfnc/cfnc/compiler/rollout/chart"
)

type codeLens struct {
	Range   textRange `json:"range"`
	Command command   `json:"command"`
}

// lenses show above each Auto Scaling group what an update does to its instances.
func (v *view) lenses(p documentParams) ([]codeLens, error) {
	list := []codeLens{}
	d, err := v.document(p.TextDocument.URI)
	if err != nil {
		return nil, err
	}
	u := v.unitOf(d)
	if u == nil {
		return list, nil
	}
	for _, g := range u.src.Unit.Groups() {
		if at := g.Key.Span(); at.Name() == d.name() {
			list = append(list, codeLens{v.rangeOf(at), command{Title: u.rollout(g)}})
		}
	}
	return list, nil
}

// rollout is the course of an update in one line.
func (u *unit) rollout(g *group.Group) string {
	f := g.Forecast(u.src.Unit.Boot(), group.Question{Running: group.AnyNumber})
	switch {
	case len(f.Unknown) > 0:
		return "rollout: only the deployment knows " + strings.Join(f.Unknown, ", ")
	case f.Outcome.Rejection != "":
		return "rollout: CloudFormation rejects the update: " + f.Outcome.Rejection
	}
	return "rollout: " + chart.Series(f.Outcome) + " in service"
}
