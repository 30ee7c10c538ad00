package lsp

// features are what the server offers, as initialize says.
type features struct {
	Hover              bool              `json:"hoverProvider"`
	Definition         bool              `json:"definitionProvider"`
	References         bool              `json:"referencesProvider"`
	Highlights         bool              `json:"documentHighlightProvider"`
	Symbols            bool              `json:"documentSymbolProvider"`
	Folding            bool              `json:"foldingRangeProvider"`
	Rename             renameOptions     `json:"renameProvider"`
	CodeActions        actionOptions     `json:"codeActionProvider"`
	CodeLens           struct{}          `json:"codeLensProvider"`
	Completion         completionOptions `json:"completionProvider"`
	SemanticTokens     tokenOptions      `json:"semanticTokensProvider"`
	ExecutableCommands commandOptions    `json:"executeCommandProvider"`
}

type renameOptions struct {
	Prepare bool `json:"prepareProvider"`
}

type actionOptions struct {
	Kinds []string `json:"codeActionKinds"`
}

type completionOptions struct {
	Triggers []string `json:"triggerCharacters"`
}

type commandOptions struct {
	Commands []string `json:"commands"`
}

func offered() features {
	return features{
		Hover: true, Definition: true, References: true, Highlights: true, Symbols: true, Folding: true,
		Rename:             renameOptions{true},
		CodeActions:        actionOptions{[]string{quickFix}},
		Completion:         completionOptions{[]string{":", ".", "@", "!", "{", "[", "\"", " ", "/"}},
		SemanticTokens:     tokenOptions{legend{tokenTypes(), []string{}}, true},
		ExecutableCommands: commandOptions{[]string{explainCommand}},
	}
}

// methodOf returns what answers a method, or nil.
func methodOf(name string) method {
	switch name {
	case "textDocument/diagnostic":
		return on((*view).pulled)
	case "textDocument/hover":
		return on((*view).hover)
	case "textDocument/completion":
		return of((*view).complete)
	case "textDocument/definition":
		return of((*view).definition)
	case "textDocument/references":
		return of((*view).references)
	case "textDocument/documentHighlight":
		return of((*view).highlights)
	case "textDocument/prepareRename":
		return of((*view).prepareRename)
	case "textDocument/rename":
		return on((*view).rename)
	case "textDocument/documentSymbol":
		return of((*view).outline)
	case "textDocument/foldingRange":
		return of((*view).folding)
	case "textDocument/codeAction":
		return on((*view).actions)
	case "textDocument/codeLens":
		return of((*view).lenses)
	case "textDocument/semanticTokens/full":
		return of((*view).tokens)
	case "workspace/executeCommand":
		return execute
	}
	return nil
}
