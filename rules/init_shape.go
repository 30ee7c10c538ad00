package rules

// initShape is the shape of the metadata that cfn-init reads, by
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-init.html
// Sections that it does not know are the subject of a rule of their own.
func initShape() *shape {
	sets := &shape{expected: "a list of configs", scalar: textShape().scalar, items: setEntry(), fields: setEntry().fields}
	return &shape{
		expected: "a map of configs",
		fields:   []part{{"configSets", mapShape(sets), false}},
		others:   initConfig(),
	}
}

func setEntry() *shape {
	return &shape{
		expected: "the name of a config, or a map with `ConfigSet`",
		scalar:   textShape().scalar,
		fields:   []part{{"ConfigSet", textShape(), true}},
	}
}

func initConfig() *shape {
	versions := &shape{expected: "a version or a list of versions", scalar: textShape().scalar, items: textShape()}
	return &shape{
		expected: "a map of sections",
		fields: []part{
			{"packages", mapShape(mapShape(versions)), false},
			{"groups", mapShape(&shape{expected: "a map", scalar: textShape().scalar, others: textShape()}), false},
			{"users", mapShape(recordShape(part{"uid", textShape(), false}, part{"groups", listShape(textShape()), false}, part{"homeDir", textShape(), false})), false},
			{"sources", mapShape(textShape()), false},
			{"files", mapShape(initFile()), false},
			{"commands", mapShape(initCommand()), false},
			{"services", mapShape(mapShape(initService())), false},
		},
		others: anyShape(),
	}
}

func initFile() *shape {
	return recordShape(
		part{"content", anyShape(), false}, part{"source", textShape(), false}, part{"encoding", textShape(), false},
		part{"group", textShape(), false}, part{"owner", textShape(), false}, part{"mode", textShape(), false},
		part{"authentication", textShape(), false}, part{"context", anyShape(), false})
}

func initCommand() *shape {
	return recordShape(
		part{"command", &shape{expected: "a text or a list of texts", scalar: textShape().scalar, items: textShape()}, true},
		part{"env", mapShape(textShape()), false}, part{"cwd", textShape(), false}, part{"test", textShape(), false},
		part{"ignoreErrors", boolShape(), false}, part{"waitAfterCompletion", textShape(), false})
}

func initService() *shape {
	return recordShape(
		part{"ensureRunning", boolShape(), false}, part{"enabled", boolShape(), false},
		part{"files", listShape(textShape()), false}, part{"sources", listShape(textShape()), false},
		part{"packages", mapShape(listShape(textShape())), false}, part{"commands", listShape(textShape()), false})
}
