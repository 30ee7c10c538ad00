package main

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/cfnc/cfnc/schema/internal/table"
)

// lists are tables that are lists of texts, by what they are called here.
var lists = map[string]string{
	"secretsmanager_arn_fields":                   "secret ARN properties",
	"deprecated_resource_types":                   "deprecated types",
	"sensitive_ports":                             "sensitive ports",
	"classic_load_balancer_certificate_protocols": "classic load balancer certificate protocols",
	"load_balancer_v2_certificate_protocols":      "load balancer certificate protocols",
	"fargate_supported_log_drivers":               "fargate log drivers",
	"lambda_image_excluded_properties":            "lambda image excluded properties",
	"lambda_reserved_environment_keys":            "lambda reserved environment",
}

// addTables adds the small tables.
func addTables(d *table.Data, t tables, _ *overrides) error {
	d.Tables = map[string]table.Table{}
	for _, source := range sorted(lists) {
		values, err := read[[]any](t, source)
		if err != nil {
			return err
		}
		rows := table.Table{}
		for _, value := range values {
			rows[fmt.Sprint(value)] = nil
		}
		d.Tables[lists[source]] = rows
	}
	for _, stage := range []func(*table.Data, tables) error{addRuleTables, addRuntimes, addArtifacts, addByType} {
		if err := stage(d, t); err != nil {
			return err
		}
	}
	return nil
}

// addRuleTables adds lists that belong to single rules. Paths become rows by type.
func addRuleTables(d *table.Data, t tables) error {
	raw, err := read[map[string]json.RawMessage](t, "rule_tables")
	if err != nil {
		return err
	}
	for _, name := range sorted(raw) {
		values, err := texts(raw[name])
		if err != nil {
			return fmt.Errorf("rule table %s: %w", name, err)
		}
		rows := table.Table{}
		for _, value := range values {
			key, path := typePath(value)
			rows[key] = append(rows[key], path...)
		}
		d.Tables[strings.ReplaceAll(name, "_", " ")] = rows
	}
	return nil
}

// texts reads a list of texts, or one text.
func texts(raw json.RawMessage) (list []string, err error) {
	if raw[0] != '"' {
		err = json.Unmarshal(raw, &list)
		return list, err
	}
	list = make([]string, 1)
	err = json.Unmarshal(raw, &list[0])
	return list, err
}

// typePath parts "Resources/TYPE/Properties/A/*/B" into the type and A.*.B. Other texts have
// no path.
func typePath(value string) (key string, path []string) {
	rest, is := strings.CutPrefix(value, "Resources/")
	typ, properties, has := strings.Cut(rest, "/Properties/")
	if !is || !has {
		return value, nil
	}
	return typ, []string{strings.ReplaceAll(properties, "/", ".")}
}

// A runtime says when the parts of a Lambda runtime's end come.
type runtime struct {
	Deprecated  string  `json:"deprecated"`
	CreateBlock string  `json:"create_block"`
	UpdateBlock string  `json:"update_block"`
	Successor   *string `json:"successor"`
}

// addRuntimes adds Lambda's runtimes: state, and the days from which on the runtime is
// deprecated, functions cannot be created and cannot be updated; what replaces it.
func addRuntimes(d *table.Data, t tables) error {
	raw, err := read[map[string]json.RawMessage](t, "lambda_runtimes")
	if err != nil {
		return err
	}
	var days map[string]runtime
	if err := json.Unmarshal(raw["lifecycle"], &days); err != nil {
		return fmt.Errorf("lambda_runtimes: lifecycle: %w", err)
	}
	delete(raw, "lifecycle")
	rows := table.Table{}
	for _, state := range sorted(raw) {
		var names []string
		if err := json.Unmarshal(raw[state], &names); err != nil {
			return fmt.Errorf("lambda_runtimes: %s: %w", state, err)
		}
		for _, name := range names {
			day, successor := days[name], ""
			if day.Successor != nil {
				successor = *day.Successor
			}
			rows[name] = []string{state, day.Deprecated, day.CreateBlock, day.UpdateBlock, successor}
		}
	}
	d.Tables["lambda runtimes"] = rows
	return nil
}

// addArtifacts adds how many artifacts an action of a pipeline takes and gives.
func addArtifacts(d *table.Data, t tables) error {
	raw, err := read[map[string]map[string]int](t, "codepipeline_action_artifact_counts")
	rows := table.Table{}
	for action, counts := range raw {
		for _, name := range []string{"min_input", "max_input", "min_output", "max_output"} {
			rows[action] = append(rows[action], strconv.Itoa(counts[name]))
		}
	}
	d.Tables["pipeline artifacts"] = rows
	return err
}

// addByType adds tables with a row for each type.
func addByType(d *table.Data, t tables) error {
	for source, name := range map[string]string{
		"retention_period_requirements": "retention periods",
		"format_compatible_types":       "types of formats",
	} {
		rows, err := read[map[string][]string](t, source)
		if err != nil {
			return err
		}
		d.Tables[name] = rows
	}
	return nil
}

// addIAM groups the actions of each service by the resources that they work on.
func addIAM(d *table.Data, t tables, _ *overrides) error {
	actions, err := read[map[string][]string](t, "iam_action_resource_patterns")
	if err != nil {
		return err
	}
	d.IAM = map[string][]table.Grant{}
	groups := map[string]int{} // service and resources, to the group's number
	for _, name := range sorted(actions) {
		service, action, ok := strings.Cut(name, ":")
		if !ok {
			return fmt.Errorf("IAM action %q has no service", name)
		}
		key := service + " " + strings.Join(actions[name], " ")
		i, known := groups[key]
		if !known {
			i = len(d.IAM[service])
			groups[key] = i
			d.IAM[service] = append(d.IAM[service], table.Grant{Resources: actions[name]})
		}
		d.IAM[service][i].Actions = append(d.IAM[service][i].Actions, action)
	}
	return nil
}

// addClasses reads which instance classes the versions of RDS's engines run on. The source has
// a condition for each engine and version.
func addClasses(d *table.Data, t tables, _ *overrides) error {
	raw, err := read[regionalSchema](t, "aws_rds_dbinstance_db_instance_class")
	if err != nil {
		return err
	}
	groups := map[string]int{}
	for _, part := range raw.AllOf {
		engine, err := engineVersion(part.If.Properties)
		if err != nil {
			return err
		}
		classes := part.Then.Properties["DBInstanceClass"].Enum
		key := strings.Join(classes, " ")
		i, known := groups[key]
		if !known {
			i = len(d.Classes)
			groups[key] = i
			d.Classes = append(d.Classes, table.Classes{Classes: classes})
		}
		d.Classes[i].Engines = append(d.Classes[i].Engines, engine)
	}
	for _, c := range d.Classes {
		slices.Sort(c.Engines)
	}
	return nil
}

// engineVersion reads {"Engine": {"const": "mysql"}, "EngineVersion": {"pattern": "^(8\.0\..+|8\.0)$"}}
// as "mysql 8.0".
func engineVersion(condition map[string]json.RawMessage) (string, error) {
	var engine struct{ Const string }
	var version struct{ Pattern string }
	if err := json.Unmarshal(condition["Engine"], &engine); err != nil {
		return "", err
	}
	if err := json.Unmarshal(condition["EngineVersion"], &version); err != nil {
		return "", err
	}
	_, plain, _ := strings.Cut(strings.TrimSuffix(version.Pattern, ")$"), "|")
	if version.Pattern != `^(`+plain+`\..+|`+plain+`)$` {
		return "", fmt.Errorf("engine versions: the pattern %q is new", version.Pattern)
	}
	return engine.Const + " " + strings.ReplaceAll(plain, `\`, ""), nil
}
