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
		Use:   "rules",
		Short: "List all rules",
		Args:  noArgs,
		RunE: func(*cobra.Command, []string) error {
			switch all := rules.All(); format {
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
	c.Flags().StringVar(&format, "format", format, "write the list as `FORMAT`: text, json or markdown")
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
	ID       string   `json:"id"`
	Aliases  []string `json:"aliases"`
	Name     string   `json:"name"`
	Title    string   `json:"title"`
	Severity string   `json:"severity"`
	Why      string   `json:"why"`
	Help     string   `json:"help"`
}

func rulesAsJSON(w io.Writer, all []*lint.Rule) error {
	list := jsonRules{Version: 1, Rules: []jsonRule{}}
	for _, r := range all {
		aliases := append([]string{}, r.Aliases...)
		list.Rules = append(list.Rules, jsonRule{r.ID, aliases, r.Name, r.Title, r.Severity.String(), r.Why, r.Help})
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(list)
}
