package lsp

// features are what the server offers, as initialize says.
type features struct{}

func offered() features { return features{} }

// methodOf returns what answers a method, or nil.
func methodOf(name string) method {
	switch name {
	case "textDocument/diagnostic":
		return on((*view).pulled)
	}
	return nil
}
