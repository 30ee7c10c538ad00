package rules

import (
	"slices"

	"github.com/cfnc/cfnc/compiler/boot"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

// hupServices returns the services of cfn-hup that cfn-init looks after.
func hupServices(in *boot.Init) (list []*boot.Service) {
	for _, c := range in.Configs {
		for _, s := range c.Services {
			if s.Name == "cfn-hup" || s.Name == "cfn-hup.service" {
				list = append(list, s)
			}
		}
	}
	return list
}

// hupFiles returns the files for cfn-hup that cfn-init writes where cfn-hup reads them.
func hupFiles(in *boot.Init) (list []*boot.File) {
	for _, c := range in.Configs {
		for _, f := range c.Files {
			if kind := boot.HupPathOf(f.Name).Kind; kind == boot.HupConf || kind == boot.HupHooks {
				list = append(list, f)
			}
		}
	}
	return list
}

// mayDoMore reports whether cfn-init may do more than can be seen.
func mayDoMore(in *boot.Init) bool {
	return in.Open || slices.ContainsFunc(in.Configs, func(c *boot.Config) bool { return c.Open })
}

// initRunners returns the resources whose instances run cfn-init for the metadata of a resource: its
// own, and those with a call that names it or may do so.
func initRunners(p *lint.Pass, r *template.Resource) []*template.Resource {
	list := []*template.Resource{r}
	for _, call := range p.Unit.Boot().Calls() {
		target, known := call.Resource().Literal()
		if owner := call.Program.Resource; call.Tool == boot.CfnInit && (!known || target == r.ID) && !slices.Contains(list, owner) {
			list = append(list, owner)
		}
	}
	return list
}

// mayMention reports whether what instances run that use the metadata of a resource holds a
// word, or may hold it.
func mayMention(p *lint.Pass, r *template.Resource, word string) bool {
	for _, runner := range initRunners(p, r) {
		if p.Unit.Boot().Mentions(runner, word) || hiddenUserData(p, runner) {
			return true
		}
	}
	return false
}

// hiddenUserData reports whether the user data of a resource cannot be seen.
func hiddenUserData(p *lint.Pass, r *template.Resource) bool {
	return slices.ContainsFunc(p.Unit.Boot().UserData(), func(u *boot.UserData) bool {
		return u.Resource == r && slices.ContainsFunc(u.Texts, func(x boot.UserText) bool {
			_, hole := x.Only()
			return hole || x.Encoding == boot.Unclear || x.Encoding == boot.Already
		})
	})
}
