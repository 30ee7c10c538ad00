package live

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials/ec2rolecreds"
	"github.com/aws/aws-sdk-go-v2/credentials/endpointcreds"
	"github.com/aws/aws-sdk-go-v2/credentials/processcreds"
	"github.com/aws/aws-sdk-go-v2/feature/ec2/imds"
)

// credentials looks where the SDKs of AWS look, in their order: the environment, the identity
// of a workload, the profile, the container, the instance. A profile that is named by the flag
// goes before the environment.
func (c *Client) credentials(ctx context.Context, p profile, named bool) (aws.Credentials, error) {
	if !named {
		if keys, err := fromEnvironment(); keys.HasKeys() || err != nil {
			return keys, err
		}
		if file := os.Getenv("AWS_WEB_IDENTITY_TOKEN_FILE"); file != "" {
			return c.fromWebIdentity(ctx, file)
		}
	}
	if keys, err := p.credentials(ctx); keys.HasKeys() || err != nil {
		return keys, err
	}
	if named {
		return aws.Credentials{}, fmt.Errorf("the profile `%s` has no credentials", p.name)
	}
	if endpoint, err := containerEndpoint(); endpoint != "" || err != nil {
		return fromContainer(ctx, endpoint, err)
	}
	return fromInstance(ctx)
}

func fromEnvironment() (keys aws.Credentials, err error) {
	id := firstOf(os.Getenv("AWS_ACCESS_KEY_ID"), os.Getenv("AWS_ACCESS_KEY"))
	secret := firstOf(os.Getenv("AWS_SECRET_ACCESS_KEY"), os.Getenv("AWS_SECRET_KEY"))
	if (id == "") != (secret == "") {
		return keys, errors.New("of AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY only one is set")
	}
	return aws.Credentials{AccessKeyID: id, SecretAccessKey: secret, SessionToken: os.Getenv("AWS_SESSION_TOKEN")}, nil
}

// fromWebIdentity takes a role by a token, as pods and some pipelines do. That call is not signed.
func (c *Client) fromWebIdentity(ctx context.Context, file string) (keys aws.Credentials, err error) {
	token, err := os.ReadFile(file)
	if err != nil {
		return keys, fmt.Errorf("the token of AWS_WEB_IDENTITY_TOKEN_FILE cannot be read: %w", err)
	}
	answer, err := c.call(ctx, "sts:AssumeRoleWithWebIdentity", input{form: url.Values{
		"RoleArn":          {os.Getenv("AWS_ROLE_ARN")},
		"RoleSessionName":  {firstOf(os.Getenv("AWS_ROLE_SESSION_NAME"), "cfnc")},
		"WebIdentityToken": {strings.TrimSpace(string(token))},
	}})
	if err != nil {
		return keys, err
	}
	keys.AccessKeyID, _ = find(answer, "Credentials.AccessKeyId")
	keys.SecretAccessKey, _ = find(answer, "Credentials.SecretAccessKey")
	keys.SessionToken, _ = find(answer, "Credentials.SessionToken")
	if !keys.HasKeys() {
		return keys, errors.New("sts:AssumeRoleWithWebIdentity: the answer has no credentials")
	}
	return keys, nil
}

// credentials are those of the profile. What needs a login or a role is left to the AWS CLI, which
// knows all ways to one; its clients in the SDK would cost every command of cfnc half a
// millisecond.
func (p profile) credentials(ctx context.Context) (keys aws.Credentials, err error) {
	keys = aws.Credentials{AccessKeyID: p.get("aws_access_key_id"), SecretAccessKey: p.get("aws_secret_access_key"), SessionToken: p.get("aws_session_token")}
	switch {
	case p.get("role_arn") != "" || !keys.HasKeys() && p.needsLogin():
		keys, err = processcreds.NewProviderCommand(processcreds.NewCommandBuilderFunc(p.exportCredentials)).Retrieve(ctx)
	case !keys.HasKeys() && p.get("credential_process") != "":
		keys, err = processcreds.NewProvider(p.get("credential_process")).Retrieve(ctx)
	}
	if errors.Is(err, exec.ErrNotFound) {
		return keys, fmt.Errorf("the profile `%s` takes a role or a login, for which cfnc needs the AWS CLI: install it, or set AWS_ACCESS_KEY_ID and what belongs to it", p.name)
	}
	if err != nil {
		return keys, fmt.Errorf("the profile `%s` gives no credentials: %w", p.name, err)
	}
	return keys, nil
}

func (p profile) needsLogin() bool {
	return p.get("sso_session") != "" || p.get("sso_start_url") != "" || p.get("login_session") != ""
}

func (p profile) exportCredentials(ctx context.Context) (*exec.Cmd, error) {
	cmd := exec.CommandContext(ctx, "aws", "configure", "export-credentials", "--profile", p.name, "--format", "process")
	cmd.Stdin, cmd.Stderr = os.Stdin, os.Stderr
	return cmd, cmd.Err
}

// containerEndpoint is where a container gets its credentials; "" outside of one.
func containerEndpoint() (string, error) {
	if relative := os.Getenv("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"); relative != "" {
		return "http://169.254.170.2" + relative, nil
	}
	full := os.Getenv("AWS_CONTAINER_CREDENTIALS_FULL_URI")
	u, err := url.Parse(full)
	if err != nil || full != "" && u.Scheme != "https" && !isLocal(u.Hostname()) {
		return "", fmt.Errorf("AWS_CONTAINER_CREDENTIALS_FULL_URI is `%s`, which is neither HTTPS nor on this machine", full)
	}
	return full, nil
}

// isLocal reports whether a host is this machine, or where ECS and EKS answer on it.
func isLocal(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip.IsLoopback() || host == "169.254.170.2" || host == "169.254.170.23" || host == "fd00:ec2::23"
}

func fromContainer(ctx context.Context, endpoint string, err error) (aws.Credentials, error) {
	if err != nil {
		return aws.Credentials{}, err
	}
	token := os.Getenv("AWS_CONTAINER_AUTHORIZATION_TOKEN")
	if file := os.Getenv("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"); file != "" {
		text, err := os.ReadFile(file)
		if err != nil {
			return aws.Credentials{}, fmt.Errorf("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE cannot be read: %w", err)
		}
		token = strings.TrimSpace(string(text))
	}
	keys, err := endpointcreds.New(endpoint, func(o *endpointcreds.Options) { o.AuthorizationToken = token }).Retrieve(ctx)
	if err != nil {
		return keys, fmt.Errorf("the container gives no credentials: %w", err)
	}
	return keys, nil
}

// instanceTimeout is how long an instance is waited for that cfnc may not run on.
const instanceTimeout = time.Second

// fromInstance asks the metadata service of an instance, unless AWS_EC2_METADATA_DISABLED says no.
func fromInstance(ctx context.Context) (aws.Credentials, error) {
	ctx, cancel := context.WithTimeout(ctx, instanceTimeout)
	defer cancel()
	client := imds.New(imds.Options{HTTPClient: &http.Client{}, Retryer: aws.NopRetryer{}})
	keys, err := ec2rolecreds.New(func(o *ec2rolecreds.Options) { o.Client = client }).Retrieve(ctx)
	if err != nil {
		return keys, errors.New("no credentials for AWS: set AWS_PROFILE or --profile, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY")
	}
	return keys, nil
}
