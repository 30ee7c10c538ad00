package main

import "runtime/debug"

// The command runs once and ends, so that collecting garbage early is work for nothing: with
// Go's own 100 per cent, a template of 550 KB takes a third more CPU. The limit, in bytes,
// is where the collector begins to run more often, so that large inputs stay in bounds.
const (
	garbagePercent = 400
	serverGarbage  = 200 // of the language server, which lives long and has little to keep
	memoryLimit    = 540 << 20
)

func tuneMemory() {
	debug.SetGCPercent(garbagePercent)
	debug.SetMemoryLimit(memoryLimit)
}
