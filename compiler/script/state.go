package script

import "maps"

// state is what is known when a statement runs.
type state struct {
	last     *Command   // whose status $? is, nil when it is not known
	pipe     []*Command // the commands of the last pipeline, for PIPESTATUS
	vars     map[string]*Command
	errexit  Setting
	pipefail Setting
}

func (s state) copied() state {
	s.vars = maps.Clone(s.vars)
	return s
}

// lost forgets whose status is where: the place may be reached from several others.
func (s state) lost() state {
	s.last, s.pipe, s.vars = nil, nil, map[string]*Command{}
	return s
}

// joined is what is known where two ways meet.
func (s state) joined(other state) state {
	s.last, s.pipe = nil, nil
	maps.DeleteFunc(s.vars, func(name string, of *Command) bool { return other.vars[name] != of })
	s.errexit, s.pipefail = s.errexit.with(other.errexit), s.pipefail.with(other.pipefail)
	return s
}

// ran notes the command that ran last.
func (s *state) ran(c *Command) {
	s.last, s.pipe = c, nil
	if c != nil {
		s.pipe = []*Command{c}
	}
}

// set notes whose status a variable has; nil is none, or not known.
func (s *state) set(name string, of *Command) {
	if of == nil || len(s.vars) >= maxVariables {
		delete(s.vars, name)
		return
	}
	s.vars[name] = of
}

// perhaps walks what may run or not.
func (w *walker) perhaps(walk func()) {
	before := w.state.copied()
	walk()
	w.state = w.state.joined(before)
}

// apart walks what runs in a shell of its own: what it changes is gone behind it, but its status.
func (w *walker) apart(walk func()) {
	before := w.state.copied()
	walk()
	last, pipe := w.state.last, w.state.pipe
	w.state = before
	w.state.last, w.state.pipe = last, pipe
}

// within walks what stands in a frame.
func (w *walker) within(f *Frame, walk func()) {
	f.Outer = w.frame
	w.frame = f
	walk()
	w.frame = f.Outer
}
