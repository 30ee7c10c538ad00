package rules

import (
	"github.com/cfnc/cfnc/compiler/group"
	"github.com/cfnc/cfnc/compiler/rollout"
	"github.com/cfnc/cfnc/compiler/rollout/chart"
)

const leastInService = "MinInstancesInService"

// rolling is the update of a group with so many running instances, all of them old. ok is false
// where a number that it depends on is not known, or CloudFormation refuses it.
func rolling(u group.Update, running int) (update rollout.Rolling, ok bool) {
	batch, knownBatch := u.Batch.Known()
	floor, knownFloor := u.Floor.Known()
	high, knownHigh := u.Max.Known()
	update = rollout.Rolling{MaxSize: high, Running: running, Obsolete: running, MaxBatchSize: batch, MinInService: floor}
	return update, knownBatch && knownFloor && knownHigh && update.Rejection() == ""
}

// maxSizes bounds how many sizes of a group are tried.
const maxSizes = 1000

// deepest is the update that takes the most of the running instances away, of those for all
// sizes that the group can have. Where half of MaxSize is as bad as any, it is that.
func deepest(u group.Update) (worst rollout.Rolling, ok bool) {
	low, _ := u.Min.Known()
	high, _ := u.Max.Known()
	worst, ok = rolling(u, high/2)
	for running := max(1, low); ok && running <= min(high, low+maxSizes); running++ {
		update, _ := rolling(u, running)
		if lost(update) > 0 && (lost(worst) == 0 || worst.Running < low) {
			worst = update
		}
	}
	return worst, ok && lost(worst) > 0
}

// lost is how many fewer instances serve at the lowest point of an update than before it.
func lost(update rollout.Rolling) int { return update.Running - update.Lowest() }

// maxSteps is how many numbers of a series a message shows.
const maxSteps = 9

// seriesOf shows how many instances are in service after each step: "10 → 12 → 2 → 10".
func seriesOf(update rollout.Rolling) string { return chart.Line(update.Series(), maxSteps) }
