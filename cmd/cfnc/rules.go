package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/cfnc/cfnc/lint"
	"github.com/cfnc/cfnc/rules"
)

func (s *session) rulesCommand() *cobra.Command {
	format := "text"
	c := &cobra.Command{
		Use:               "rules",
		Short:             "List all rules",
		Args:              noArgs,
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(*cobra.Command, []string) error {
			all, err := allRules()
			if err != nil {
				return err
			}
			switch format {
			case "text":
				return rulesAsText(s.stdout, all)
			case "json":
				return rulesAsJSON(s.stdout, all)
			case "markdown":
				_, err := io.WriteString(s.stdout, rules.Markdown(all))
				return err
			}
			return usage("there is no format `%s`; the formats are text, json and markdown", format)
		},
	}
	c.AddCommand(s.rulesTestCommand())
	c.Flags().StringVar(&format, "format", format, "write the list as `FORMAT`: text, json or markdown")
	offers{"format": words("text", "json", "markdown")}.add(c)
	return c
}

func rulesAsText(w io.Writer, all []*lint.Rule) error {
	out := bufio.NewWriter(w)
	width := 0
	for _, r := range all {
		width = max(width, len(r.Name))
	}
	for _, r := range all {
		fmt.Fprintf(out, "%-5s  %-7s  %-*s  %s\n", r.ID, r.Severity, width, r.Name, r.Title)
	}
	return out.Flush()
}

type jsonRules struct {
	Version int        `json:"version"`
	Rules   []jsonRule `json:"rules"`
}

type jsonRule struct {
	ID       string       `json:"id"`
	Aliases  []string     `json:"aliases"`
	Name     string       `json:"name"`
	Title    string       `json:"title"`
	Severity string       `json:"severity"`
	Why      string       `json:"why"`
	Help     string       `json:"help"`
	Options  []jsonOption `json:"options"`
}

type jsonOption struct {
	Name    string   `json:"name"`
	Doc     string   `json:"doc"`
	Type    string   `json:"type"`
	Default string   `json:"default"`
	Choices []string `json:"choices"`
}

// optionsForJSON shows defaults as they stand in a configuration file.
func optionsForJSON(r *lint.Rule) []jsonOption {
	list := []jsonOption{}
	for _, o := range r.Options {
		list = append(list, jsonOption{o.Name, o.Doc, o.Default.Type(), o.Default.String(), append([]string{}, o.Choices...)})
	}
	return list
}

func rulesAsJSON(w io.Writer, all []*lint.Rule) error {
	list := jsonRules{Version: 1, Rules: []jsonRule{}}
	for _, r := range all {
		aliases := append([]string{}, r.Aliases...)
		list.Rules = append(list.Rules, jsonRule{r.ID, aliases, r.Name, r.Title, r.Severity.String(), r.Why, r.Help, optionsForJSON(r)})
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(list)
}
