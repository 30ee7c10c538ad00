package live

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

// keysOf makes a client and returns what it signs with: key ID, secret, token; or the error.
func keysOf(t *testing.T, s Settings) string {
	t.Helper()
	if s.Region == "" {
		s.Region = "eu-west-1"
	}
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	c, err := NewClient(ctx, s)
	if err != nil {
		return err.Error()
	}
	return strings.Join([]string{c.keys.AccessKeyID, c.keys.SecretAccessKey, c.keys.SessionToken}, " ")
}

func want(t *testing.T, got, want string) {
	t.Helper()
	if !strings.Contains(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// configure writes the files of AWS's tools into the home folder.
func configure(t *testing.T, config, credentials string) {
	t.Helper()
	folder := filepath.Join(os.Getenv("HOME"), ".aws")
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"config": config, "credentials": credentials} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

func TestNoCredentials(t *testing.T) {
	outsideAWS(t)
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("the metadata service was asked") }))
	defer server.Close()
	t.Setenv("AWS_EC2_METADATA_SERVICE_ENDPOINT", server.URL)
	begin := time.Now()
	want(t, keysOf(t, Settings{}), "no credentials for AWS: set AWS_PROFILE or --profile, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY")
	if took := time.Since(begin); took > time.Second {
		t.Errorf("it took %s", took)
	}
}

// Where there is no metadata service, nobody waits for it for long.
func TestNoInstance(t *testing.T) {
	outsideAWS(t)
	stop := make(chan struct{})
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { <-stop }))
	defer server.Close()
	defer close(stop)
	t.Setenv("AWS_EC2_METADATA_DISABLED", "")
	t.Setenv("AWS_EC2_METADATA_SERVICE_ENDPOINT", server.URL)
	begin := time.Now()
	want(t, keysOf(t, Settings{}), "no credentials for AWS")
	if took := time.Since(begin); took > instanceTimeout+time.Second {
		t.Errorf("it took %s", took)
	}
}

func TestInstance(t *testing.T) {
	outsideAWS(t)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case strings.HasSuffix(r.URL.Path, "/api/token"):
			w.Header().Set("X-Aws-Ec2-Metadata-Token-Ttl-Seconds", "300")
			io.WriteString(w, "session")
		case strings.HasSuffix(r.URL.Path, "/security-credentials/"):
			io.WriteString(w, "role")
		default:
			io.WriteString(w, `{"Code": "Success", "Type": "AWS-HMAC", "AccessKeyId": "ID", "SecretAccessKey": "S", "Token": "T", "Expiration": "2099-01-01T00:00:00Z"}`)
		}
	}))
	defer server.Close()
	t.Setenv("AWS_EC2_METADATA_DISABLED", "")
	t.Setenv("AWS_EC2_METADATA_SERVICE_ENDPOINT", server.URL)
	want(t, keysOf(t, Settings{}), "ID S T")
}

func TestEnvironment(t *testing.T) {
	outsideAWS(t)
	configure(t, "[profile ci]\nregion = us-east-2\n", "[default]\naws_access_key_id = D\naws_secret_access_key = DS\n[ci]\naws_access_key_id = P\naws_secret_access_key = PS\n")
	want(t, keysOf(t, Settings{}), "D DS ")
	t.Setenv("AWS_PROFILE", "ci")
	want(t, keysOf(t, Settings{}), "P PS ")
	t.Setenv("AWS_ACCESS_KEY_ID", "E")
	want(t, keysOf(t, Settings{}), "of AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY only one is set")
	t.Setenv("AWS_SECRET_ACCESS_KEY", "ES")
	t.Setenv("AWS_SESSION_TOKEN", "ET")
	want(t, keysOf(t, Settings{}), "E ES ET")
	want(t, keysOf(t, Settings{Profile: "ci"}), "P PS ")
	want(t, keysOf(t, Settings{Profile: "cj"}), "there is no profile `cj`; did you mean `ci`?")
	want(t, keysOf(t, Settings{Profile: "production"}), "there is no profile `production` in the configuration of AWS")
}

// The profile says the region, and an endpoint.
func TestProfileSettings(t *testing.T) {
	withKeys(t)
	t.Setenv("AWS_REGION", "")
	t.Setenv("AWS_PROFILE", "ci")
	configure(t, "[profile ci]\nregion = us-east-2 # Ohio\ns3 =\n  region = eu-west-9\nendpoint_url = http://localhost:9\n", "")
	c, err := NewClient(context.Background(), Settings{})
	if err != nil {
		t.Fatal(err)
	}
	if s, _ := findService("rds"); c.region != "us-east-2" || c.endpointOf(s) != "http://localhost:9" {
		t.Error(c.region, c.endpointOf(s))
	}
	t.Setenv("AWS_DEFAULT_REGION", "us-west-1")
	if c, _ = NewClient(context.Background(), Settings{}); c.region != "us-west-1" {
		t.Error(c.region)
	}
}

const exported = `{"Version": 1, "AccessKeyId": "X", "SecretAccessKey": "XS", "SessionToken": "XT"}`

// A login or a role is left to the AWS CLI.
func TestLoginAndRole(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the stand-in for the AWS CLI is a shell script")
	}
	outsideAWS(t)
	configure(t, "[profile role]\nrole_arn = arn:aws:iam::1:role/x\nsource_profile = default\n[profile sso]\nsso_session = s\n[profile process]\ncredential_process = echo '"+exported+"'\n[profile bare]\nregion = eu-west-1\n", "")
	want(t, keysOf(t, Settings{Profile: "process"}), "X XS XT")
	want(t, keysOf(t, Settings{Profile: "bare"}), "the profile `bare` has no credentials")
	bin := t.TempDir()
	path := os.Getenv("PATH")
	t.Setenv("PATH", bin)
	want(t, keysOf(t, Settings{Profile: "role"}), "the profile `role` takes a role or a login, for which cfnc needs the AWS CLI")
	t.Setenv("PATH", bin+":"+path)
	script := "#!/bin/sh\n[ \"$*\" = \"configure export-credentials --profile $WANT --format process\" ] && echo '" + exported + "'\n"
	if err := os.WriteFile(filepath.Join(bin, "aws"), []byte(script), 0o755); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"role", "sso"} {
		t.Setenv("WANT", name)
		want(t, keysOf(t, Settings{Profile: name}), "X XS XT")
	}
	t.Setenv("WANT", "nobody")
	want(t, keysOf(t, Settings{Profile: "sso"}), "the profile `sso` gives no credentials: ")
}

func TestWebIdentity(t *testing.T) {
	outsideAWS(t)
	f := serve(t, map[string][]reply{"AssumeRoleWithWebIdentity": {recorded(t, "AssumeRoleWithWebIdentity.xml")}})
	token := filepath.Join(t.TempDir(), "token")
	t.Setenv("AWS_WEB_IDENTITY_TOKEN_FILE", token)
	t.Setenv("AWS_ROLE_ARN", "arn:aws:iam::1:role/ci")
	t.Setenv("AWS_ENDPOINT_URL_STS", f.url)
	want(t, keysOf(t, Settings{}), "the token of AWS_WEB_IDENTITY_TOKEN_FILE cannot be read")
	if err := os.WriteFile(token, []byte("jwt\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	want(t, keysOf(t, Settings{Endpoint: "http://localhost:1"}), "ASgeIAIOSFODNN7EXAMPLE wJalrXUtnFEMI/K7MDENG/bPxRfiCYzEXAMPLEKEY AQoDYXdzEE0a8ANXXXXXXXXNO1ewxE5TijQyp+IEXAMPLE")
	if want := "AssumeRoleWithWebIdentity  RoleArn=arn%3Aaws%3Aiam%3A%3A1%3Arole%2Fci&RoleSessionName=cfnc&WebIdentityToken=jwt"; f.calls()[0] != want {
		t.Errorf("%q, want %q: unsigned", f.calls()[0], want)
	}
}

func TestContainer(t *testing.T) {
	outsideAWS(t)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "pod" {
			w.WriteHeader(http.StatusForbidden)
		}
		io.WriteString(w, `{"AccessKeyId": "C", "SecretAccessKey": "CS", "Token": "CT", "Expiration": "2099-01-01T00:00:00Z"}`)
	}))
	defer server.Close()
	token := filepath.Join(t.TempDir(), "token")
	if err := os.WriteFile(token, []byte("pod\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("AWS_CONTAINER_CREDENTIALS_FULL_URI", server.URL)
	t.Setenv("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", token)
	want(t, keysOf(t, Settings{}), "C CS CT")
	t.Setenv("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", "")
	want(t, keysOf(t, Settings{}), "the container gives no credentials: ")
	t.Setenv("AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://example.com/")
	want(t, keysOf(t, Settings{}), "`http://example.com/`, which is neither HTTPS nor on this machine")
	t.Setenv("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/v2/x")
	if at, err := containerEndpoint(); at != "http://169.254.170.2/v2/x" || err != nil {
		t.Error(at, err)
	}
}

func TestCertificates(t *testing.T) {
	withKeys(t)
	bundle := filepath.Join(t.TempDir(), "ca.pem")
	t.Setenv("AWS_CA_BUNDLE", bundle)
	want(t, keysOf(t, Settings{}), "the certificates of AWS_CA_BUNDLE cannot be read")
	if err := os.WriteFile(bundle, []byte("none"), 0o600); err != nil {
		t.Fatal(err)
	}
	want(t, keysOf(t, Settings{}), "AWS_CA_BUNDLE has no certificates")
}

func TestINI(t *testing.T) {
	sections := parseINI("\uFEFF# a comment\n; another\nstray = 1\n[default]\r\nregion = eu-west-1 ; here\r\n\r\n[profile  a]\nKey=a=b\n  nested = 1\n[default]\nmore = #no comment\n")
	if d := sections["default"]; d["region"] != "eu-west-1" || d["more"] != "" || len(sections) != 2 {
		t.Errorf("%q", sections)
	}
	if a := sections["profile a"]; a["key"] != "a=b" || a["nested"] != "" {
		t.Errorf("%q", sections)
	}
}
