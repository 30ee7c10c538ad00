package lsp

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/cfnc/cfnc/compiler/source"
)

// at opens a file whose text has the cursor at a bar, and returns where that is, as JSON
// parameters without the closing brace.
func (c *client) at(name, text string) (params, clean string) {
	c.t.Helper()
	before, after, found := strings.Cut(text, "|>")
	if !found {
		before, after, found = cutLast(text, "|")
	}
	if !found {
		c.t.Fatalf("no cursor in %q", text)
	}
	clean = before + after
	line, column := source.NewFile(name, name, clean).Place(len(before), source.UTF16)
	c.open(name, clean)
	return fmt.Sprintf(`{"textDocument": {"uri": %s}, "position": {"line": %d, "character": %d}`, quoted(c.uri(name)), line, column), clean
}

func cutLast(text, sep string) (before, after string, found bool) {
	i := strings.LastIndex(text, sep)
	if i < 0 {
		return text, "", false
	}
	return text[:i], text[i+len(sep):], true
}

func parse[R any](t *testing.T, raw json.RawMessage) (r R) {
	t.Helper()
	if err := json.Unmarshal(raw, &r); err != nil {
		t.Fatalf("%v in %s", err, raw)
	}
	return r
}

const declarations = `Parameters:
  Size: {Type: Number, Default: 3, Description: how many}
  Env: {Type: String, AllowedValues: [dev, prod]}
Mappings:
  EnvMap: {dev: {Ami: ami-1}, prod: {Ami: ami-2}}
Conditions:
  IsProd: !Equals [!Ref Env, prod]
Resources:
  Topic: {Type: AWS::SNS::Topic}
`

func TestCompletion(t *testing.T) {
	for name, test := range map[string]struct{ text, want string }{
		"half a type":         {declarations + "  B:\n    Type: AWS::S3::|", "AWS::S3::AccessGrant"},
		"a type in the midst": {"Resources:\n  B:\n    Type: AWS::S3::Buck|\n    Properties:\n      BucketName: x\n", "AWS::S3::Bucket"},
		"an empty type":       {"Resources:\n  B:\n    Type: |\n", "AMZN::SDC::Deployment AWS::ACMPCA"},
		"no type and quotes":  {"Resources:\n  B:\n    Type: \"AWS::SNS::T|\"\n", "AWS::SNS::Topic"},
		"type in JSON":        {`{"Resources": {"B": {"Type": "AWS::SQS::Q|"}}}`, "AWS::SQS::Queue"},
		"required first":      {"Resources:\n  B:\n    Type: AWS::Lambda::Function\n    Properties:\n      |\n", "Code Role"},
		"not again":           {"Resources:\n  B:\n    Type: AWS::Lambda::Function\n    Properties:\n      Role: x\n      |\n", "Code Architectures"},
		"a letter of a key":   {"Resources:\n  B:\n    Type: AWS::Lambda::Function\n    Properties:\n      Role: x\n      Hand|\n", "Handler"},
		"in the midst":        {"Resources:\n  B:\n    Type: AWS::Lambda::Function\n    Properties:\n      Hand|\n      Role: x\n", "Handler"},
		"nested property":     {"Resources:\n  B:\n    Type: AWS::S3::Bucket\n    Properties:\n      VersioningConfiguration:\n        |\n", "Status"},
		"in a list":           {"Resources:\n  B:\n    Type: AWS::S3::Bucket\n    Properties:\n      Tags:\n        - |\n", "Key Value"},
		"in a branch":         {"Resources:\n  B:\n    Type: AWS::S3::Bucket\n    Properties:\n      VersioningConfiguration: !If\n        - C\n        - S|\n", "Status"},
		"key in JSON":         {`{"Resources": {"B": {"Type": "AWS::SQS::Queue", "Properties": {"Fif|"}}}}`, "FifoQueue"},
		"key in braces":       {"Resources:\n  B:\n    Type: AWS::S3::Bucket\n    Properties: {Tags: [], Buck|}\n", "BucketEncryption BucketName"},
		"enum in braces":      {"Resources:\n  B:\n    Type: AWS::S3::Bucket\n    Properties: {VersioningConfiguration: {Status: E|}}\n", "Enabled"},
		"enum":                {"Resources:\n  B:\n    Type: AWS::S3::Bucket\n    Properties:\n      VersioningConfiguration:\n        Status: |\n", "Enabled Suspended"},
		"attributes":          {"Resources:\n  B:\n    Type: AWS::S3::Bucket\n    |\n", "Condition DependsOn"},
		"sections":            {"Resources: {}\nPar|\n", "Parameters"},
		"Ref":                 {declarations + "Outputs:\n  O: {Value: !Ref |}\n", "Size Env Topic AWS::AccountId"},
		"long Ref":            {declarations + "Outputs:\n  O:\n    Value:\n      Ref: To|\n", "Topic"},
		"GetAtt resource":     {declarations + "Outputs:\n  O:\n    Value: !GetAtt |\n", "Topic"},
		"GetAtt attribute":    {declarations + "Outputs:\n  O:\n    Value: !GetAtt Topic.|\n", "TopicArn Cont"},
		"GetAtt list":         {declarations + "Outputs:\n  O:\n    Value: !GetAtt [Topic, |]\n", "TopicArn Cont"},
		"Sub":                 {declarations + "Outputs:\n  O:\n    Value: !Sub 'x-${S|}'\n", "Size AWS::AccountId AWS::NoValue"},
		"Sub attribute":       {declarations + "Outputs:\n  O:\n    Value: !Sub 'x-${Topic.|'\n", "TopicArn Cont"},
		"at":                  {declarations + "Outputs:\n  O:\n    Value: '@|'\n", "Size Env Topic EnvMap"},
		"at attribute":        {declarations + "Outputs:\n  O:\n    Value: '@Topic.|'\n", "TopicArn Cont"},
		"at key":              {declarations + "Outputs:\n  O:\n    Value: '@EnvMap[dev, |]'\n", "Ami"},
		"at parameter key":    {declarations + "Outputs:\n  O:\n    Value: '@Env[|]'\n", "Ami"},
		"condition":           {declarations + "  B:\n    Type: AWS::S3::Bucket\n    Condition: |\n", "IsProd"},
		"If":                  {declarations + "Outputs:\n  O:\n    Value: !If [|, a, b]\n", "IsProd"},
		"mapping":             {declarations + "Outputs:\n  O:\n    Value: !FindInMap [|]\n", "EnvMap"},
		"mapping key":         {declarations + "Outputs:\n  O:\n    Value: !FindInMap [EnvMap, |]\n", "dev prod"},
		"mapping second key":  {declarations + "Outputs:\n  O:\n    Value: !FindInMap [EnvMap, dev, |]\n", "Ami"},
		"long condition":      {declarations[:strings.Index(declarations, "Resources")] + "  Both:\n    Fn::Not:\n      - Condition: |\n", "IsProd"},
		"no tags in JSON":     {`{"Resources": {"B": {"Type": "!S|"}}}`, ""},
		"DependsOn":           {declarations + "  B:\n    Type: AWS::S3::Bucket\n    DependsOn: |\n", "Topic B"},
		"DependsOn item":      {declarations + "  B:\n    Type: AWS::S3::Bucket\n    DependsOn:\n      - T|\n", "Topic"},
		"tags":                {"Resources:\n  B:\n    Type: AWS::S3::Bucket\n    Properties:\n      BucketName: !S|\n", "!Sub !Select !Split"},
		"long functions":      {"Resources:\n  B:\n    Type: AWS::S3::Bucket\n    Properties:\n      BucketName:\n        Fn::S|\n", "Fn::Sub Fn::Select"},
		"include":             {"Resources:\n  B: !Include |\n", "other.yaml"},
		"cfn-init":            {"Resources:\n  B:\n    Type: AWS::EC2::Instance\n    Metadata:\n      AWS::CloudFormation::Init:\n        config:\n          |\n", "packages groups"},
		"a command":           {"Resources:\n  B:\n    Type: AWS::EC2::Instance\n    Metadata:\n      AWS::CloudFormation::Init:\n        config:\n          commands:\n            a:\n              |\n", "command env"},
		"rolling update":      {"Resources:\n  B:\n    Type: AWS::AutoScaling::AutoScalingGroup\n    UpdatePolicy:\n      AutoScalingRollingUpdate:\n        Max|\n", "MaxBatchSize"},
		"parameter type":      {"Parameters:\n  P:\n    Type: Num|\n", "Number List<Number>"},
		"parameter keys":      {"Parameters:\n  P:\n    |\n", "Type Default"},
		"a fragment":          {"Type: AWS::S3::Bucket\nProperties:\n  Bucke|\n", "BucketEncryption BucketName"},
		"not in a comment":    {"Resources:\n  # !S|\n  B: {}\n", ""},
		"after broken text":   {"Resources:\n  A:\n    Type: [\n  B:\n    Type: AWS::S3::Buck|\n", "AWS::S3::Bucket"},
	} {
		t.Run(name, func(t *testing.T) {
			c := newClient(t, map[string]string{"other.yaml": ""}, "")
			params, _ := c.at("a.yaml", test.text)
			var labels []string
			for _, item := range parse[completionList](t, c.result("textDocument/completion", params+"}")).Items {
				labels = append(labels, item.Label)
			}
			got := strings.Join(labels, " ")
			if !strings.HasPrefix(got, test.want) || test.want == "" && got != "" {
				t.Errorf("got %.300s\nwant %s …", got, test.want)
			}
		})
	}
}
