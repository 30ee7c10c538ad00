package main

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// tables are the frames by what they hold.
type tables map[string]json.RawMessage

// use says which tables there are and what becomes of them. Tables are known by the keys of
// their content, as the container promises no order.
var use = map[string]string{
	"getatt_attributes":                           "read",
	"getatt_attribute_types":                      "read",
	"getatt_return_type_overrides":                "read",
	"ref_returns":                                 "read",
	"region_resource_types":                       "read",
	"resource_lifecycle":                          "read",
	"stateful_resource_types":                     "read",
	"lambda_runtimes":                             "read",
	"iam_action_resource_patterns":                "read",
	"rule_tables":                                 "read",
	"codepipeline_action_artifact_counts":         "read",
	"retention_period_requirements":               "read",
	"secretsmanager_arn_fields":                   "read",
	"deprecated_resource_types":                   "read",
	"sensitive_ports":                             "read",
	"format_compatible_types":                     "read",
	"classic_load_balancer_certificate_protocols": "read",
	"fargate_supported_log_drivers":               "read",
	"lambda_image_excluded_properties":            "read",
	"lambda_reserved_environment_keys":            "read",
	"load_balancer_v2_certificate_protocols":      "read",
	"aws_rds_dbinstance_db_instance_class":        "read",

	schemasTable:    "read",
	extensionsTable: "read",

	"known_resource_types": "the names of the schemas; compared with them",
	"primary_identifiers":  "those of the schemas whose identifiers are all writable; a part of them",
	"schema_metadata":      "made from the schemas",
	"_comment":             "prose",
	"rules":                "empty",
	"adapters":             "how resource types map to API calls: no fact about templates",
	"format_version":       "of the adapters",
	"source":               "of the adapters",
	"$schema":              "a schema for metadata of that program's own, as are its companions",
	"$id":                  "",
	"title":                "",
	"description":          "",
	"$defs":                "",
	regionalCopy:           "a copy of three of the regional tables",
}

// Names for tables whose keys are names of types.
const (
	schemasTable    = "(schemas)"
	extensionsTable = "(extensions)"
	regionalCopy    = "(regional)"
)

// recognise sorts the frames, and stops at what it does not know or what is missing.
func recognise(frames []map[string]json.RawMessage) (tables, error) {
	found := tables{}
	for i, frame := range frames {
		for name, content := range contents(frame) {
			if _, known := use[name]; !known && !isRegional(name) {
				return nil, fmt.Errorf("frame %d: unknown table %q", i, name)
			}
			if found[name] != nil {
				return nil, fmt.Errorf("two tables are called %q", name)
			}
			found[name] = content
		}
	}
	for name, fate := range use {
		if fate == "read" && found[name] == nil {
			return nil, fmt.Errorf("table %q is missing", name)
		}
	}
	return found, nil
}

// isRegional tells the tables of instance types by region: aws_dax_cluster_nodetype_enum.
// Which there must be is said by the overrides.
func isRegional(name string) bool {
	return strings.HasPrefix(name, "aws_") && (strings.HasSuffix(name, "_enum"))
}

// contents gives a frame's tables by name: its keys, unless those are names of types.
func contents(frame map[string]json.RawMessage) map[string]json.RawMessage {
	var first string
	for key := range frame {
		if first == "" || key < first {
			first = key
		}
	}
	name := ""
	switch {
	case !strings.Contains(first, "::"):
		return frame
	case slices.Contains([]string{"Aws", "Alexa"}, first[:strings.Index(first, ":")]):
		name = extensionsTable
	case strings.Contains(string(frame[first]), `"type_name"`):
		name = schemasTable
	default:
		name = regionalCopy
	}
	whole, err := json.Marshal(frame)
	if err != nil {
		return map[string]json.RawMessage{err.Error(): nil}
	}
	return map[string]json.RawMessage{name: whole}
}

// read decodes one table.
func read[T any](t tables, name string) (value T, err error) {
	if err = json.Unmarshal(t[name], &value); err != nil {
		err = fmt.Errorf("table %s: %w", name, err)
	}
	return value, err
}
