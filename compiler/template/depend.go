package template

import "iter"

// Dependency says that CloudFormation makes one resource after another, and why: a Ref,
// Fn::GetAtt, Fn::Sub or DependsOn in it.
type Dependency struct {
	From, To *Resource
	Use      *Use
}

// Dependencies goes through what resources depend on, in the order of the source. Resources
// of loops are left out, and so are those that a transform turns into several: which of these
// depends on what is not known.
func (t *Template) Dependencies() iter.Seq[Dependency] {
	return func(yield func(Dependency) bool) {
		uses := t.Uses()
		for i := range uses {
			if d, ok := t.dependency(&uses[i]); ok && !yield(d) {
				return
			}
		}
	}
}

func (t *Template) dependency(u *Use) (Dependency, bool) {
	from, to := u.Owner.Resource, t.Resource(u.Name.Text)
	switch {
	case u.Via == ByCondition || u.Via == ByFindInMap || u.Loop != nil:
		return Dependency{}, false
	case from == nil || to == nil || to.Loop != nil || t.generates(from):
		return Dependency{}, false
	case u.Via != ByDependsOn && t.Parameter(u.Name.Text) != nil:
		return Dependency{}, false
	}
	return Dependency{From: from, To: to, Use: u}, true
}
