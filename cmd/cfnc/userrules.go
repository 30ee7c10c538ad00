package main

// loadRules reads files of rules.
func (st *settings) loadRules(files []string) error { return nil }
