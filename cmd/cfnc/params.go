package main

import (
	"context"
	"fmt"
	"maps"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	account "github.com/cfnc/cfnc/cmd/cfnc/internal/live"
	"github.com/cfnc/cfnc/cmd/cfnc/internal/project"
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/live"
)

type paramsFlags struct {
	valueFlags
	settings        account.Settings
	stack, format   string
	offline         []string
	timeout, maxAge time.Duration
	usePrevious     bool
}

func (s *session) paramsCommand() *cobra.Command {
	f := &paramsFlags{}
	c := &cobra.Command{
		Use:   "params MANIFEST --stack NAME",
		Short: "Look up what the live values of a template are now",
		Long: "params reads the manifest that build writes beside a template with live values, asks AWS what each\n" +
			"of its parameters stands for now, and writes parameters for the deployment. It only reads.",
		Example: "  cfnc params web.bindings.json --stack web > live.json\n  cfnc params web.bindings.json --stack web --format overrides\n  cfnc params web.bindings.json --offline Web.DesiredCapacity=10",
		RunE:    func(_ *cobra.Command, args []string) error { return s.params(args, f) },
	}
	f.valueFlags.add(c, "that the deployment passes")
	flags := c.Flags()
	flags.StringVar(&f.stack, "stack", "", "the `NAME` or ARN of the stack that is deployed")
	flags.StringVar(&f.settings.Region, "region", "", "ask in this `REGION` (default: as for the AWS CLI)")
	flags.StringVar(&f.settings.Profile, "profile", "", "take credentials and region of this `NAME` in the configuration of AWS")
	flags.StringVar(&f.settings.Endpoint, "endpoint-url", "", "ask at this `URL` instead of the endpoints of AWS")
	flags.DurationVar(&f.timeout, "timeout", 30*time.Second, "give up after this `TIME`")
	flags.DurationVar(&f.maxAge, "max-age", 0, "no answer may be older than this `TIME` (default: as the manifest says)")
	flags.StringVar(&f.format, "format", "parameters", "write `FORMAT`: parameters, overrides or json")
	flags.StringArrayVar(&f.offline, "offline", nil, "ask nobody; AWS would say `RESOURCE.ATTRIBUTE=VALUE`; may be repeated")
	flags.BoolVar(&f.usePrevious, "use-previous", false, "write all parameters of the deployment: those of --param, and of the stack's others that they keep their values")
	offers{"format": words("parameters", "overrides", "json"), "region": offerRegions}.add(c)
	return c
}

// params writes nothing to standard output before everything is known.
func (s *session) params(args []string, f *paramsFlags) error {
	if len(args) != 1 {
		return usage("name one manifest, the .bindings.json that build writes beside a template")
	}
	d, err := f.deployment()
	if err != nil {
		return err
	}
	file, err := project.ReadFile(args[0])
	if err != nil {
		return fmt.Errorf("%s: %w", args[0], err)
	}
	m, err := account.ReadManifest(file)
	if err != nil {
		return err
	}
	if err := checkOffline(m, d.Offline); err != nil {
		return err
	}
	declared := s.besideManifest(args[0], m)
	result, err := f.resolve(m, d)
	if err != nil {
		return err
	}
	s.tellNotes(result)
	return f.write(s.stdout, f.list(m, result, d.Given, declared))
}

func (f *paramsFlags) deployment() (d account.Deployment, err error) {
	d = account.Deployment{Stack: f.stack, MaxAge: f.maxAge}
	switch {
	case !slices.Contains([]string{"parameters", "overrides", "json"}, f.format):
		return d, usage("--format is `%s`, expected parameters, overrides or json", f.format)
	case f.stack == "" && len(f.offline) == 0:
		return d, usage("name the stack with --stack, or say with --offline what AWS would")
	case f.stack != "" && !isStack(f.stack):
		return d, usage("--stack is `%s`, which is neither the name nor the ARN of a stack", f.stack)
	case f.settings.Endpoint != "" && !isEndpoint(f.settings.Endpoint):
		return d, usage("--endpoint-url is `%s`, expected a URL such as http://localhost:4566", f.settings.Endpoint)
	case f.timeout <= 0 || f.maxAge < 0:
		return d, usage("a time is greater than 0, as 30s or 5m")
	case f.usePrevious && (f.format != "parameters" || len(f.offline) > 0):
		return d, usage("--use-previous goes with --format parameters, and needs a stack to ask")
	}
	if d.Offline, err = f.offlineValues(); err != nil {
		return d, err
	}
	d.Given, err = f.values()
	return d, err
}

func isStack(name string) bool {
	return regexp.MustCompile(`^([A-Za-z][A-Za-z0-9-]{0,127}|arn:[a-z-]+:cloudformation:\S+:stack/\S+)$`).MatchString(name)
}

func isEndpoint(text string) bool {
	u, err := url.Parse(text)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != ""
}

func (f *paramsFlags) offlineValues() (map[string]string, error) {
	values := map[string]string{}
	for _, p := range f.offline {
		name, value, ok := strings.Cut(p, "=")
		if !ok || name == "" {
			return nil, usage("--offline %s: write it as RESOURCE.ATTRIBUTE=VALUE, or PARAMETER=VALUE", p)
		}
		values[name] = value
	}
	return values, nil
}

// checkOffline refuses names that the manifest does not have: they are misspelt.
func checkOffline(m live.Manifest, values map[string]string) error {
	var known []string
	for _, b := range m.Bindings {
		known = append(known, b.Resource+"."+b.Attribute, b.Parameter)
	}
	for _, name := range slices.Sorted(maps.Keys(values)) {
		if slices.Contains(known, name) {
			continue
		}
		if near := diag.Nearest(name, known, 2); near != "" {
			return usage("the manifest has no `%s`; did you mean `%s`?", name, near)
		}
		return usage("the manifest has no `%s`; it has %s", name, strings.Join(known, ", "))
	}
	return nil
}

func (f *paramsFlags) resolve(m live.Manifest, d account.Deployment) (account.Result, error) {
	ctx, cancel := context.WithTimeout(context.Background(), f.timeout)
	defer cancel()
	if len(f.offline) > 0 {
		return account.Resolve(ctx, nil, m, d)
	}
	client, err := account.NewClient(ctx, f.settings)
	if err != nil {
		return account.Result{}, err
	}
	return account.Resolve(ctx, client, m, d)
}

func (s *session) tellNotes(result account.Result) {
	for _, note := range result.Notes {
		fmt.Fprintf(s.stderr, "cfnc: %s\n", note)
	}
	if result.Within > 0 {
		fmt.Fprintf(s.stderr, "cfnc: begin the update within %s; what scales after this is not seen\n", result.Within)
	}
}
