package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func s3TransitionDays() *lint.Rule {
	return &lint.Rule{
		ID:       "H1011",
		Name:     "s3-transition-days",
		Title:    "The days of a lifecycle rule do not go together",
		Severity: diag.Error,
		Why: `S3 moves objects to infrequent access after 30 days at the earliest, from there on after another 30, and always to a ` +
			`colder class. A rule ends objects after its last move, and counts either days or from dates. S3 refuses a ` +
			`configuration that breaks this, and the deployment fails.`,
		Help: "let at least 30 days pass before and after infrequent access, order the classes by how cold they are, and end objects last",
		Bad: []lint.Example{
			{Name: "too early, too close, and not colder", Template: `Parameters:
  Days: {Type: Number, MaxValue: 29}
Resources:
  Archive:
    Type: AWS::S3::Bucket
    Properties:
      LifecycleConfiguration:
        Rules:
          - Status: Enabled
            Transitions:
              - StorageClass: STANDARD_IA
                TransitionInDays: 7 # want
          - Status: Enabled
            Transitions:
              - StorageClass: STANDARD_IA
                TransitionInDays: 30
              - StorageClass: GLACIER
                TransitionInDays: 45 # want
          - Status: Enabled
            Transitions:
              - StorageClass: GLACIER
                TransitionInDays: 10
              - StorageClass: STANDARD_IA # want
                TransitionInDays: "90"
          - Status: Enabled
            NoncurrentVersionTransitions:
              - StorageClass: ONEZONE_IA
                TransitionInDays: !Ref Days # want
`},
			{Name: "an end before the last move, and dates beside days", Template: `Conditions:
  Short: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Archive:
    Type: AWS::S3::Bucket
    Properties:
      LifecycleConfiguration:
        Rules:
          - Status: Enabled
            Transition: {StorageClass: GLACIER, TransitionInDays: 30}
            ExpirationInDays: 30 # want
          - Status: Enabled
            Transitions:
              - {StorageClass: GLACIER, TransitionInDays: 60}
            ExpirationInDays: !If
              - Short
              - 30 # want
              - 90
          - Status: Enabled
            Transitions:
              - {StorageClass: GLACIER, TransitionInDays: 60}
            ExpirationDate: "2030-01-01T00:00:00Z" # want
          - Status: Enabled
            NoncurrentVersionTransitions:
              - {StorageClass: GLACIER, TransitionInDays: 60}
            NoncurrentVersionExpiration:
              NoncurrentDays: 60 # want
`},
		},
		Good: []lint.Example{
			{Name: "thirty days, and thirty more", Template: `Resources:
  Archive:
    Type: AWS::S3::Bucket
    Properties:
      LifecycleConfiguration:
        Rules:
          - Status: Enabled
            Transitions:
              - {StorageClass: DEEP_ARCHIVE, TransitionInDays: 180}
              - {StorageClass: STANDARD_IA, TransitionInDays: 30}
              - {StorageClass: GLACIER, TransitionInDays: 60}
            ExpirationInDays: 181
            NoncurrentVersionExpirationInDays: 1
`},
			{Name: "archives at once, and dates alone", Template: `Resources:
  Archive:
    Type: AWS::S3::Bucket
    Properties:
      LifecycleConfiguration:
        Rules:
          - Status: Enabled
            Transitions: [{StorageClass: GLACIER, TransitionInDays: 0}]
            ExpirationInDays: 1
          - Status: Enabled
            Transitions: [{StorageClass: INTELLIGENT_TIERING, TransitionInDays: 0}]
            NoncurrentVersionTransitions: [{StorageClass: GLACIER, TransitionInDays: 1}]
          - Status: Enabled
            Transitions: [{StorageClass: GLACIER, TransitionDate: "2029-01-01T00:00:00Z"}]
            ExpirationDate: "2030-01-01T00:00:00Z"
            NoncurrentVersionExpirationInDays: 30
`},
			{Name: "one class or the other, and days that only the deployment knows", Template: `Parameters:
  Days: {Type: Number}
Conditions:
  Cold: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Archive:
    Type: AWS::S3::Bucket
    Properties:
      LifecycleConfiguration:
        Rules:
          - Status: Enabled
            Transitions:
              - !If [Cold, {StorageClass: GLACIER, TransitionInDays: 10}, {StorageClass: STANDARD_IA, TransitionInDays: 30}]
            ExpirationInDays: !If [Cold, 20, 40]
          - Status: Enabled
            Transitions: [{StorageClass: STANDARD_IA, TransitionInDays: !Ref Days}]
            ExpirationInDays: 31
`},
		},
		Check: func(p *lint.Pass) {
			for r := range lifecycleRules(p) {
				checkMoves(p, r, r.current(p.Template))
				checkMoves(p, r, r.noncurrent(p.Template))
				checkEnd(p, r, r.current(p.Template), "ExpirationInDays")
				checkEnd(p, r, r.noncurrent(p.Template), "NoncurrentVersionExpirationInDays")
				checkEnd(p, r, r.noncurrent(p.Template), "NoncurrentVersionExpiration", "NoncurrentDays")
				checkMixed(p, r)
			}
		},
	}
}

// checkMoves looks at each move, and at each two that are both made.
func checkMoves(p *lint.Pass, r lifecycleRule, moves []place) {
	for _, move := range moves {
		checkEarliest(p, r, move)
		for _, other := range moves {
			if other.value != move.value {
				checkColder(p, r, other, move)
			}
		}
	}
}

// daysOf reads after how many days a move is made.
func daysOf(c *template.Case, move place) template.Int {
	return c.Int(c.At(move.value, "TransitionInDays"))
}

func checkEarliest(p *lint.Pass, r lifecycleRule, move place) {
	v := r.judge(p, func(c *template.Case) template.Answer {
		class, _ := classOf(c, move.value)
		return template.Whether(isInfrequent(class)).And(daysOf(c, move).Below(template.Exactly(30)))
	}, move)
	if v.Holds() {
		class, _ := classOf(v.Case, move.value)
		p.At(v.Case.At(move.value, "TransitionInDays"), "S3 takes no object into `%s` before its 30th day", class).Under(v)
	}
}

// checkColder reports a move to a colder class that comes less than 30 days after one to infrequent
// access, and a move to a class that is no colder than that of an earlier one.
func checkColder(p *lint.Pass, r lifecycleRule, first, second place) {
	soon := func(c *template.Case) template.Answer {
		class, cold := classOf(c, first.value)
		_, colder := classOf(c, second.value)
		days, later := daysOf(c, first), daysOf(c, second)
		return template.Whether(isInfrequent(class) && cold < colder).And(later.AtLeast(days)).And(less(later, days, 30))
	}
	if v := r.judge(p, soon, first, second); v.Holds() {
		class, _ := classOf(v.Case, first.value)
		p.At(v.Case.At(second.value, "TransitionInDays"), "objects have to stay in `%s` for 30 days, and this takes them out before", class).
			Note(v.Case.At(first.value, "TransitionInDays"), "when they get there").Under(v)
		return
	}
	back := func(c *template.Case) template.Answer {
		class, cold := classOf(c, first.value)
		other, colder := classOf(c, second.value)
		wrong := cold >= 0 && colder >= 0 && (cold > colder || class == other)
		return template.Whether(wrong).And(daysOf(c, first).Below(daysOf(c, second)))
	}
	if v := r.judge(p, back, first, second); v.Holds() {
		class, _ := classOf(v.Case, first.value)
		p.At(v.Case.At(second.value, "StorageClass"), "objects are in `%s` by then, and S3 moves them only to a colder class", class).
			Note(v.Case.At(first.value, "StorageClass"), "the earlier move").Under(v)
	}
}

// less says whether a number is less than another and some more.
func less(n, other template.Int, more int) template.Answer {
	most, known := other.Known()
	if !known {
		return template.Undecided
	}
	return n.Below(template.Exactly(most + more))
}

// checkEnd reports an end of objects that comes no later than one of their moves.
func checkEnd(p *lint.Pass, r lifecycleRule, moves []place, path ...string) {
	for _, move := range moves {
		v := r.judge(p, func(c *template.Case) template.Answer {
			end, days := c.Int(c.At(r.value, path...)), daysOf(c, move)
			if end.Absent() || days.Absent() {
				return template.No
			}
			return days.AtLeast(end)
		}, move)
		if v.Holds() {
			class, _ := classOf(v.Case, move.value)
			p.At(v.Case.At(r.value, path...), "objects end after %s, before they can move to `%s` after %s",
				count(v.Case.Int(v.Case.At(r.value, path...)).Low, "day"), class, daysOf(v.Case, move)).
				Note(v.Case.At(move.value, "TransitionInDays"), "the move").Under(v)
			return
		}
	}
}

// checkMixed reports the date of a rule that counts days too.
func checkMixed(p *lint.Pass, r lifecycleRule) {
	v := r.judge(p, func(c *template.Case) template.Answer {
		return template.Whether(r.timed(c, "ExpirationDate", "TransitionDate") != nil && r.timed(c, "ExpirationInDays", "TransitionInDays") != nil)
	})
	if v.Holds() {
		p.At(r.timed(v.Case, "ExpirationDate", "TransitionDate"), "a rule has either dates or days, and this one has both").
			Note(r.timed(v.Case, "ExpirationInDays", "TransitionInDays"), "the days").Under(v)
	}
}

// timed finds the time at which a rule ends objects, or moves them.
func (r lifecycleRule) timed(c *template.Case, end, move string) *syntax.Node {
	if at := c.At(r.value, end); at != nil {
		return at
	}
	moves, _ := c.Items(r.value.Get("Transitions"))
	for _, item := range append(moves, c.At(r.value, "Transition")) {
		if at := c.At(item, move); at != nil {
			return at
		}
	}
	return nil
}
