package schema

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

func must(t *testing.T, name string) Type {
	t.Helper()
	typ, ok := Lookup(name)
	if !ok {
		t.Fatalf("%s is unknown", name)
	}
	return typ
}

func TestFacts(t *testing.T) {
	group := must(t, "AWS::AutoScaling::AutoScalingGroup").Schema()
	if !group.Required().Has("MaxSize") || !group.Required().Has("MinSize") || group.Required().Has("Cooldown") {
		t.Errorf("a group requires %q", group.Required().Slice())
	}
	bucket := must(t, "AWS::S3::Bucket")
	name := bucket.Property("BucketName")
	if longest, ok := name.MaxLength(); !ok || longest != 63 || name.Types() != String || !bucket.Stateful() {
		t.Errorf("a bucket's name has %d characters of %v", longest, name.Types().Names())
	}
	if !slices.Contains(bucket.CreateOnly().Slice(), "BucketName") || !bucket.ReadOnly().Has("Arn") || bucket.Ref() != String {
		t.Error("a bucket's name can be changed, its ARN set, or Ref gives nothing")
	}
	if !bucket.Schema().Closed() || must(t, "AWS::CloudFormation::CustomResource").Schema().Closed() {
		t.Error("a bucket has any properties, or a custom resource has not")
	}
	statement := must(t, "AWS::WAFv2::WebACL").Property("Rules", "*", "Statement")
	if _, ok := statement.Properties().Get("RateBasedStatement"); !ok {
		t.Error("a rule's statement has no RateBasedStatement")
	}
	days := bucket.Property("VersioningConfiguration", "Status").Enum()
	if days.Len() != 2 || days.At(0).Text() != "Enabled" {
		t.Errorf("a bucket's versioning has %d states", days.Len())
	}
	property, form := must(t, "AWS::AutoScaling::AutoScalingGroup").Tags()
	if property != "Tags" || form != GroupTags {
		t.Errorf("a group's tags are %s in form %d", property, form)
	}
	if gives := must(t, "AWS::ECS::Service").RefGives().Slice(); !slices.Equal(gives, []string{"ServiceArn"}) {
		t.Errorf("Ref of a service gives %q", gives)
	}
	if role, _ := must(t, "AWS::Lambda::Function").Relations().Get("Role"); !role.Has("AWS::IAM::Role.Arn") {
		t.Errorf("a function's role is %q", role.Slice())
	}
	if _, ok := Lookup("AWS::S3::Bukket"); ok {
		t.Error("AWS::S3::Bukket is known")
	}
	if typ, ok := Lookup(""); ok || !typ.IsZero() {
		t.Error("a type without a name is known")
	}
}

func TestAttribute(t *testing.T) {
	for _, c := range []struct {
		typ, name string
		want      int
	}{
		{"AWS::S3::Bucket", "Arn", 1}, {"AWS::S3::Bucket", "s3.amazonaws.com", 0}, {"AWS::S3::Bucket", "Arn.x", 1},
		{"AWS::RDS::DBInstance", "Endpoint.Address", 2}, {"AWS::RDS::DBInstance", "Endpoint.Port.x", 2},
		{"AWS::RDS::DBInstance", "MasterUserSecret.SecretArn", 2}, {"AWS::EC2::Instance", "PrivateIp", 1},
		{"AWS::EC2::Instance", "State.Name", 2}, {"AWS::CloudFormation::Stack", "Outputs.Url", 2},
		{"AWS::CloudFormation::Stack", "Outputs.Url.x", 2}, {"AWS::CloudFormation::Stack", "Outputs", 0},
		{"AWS::CloudFormation::Stack", "Outputs.", 0},
		{"AWS::CloudFormation::CustomResource", "a.b.c", 3}, {"AWS::Serverless::Function", "Arn", 1},
		{"AWS::Serverless::Application", "Outputs.Url", 2}, {"AWS::ElastiCache::CacheCluster", "RedisEndpoint.Address", 2},
		{"AWS::ElastiCache::ReplicationGroup", "ReadEndPoint.Addresses", 2}, {"AWS::Redshift::Cluster", "Endpoint.Port", 2},
		{"AWS::ElasticLoadBalancing::LoadBalancer", "SourceSecurityGroup.OwnerAlias", 2},
		{"AWS::CloudFormation::WaitCondition", "Data", 1}, {"AWS::IAM::Role", "arn", 0},
	} {
		if got := must(t, c.typ).Attribute(strings.Split(c.name, ".")); got != c.want {
			t.Errorf("%s has %d segments of attribute %s, not %d", c.typ, got, c.name, c.want)
		}
	}
	if n := must(t, "AWS::S3::Bucket").Attribute(nil); n != 0 {
		t.Errorf("no segments are %d of an attribute", n)
	}
	types, ok := must(t, "AWS::EC2::SecurityGroup").AttributeTypes("GroupId")
	if !ok || types != String {
		t.Errorf("a security group's GroupId is %v", types.Names())
	}
	if _, ok := must(t, "AWS::EC2::SecurityGroup").AttributeTypes("GroupId.x"); ok {
		t.Error("GroupId.x is an attribute")
	}
}

func TestRegions(t *testing.T) {
	bucket := must(t, "AWS::S3::Bucket")
	for region, want := range map[string]Availability{
		"eu-west-1": Available, "us-iso-east-1": Unknown, "eusc-de-east-1": Unknown, "me-south-1": Unknown, "mars-1": Unknown,
	} {
		if got := bucket.In(region); got != want {
			t.Errorf("a bucket in %s is %d, not %d", region, got, want)
		}
	}
	if got := must(t, "AWS::CloudFront::Distribution").In("us-east-1"); got != Available {
		t.Errorf("a distribution in us-east-1 is %d", got)
	}
	if got := must(t, "AWS::AppStream::Fleet").In("eu-north-1"); got != Unavailable {
		t.Errorf("an AppStream fleet in eu-north-1 is %d", got)
	}
	instance := regionalAt(t, "AWS::EC2::Instance InstanceType")
	for c := range instance.Cases() {
		if c.In("eu-central-1", "t3.micro") != Available || c.In("eu-central-1", "t3.mikro") != Unavailable ||
			c.In("mars-1", "t3.micro") != Unknown || !c.When().IsZero() {
			t.Error("t3.micro, t3.mikro or mars-1 is not as it should be")
		}
		if !slices.Contains(slices.Collect(c.Values("eu-central-1")), "m5.large") {
			t.Error("eu-central-1 has no m5.large")
		}
	}
}

func TestSmallTables(t *testing.T) {
	runtime, ok := LambdaRuntime("python3.8")
	if !ok || runtime.Deprecated != "2024-10-14" || !strings.HasPrefix(runtime.Successor, "python3.") {
		t.Errorf("python3.8 is %+v", runtime)
	}
	if _, ok := LambdaRuntime("cobol"); ok {
		t.Error("cobol is a runtime")
	}
	if build, ok := PipelineArtifacts("AWS/Build/CodeBuild"); !ok || build != (Artifacts{1, 5, 0, 5}) {
		t.Errorf("CodeBuild takes and gives %+v", build)
	}
	classes, ok := DBInstanceClasses("mysql", "8.0.36")
	if !ok || !classes.Has("db.t3.micro") || classes.Has("db.t3.mikro") {
		t.Errorf("MySQL 8.0.36 runs on %d classes", classes.Len())
	}
	if _, ok := DBInstanceClasses("mysql", "1"); ok {
		t.Error("MySQL 1 is known")
	}
	if arns, ok := IAMActions("s3").Get("getobject"); !ok || arns.Len() == 0 || !strings.Contains(arns.At(0), ":s3:") {
		t.Error("s3:GetObject works on nothing")
	}
	if paths, ok := Table("image id property paths").Get("AWS::EC2::Instance"); !ok || paths.At(0) != "ImageId" {
		t.Error("an instance has no image")
	}
	if stage, from := must(t, "AWS::OpsWorks::Stack").Lifecycle(); stage != ShutDown || from != "2024-05-01" {
		t.Errorf("OpsWorks is at stage %d from %s on", stage, from)
	}
}

func TestChecks(t *testing.T) {
	paths := map[string][]string{}
	for check := range must(t, "AWS::EC2::Instance").Checks() {
		if check.Path != "" && must(t, "AWS::EC2::Instance").Property(strings.Split(check.Path, ".")...).IsZero() {
			t.Errorf("there is no %s", check.Path)
		}
		paths[check.Rule] = append(paths[check.Rule], check.Path)
	}
	if !slices.Equal(paths["E3671"], []string{"BlockDeviceMappings.*.Ebs"}) || !slices.Equal(paths["E3674"], []string{""}) {
		t.Errorf("checks of an instance: %v", paths)
	}
}

func TestRuntimesAreWhole(t *testing.T) {
	day := regexp.MustCompile(`^(\d{4}-\d{2}-\d{2})?$`)
	states := []string{"current", "deprecated", "create_blocked", "eol"}
	for name := range Table("lambda runtimes").All() {
		r, ok := LambdaRuntime(name)
		if !ok || !slices.Contains(states, r.State) {
			t.Errorf("runtime %+v", r)
		}
		for _, date := range []string{r.Deprecated, r.CreateBlock, r.UpdateBlock} {
			if !day.MatchString(date) {
				t.Errorf("%s has the date %q", name, date)
			}
		}
	}
}
