package chart

import (
	"encoding/json"
	"io"

	"github.com/cfnc/cfnc/compiler/rollout"
)

// Version is the version of the JSON format; schema/rollout.schema.json describes it.
const Version = 1

type jsonReport struct {
	Version int         `json:"version"`
	Groups  []jsonGroup `json:"groups"`
}

type jsonGroup struct {
	Resource         string       `json:"resource"`
	Policy           *string      `json:"policy"`
	MinSize          int          `json:"minSize"`
	MaxSize          int          `json:"maxSize"`
	Running          int          `json:"running"`
	Worst            bool         `json:"worst"`
	Batch            *int         `json:"batch"`
	TemporaryDesired *int         `json:"temporaryDesired"`
	Series           []int        `json:"series"`
	Lowest           *int         `json:"lowest"`
	Peak             *int         `json:"peak"`
	Failed           bool         `json:"failed"`
	Signals          *int         `json:"signals"`
	Duration         jsonDuration `json:"duration"`
	Events           []jsonEvent  `json:"events"`
	Notes            []string     `json:"notes"`
	Error            *string      `json:"error"`
}

type jsonDuration struct {
	Least int `json:"least"` // seconds
	Most  int `json:"most"`
}

type jsonEvent struct {
	Action    string `json:"action"`
	Instances int    `json:"instances"`
	InService int    `json:"inService"`
	Phase     string `json:"phase"`
	Basis     string `json:"basis"`
}

// JSON writes groups as a document.
func JSON(w io.Writer, groups []Group) error {
	report := jsonReport{Version: Version, Groups: []jsonGroup{}}
	for _, g := range groups {
		report.Groups = append(report.Groups, g.json())
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(report)
}

func (g Group) json() jsonGroup {
	o := g.Outcome
	out := jsonGroup{
		Resource: g.Resource, Policy: optional(o.Policy.String(), o.Policy != rollout.Stay),
		MinSize: o.MinSize, MaxSize: o.MaxSize, Running: o.Running, Worst: g.Worst,
		Series: []int{}, Events: []jsonEvent{}, Notes: append([]string{}, g.Notes...), Error: optional(g.failure(), g.failure() != ""),
	}
	if out.Error != nil {
		return out
	}
	batches := o.Policy == rollout.RollingUpdate || o.Policy == rollout.InstanceRefresh || o.Policy == rollout.ReplacingUpdate
	out.Series, out.Failed = o.Series(), o.Failed
	out.Batch, out.TemporaryDesired = optional(o.Batch, batches), optional(o.Temporary, batches)
	out.Lowest, out.Peak = optional(o.Lowest(), true), optional(o.Peak(), true)
	needed, waits := o.SignalsNeeded()
	out.Signals = optional(needed, waits)
	out.Duration = jsonDuration{int(o.Least.Seconds()), int(o.Most.Seconds())}
	for _, e := range o.Events {
		out.Events = append(out.Events, jsonEvent{e.Action.String(), e.Instances, e.InService, e.Phase.String(), e.Basis.String()})
	}
	return out
}

// optional is a value that JSON has as null where it is not there.
func optional[T int | string](value T, there bool) *T {
	if !there {
		return nil
	}
	return &value
}
