package rules

import (
	"iter"
	"slices"
	"strings"

	"github.com/cfnc/cfnc/compiler/check"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
)

// passwordPaths are the properties that take a password, by resource type, as package schema
// writes paths: what the schemas of 2026 have under such a name.
var passwordPaths = map[string][]string{
	"AWS::AmazonMQ::Broker": {"LdapServerMetadata.ServiceAccountPassword", "Users.*.Password"},
	"AWS::Amplify::App":     {"BasicAuthConfig.Password", "AutoBranchCreationConfig.BasicAuthConfig.Password"},
	"AWS::Amplify::Branch":  {"BasicAuthConfig.Password"},
	"AWS::AppFlow::ConnectorProfile": {
		"ConnectorProfileConfig.ConnectorProfileCredentials.CustomConnector.Basic.Password",
		"ConnectorProfileConfig.ConnectorProfileCredentials.Redshift.Password",
		"ConnectorProfileConfig.ConnectorProfileCredentials.SAPOData.BasicAuthCredentials.Password",
		"ConnectorProfileConfig.ConnectorProfileCredentials.ServiceNow.Password",
		"ConnectorProfileConfig.ConnectorProfileCredentials.Snowflake.Password",
		"ConnectorProfileConfig.ConnectorProfileCredentials.Veeva.Password",
	},
	"AWS::AppStream::DirectoryConfig": {"ServiceAccountCredentials.AccountPassword"},
	"AWS::BackupGateway::Hypervisor":  {"Password"},
	"AWS::Connect::User":              {"Password"},
	"AWS::DMS::Endpoint": {"Password", "GcpMySQLSettings.Password", "KafkaSettings.SaslPassword", "KafkaSettings.SslClientKeyPassword",
		"MicrosoftSqlServerSettings.Password", "MongoDbSettings.Password", "OracleSettings.AsmPassword", "RedisSettings.AuthPassword"},
	"AWS::DataSync::LocationFSxONTAP":    {"Protocol.SMB.Password"},
	"AWS::DataSync::LocationFSxWindows":  {"Password"},
	"AWS::DataSync::LocationSMB":         {"Password"},
	"AWS::DirectoryService::MicrosoftAD": {"Password"},
	"AWS::DirectoryService::SimpleAD":    {"Password"},
	"AWS::DocDB::DBCluster":              {"MasterUserPassword"},
	"AWS::DocDBElastic::Cluster":         {"AdminUserPassword"},
	"AWS::EMR::Cluster": {"KerberosAttributes.ADDomainJoinPassword", "KerberosAttributes.CrossRealmTrustPrincipalPassword",
		"KerberosAttributes.KdcAdminPassword"},
	"AWS::ElastiCache::ReplicationGroup":   {"AuthToken"},
	"AWS::ElastiCache::User":               {"AuthenticationMode.Passwords.*", "Passwords.*"},
	"AWS::Elasticsearch::Domain":           {"AdvancedSecurityOptions.MasterUserOptions.MasterUserPassword"},
	"AWS::Events::Connection":              {"AuthParameters.BasicAuthParameters.Password"},
	"AWS::FSx::FileSystem":                 {"OntapConfiguration.FsxAdminPassword", "WindowsConfiguration.SelfManagedActiveDirectoryConfiguration.Password"},
	"AWS::FSx::StorageVirtualMachine":      {"ActiveDirectoryConfiguration.SelfManagedActiveDirectoryConfiguration.Password", "SvmAdminPassword"},
	"AWS::Glue::Connection":                {"ConnectionInput.AuthenticationConfiguration.BasicAuthenticationCredentials.Password"},
	"AWS::IAM::User":                       {"LoginProfile.Password"},
	"AWS::KinesisFirehose::DeliveryStream": {"RedshiftDestinationConfiguration.Password"},
	"AWS::Lightsail::Database":             {"MasterUserPassword"},
	"AWS::ManagedBlockchain::Member":       {"MemberConfiguration.MemberFrameworkConfiguration.MemberFabricConfiguration.AdminPassword"},
	"AWS::MemoryDB::User":                  {"AuthenticationMode.Passwords.*"},
	"AWS::OpenSearchService::Domain":       {"AdvancedSecurityOptions.MasterUserOptions.MasterUserPassword"},
	"AWS::OpsWorks::App":                   {"AppSource.Password"},
	"AWS::OpsWorks::Stack":                 {"CustomCookbooksSource.Password", "RdsDbInstances.*.DbPassword"},
	"AWS::QuickSight::DataSource":          {"Credentials.CredentialPair.Password"},
	"AWS::RDS::DBCluster":                  {"MasterUserPassword"},
	"AWS::RDS::DBInstance":                 {"MasterUserPassword", "TdeCredentialPassword"},
	"AWS::Redshift::Cluster":               {"MasterUserPassword"},
	"AWS::RedshiftServerless::Namespace":   {"AdminUserPassword"},
	"AWS::Timestream::InfluxDBCluster":     {"Password"},
	"AWS::Timestream::InfluxDBInstance":    {"Password"},
}

// customPasswords are the names under which custom resources are given passwords.
var customPasswords = []string{"AccountPassword", "ADDomainJoinPassword", "AdminPassword", "AdminUserPassword",
	"CrossRealmTrustPrincipalPassword", "DbPassword", "KdcAdminPassword", "MasterUserPassword", "Password"}

// passwords goes through the values of the properties that take a password, in every branch
// that can be reached.
func passwords(t *template.Template) iter.Seq2[*template.Resource, place] {
	return func(yield func(*template.Resource, place) bool) {
		for _, r := range t.Resources {
			for _, path := range passwordPathsOf(r) {
				for at := range placesAt(t, r, path) {
					if !yield(r, at) {
						return
					}
				}
			}
		}
	}
}

// passwordPathsOf returns the paths for the type of a resource. Of custom resources the
// properties are not known, so it looks for their names.
func passwordPathsOf(r *template.Resource) (paths []string) {
	if !check.IsCustom(r.Type) {
		return passwordPaths[r.Type]
	}
	for key := range r.At("Properties").Pairs() {
		if slices.Contains(customPasswords, key.Text()) {
			paths = append(paths, key.Text())
		}
	}
	return paths
}

// parameterAt returns the parameter that a value is, or nil.
func parameterAt(t *template.Template, value *syntax.Node) *template.Parameter {
	return t.Parameter(template.CallTo(template.FnRef, value).Argument.Text())
}

// isReference reports whether a parameter's default is looked up when it is deployed.
func isReference(parameter *template.Parameter) bool {
	text := parameter.Default().Text()
	return strings.HasPrefix(text, "resolve:ssm:") || strings.HasPrefix(text, "{{resolve:")
}
