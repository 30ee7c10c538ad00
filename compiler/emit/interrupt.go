package emit

import (
	"errors"
	"os"
	"os/signal"
	"syscall"
)

var errInterrupted = errors.New("interrupted")

// uninterrupted runs work that must clean up behind itself. An interrupt that comes
// meanwhile is seen by the work, and takes effect after it.
func uninterrupted(work func(interrupted func() bool) error) error {
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	err := work(func() bool { return len(signals) > 0 })
	signal.Stop(signals)
	select {
	case s := <-signals:
		return errors.Join(err, raise(s))
	default:
		return err
	}
}

// raise sends a signal to the process itself.
func raise(s os.Signal) error {
	self, err := os.FindProcess(os.Getpid())
	if err != nil {
		return err
	}
	return self.Signal(s)
}
