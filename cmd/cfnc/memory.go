package main

import "runtime/debug"

// The command runs once and ends, so that collecting garbage early is work for nothing:
// most runs end before the first collection. The limit keeps large ones in bounds.
const (
	garbagePercent = 400
	memoryLimit    = 400 << 20 // bytes; above it the collector runs more often
)

func tuneMemory() {
	debug.SetGCPercent(garbagePercent)
	debug.SetMemoryLimit(memoryLimit)
}
