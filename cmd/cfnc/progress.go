package main

import (
	"fmt"
	"io"
	"sync/atomic"
	"time"
)

// Work that takes less than patience shows no progress.
const (
	patience = 500 * time.Millisecond
	interval = 100 * time.Millisecond
	wipe     = "\r\x1b[K" // clears the line
)

// progress shows on a terminal how many of the inputs are done, if that takes long. The
// returned function ends it and wipes the line.
func progress(w io.Writer, done *atomic.Int64, total int) (end func()) {
	if !isTerminal(w) {
		return func() {}
	}
	stop, stopped := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(stopped)
		showProgress(w, done, total, stop)
	}()
	return func() {
		close(stop)
		<-stopped
	}
}

func showProgress(w io.Writer, done *atomic.Int64, total int, stop <-chan struct{}) {
	select {
	case <-stop:
		return
	case <-time.After(patience):
	}
	tick := time.NewTicker(interval)
	defer tick.Stop()
	for {
		fmt.Fprintf(w, "%s%d of %d files", wipe, done.Load(), total)
		select {
		case <-stop:
			fmt.Fprint(w, wipe)
			return
		case <-tick.C:
		}
	}
}
