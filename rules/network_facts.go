package rules

import "github.com/cfnc/cfnc/lint"

// networkFacts returns the rules that go with single types of resources: networks, load balancers, domains and APIs.
func networkFacts() []*lint.Rule {
	return factRules([]fact{
		{
			words: words{"E3023", "record-set-value", "A record has a value that is none of its type"},
			why:   "Amazon Route 53 refuses a record whose value does not have the form of its type, such as no address in a record of type A.",
			help:  "correct the value, or the type",
			typ:   "AWS::Route53::RecordSet",
			bad: `
      HostedZoneName: example.com.
      Name: www.example.com
      Type: A
      TTL: "300"
      ResourceRecords:
        - www.example.org # want
`,
			good: `
      HostedZoneName: example.com.
      Name: www.example.com
      Type: A
      TTL: "300"
      ResourceRecords:
        - 192.0.2.1
`,
		},
		{
			words: words{"E3615", "alarm-period", "An alarm has a period that CloudWatch does not take"},
			why:   "CloudWatch takes periods of 10 and 30 seconds and of whole minutes.",
			help:  "write 10, 30 or a multiple of 60",
			typ:   "AWS::CloudWatch::Alarm",
			bad: `
      ComparisonOperator: GreaterThanThreshold
      EvaluationPeriods: 1
      MetricName: Errors
      Namespace: AWS/Lambda
      Statistic: Sum
      Threshold: 1
      Period: 90 # want
`,
			good: `
      ComparisonOperator: GreaterThanThreshold
      EvaluationPeriods: 1
      MetricName: Errors
      Namespace: AWS/Lambda
      Statistic: Sum
      Threshold: 1
      Period: 120
`,
		},
		{
			words: words{"E3660", "rest-api-without-name", "A REST API has neither a name nor a definition"},
			why:   "Amazon API Gateway takes the name of an API from its definition, and needs one of both.",
			help:  "set `Name`, or the definition",
			typ:   "AWS::ApiGateway::RestApi",
			bad: ` # want
      Description: news
`,
			good: `
      Name: news
`,
		},
		{
			words: words{"E3661", "health-check-without-alarm", "A health check by a metric names no alarm"},
			why:   "A health check of type CLOUDWATCH_METRIC looks at an alarm, and cannot be made without one.",
			help:  "set `AlarmIdentifier`",
			typ:   "AWS::Route53::HealthCheck",
			bad: `
      HealthCheckConfig: # want
        Type: CLOUDWATCH_METRIC
`,
			good: `
      HealthCheckConfig:
        Type: CLOUDWATCH_METRIC
        AlarmIdentifier: {Name: web-down, Region: eu-west-1}
`,
		},
		{
			words: words{"E3676", "listener-without-certificate", "A listener for HTTPS or TLS has no certificate"},
			why:   "A load balancer cannot end encrypted connections without a certificate, and refuses the listener.",
			help:  "set `Certificates`",
			typ:   "AWS::ElasticLoadBalancingV2::Listener",
			bad: ` # want
      LoadBalancerArn: arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/app/web/0123456789abcdef
      Protocol: HTTPS
      Port: 443
      DefaultActions: [{Type: fixed-response, FixedResponseConfig: {StatusCode: "404"}}]
`,
			good: `
      LoadBalancerArn: arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/app/web/0123456789abcdef
      Protocol: HTTPS
      Port: 443
      Certificates: [{CertificateArn: "arn:aws:acm:eu-west-1:123456789012:certificate/01234567-89ab-cdef-0123-456789abcdef"}]
      DefaultActions: [{Type: fixed-response, FixedResponseConfig: {StatusCode: "404"}}]
`,
		},
		{
			words: words{"E3679", "classic-listener-without-certificate", "A listener of a Classic Load Balancer has no certificate"},
			why:   "A load balancer cannot end HTTPS or SSL without a certificate, and refuses the listener.",
			help:  "set `SSLCertificateId`",
			typ:   "AWS::ElasticLoadBalancing::LoadBalancer",
			bad: `
      Listeners:
        - Protocol: HTTPS # want
          LoadBalancerPort: "443"
          InstancePort: "80"
`,
			good: `
      Listeners:
        - Protocol: HTTPS
          LoadBalancerPort: "443"
          InstancePort: "80"
          SSLCertificateId: arn:aws:acm:eu-west-1:123456789012:certificate/01234567-89ab-cdef-0123-456789abcdef
`,
		},
		{
			words: words{"E3680", "load-balancer-with-one-subnet", "An Application Load Balancer has one subnet only"},
			why:   "Application Load Balancers need subnets in at least two Availability Zones.",
			help:  "add a subnet of another Availability Zone",
			typ:   "AWS::ElasticLoadBalancingV2::LoadBalancer",
			bad: `
      Subnets: [subnet-0123456789abcdef0] # want
`,
			good: `
      Subnets: [subnet-0123456789abcdef0, subnet-0123456789abcdef1]
`,
		},
		{
			words: words{"E3681", "target-type-properties", "A target group has the wrong properties for its target type"},
			why:   "A Lambda function as target has no port, protocol and VPC; all other targets need them.",
			help:  "set or remove the properties as the target type wants",
			typ:   "AWS::ElasticLoadBalancingV2::TargetGroup",
			bad: `
      TargetType: lambda
      Port: 80 # want
`,
			good: `
      TargetType: lambda
`,
		},
		{
			words: words{"E3683", "target-group-protocol", "A target group has the wrong port for its protocol"},
			why:   "Gateway Load Balancers speak GENEVE on port 6081 only.",
			help:  "set `Port` to 6081",
			typ:   "AWS::ElasticLoadBalancingV2::TargetGroup",
			bad: `
      Protocol: GENEVE
      Port: 80 # want
      VpcId: vpc-0123456789abcdef0
`,
			good: `
      Protocol: GENEVE
      Port: 6081
      VpcId: vpc-0123456789abcdef0
`,
		},
		{
			words: words{"E3684", "health-check-protocol", "A target group expects answers of HTTP without checking by HTTP"},
			why:   "Only health checks by HTTP or HTTPS have answers that a matcher can look at.",
			help:  "remove the property, or check by HTTP",
			typ:   "AWS::ElasticLoadBalancingV2::TargetGroup",
			bad: `
      Protocol: TCP
      Port: 25
      VpcId: vpc-0123456789abcdef0
      HealthCheckProtocol: TCP
      Matcher: {HttpCode: "200"} # want
`,
			good: `
      Protocol: TCP
      Port: 25
      VpcId: vpc-0123456789abcdef0
      HealthCheckProtocol: TCP
`,
		},
		{
			words: words{"E3687", "rule-without-ports", "A rule of a security group has no ports"},
			why:   "EC2 refuses a rule for TCP, UDP or ICMP without ports; for ICMP they are type and code.",
			help:  "set `FromPort` and `ToPort`",
			typ:   "AWS::EC2::SecurityGroup",
			bad: `
      GroupDescription: web
      VpcId: vpc-0123456789abcdef0
      SecurityGroupIngress:
        - IpProtocol: tcp # want
          CidrIp: 10.0.0.0/8
`,
			good: `
      GroupDescription: web
      VpcId: vpc-0123456789abcdef0
      SecurityGroupIngress:
        - {IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.0.0.0/8}
`,
		},
		{
			words: words{"W3687", "ports-that-are-ignored", "A rule of a security group has ports that count for nothing"},
			why:   "Ports mean something for TCP, UDP and ICMP only. A rule for another protocol, or for all, opens all ports whatever it says.",
			says:  "`%s` counts for nothing: the protocol has no ports",
			help:  "remove the ports, or name a protocol that has them",
			typ:   "AWS::EC2::SecurityGroup",
			bad: `
      GroupDescription: web
      VpcId: vpc-0123456789abcdef0
      SecurityGroupIngress:
        - {IpProtocol: "-1", FromPort: 443, CidrIp: 10.0.0.0/8} # want
`,
			good: `
      GroupDescription: web
      VpcId: vpc-0123456789abcdef0
      SecurityGroupIngress:
        - {IpProtocol: "-1", CidrIp: 10.0.0.0/8}
`,
		},
		{
			words: words{"E3688", "icmp-type-without-code", "Only one of type and code of a rule for ICMP is -1"},
			why:   "All types of ICMP, -1, have all codes, -1: EC2 refuses another combination.",
			help:  "set both `FromPort` and `ToPort` to -1, or neither",
			typ:   "AWS::EC2::SecurityGroup",
			bad: `
      GroupDescription: web
      VpcId: vpc-0123456789abcdef0
      SecurityGroupIngress:
        - {IpProtocol: icmp, FromPort: -1, ToPort: 8, CidrIp: 10.0.0.0/8} # want
`,
			good: `
      GroupDescription: web
      VpcId: vpc-0123456789abcdef0
      SecurityGroupIngress:
        - {IpProtocol: icmp, FromPort: -1, ToPort: -1, CidrIp: 10.0.0.0/8}
`,
		},
		{
			words: words{"W3694", "subscription-endpoint", "A subscription has an endpoint that does not go with its protocol"},
			why:   "Amazon SNS delivers to queues and functions by their ARNs, and refuses another endpoint.",
			help:  "write the ARN of a queue or a function, or change the protocol",
			typ:   "AWS::SNS::Subscription",
			bad: `
      TopicArn: arn:aws:sns:eu-west-1:123456789012:news
      Protocol: sqs
      Endpoint: https://sqs.eu-west-1.amazonaws.com/123456789012/jobs # want
`,
			good: `
      TopicArn: arn:aws:sns:eu-west-1:123456789012:news
      Protocol: sqs
      Endpoint: arn:aws:sqs:eu-west-1:123456789012:jobs
`,
		},
		{
			words: words{"W3703", "vpn-gateway-type", "A VPN gateway has an unknown type"},
			why:   "AWS offers gateways of the type ipsec.1, and refuses all others.",
			help:  "write `ipsec.1`",
			typ:   "AWS::EC2::VPNGateway",
			bad: `
      Type: ipsec.2 # want
`,
			good: `
      Type: ipsec.1
`,
		},
		{
			words: words{"E3718", "authorizer-time-to-live", "An authorizer remembers its answers for too long"},
			why:   "Amazon API Gateway caches answers of Lambda authorizers for an hour at most.",
			help:  "set `AuthorizerResultTtlInSeconds` to 3600 or less",
			typ:   "AWS::ApiGateway::Authorizer",
			bad: `
      RestApiId: abcdef1234
      Name: tokens
      Type: TOKEN
      AuthorizerUri: arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/x/invocations
      IdentitySource: method.request.header.Authorization
      AuthorizerResultTtlInSeconds: 7200 # want
`,
			good: `
      RestApiId: abcdef1234
      Name: tokens
      Type: TOKEN
      AuthorizerUri: arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/x/invocations
      IdentitySource: method.request.header.Authorization
      AuthorizerResultTtlInSeconds: 3600
`,
		},
		{
			words: words{"E3722", "cookies-to-forward", "Cookies are forwarded in a way that CloudFront does not know"},
			why:   "Without a cache policy CloudFront forwards all cookies, none, or those of a list.",
			help:  "write `all`, `none` or `whitelist`",
			typ:   "AWS::CloudFront::Distribution",
			bad: `
      DistributionConfig:
        Enabled: true
        Origins: [{Id: web, DomainName: web.example.org, CustomOriginConfig: {OriginProtocolPolicy: https-only}}]
        DefaultCacheBehavior:
          TargetOriginId: web
          ViewerProtocolPolicy: https-only
          ForwardedValues:
            QueryString: false
            Cookies: {Forward: some} # want
`,
			good: `
      DistributionConfig:
        Enabled: true
        Origins: [{Id: web, DomainName: web.example.org, CustomOriginConfig: {OriginProtocolPolicy: https-only}}]
        DefaultCacheBehavior:
          TargetOriginId: web
          ViewerProtocolPolicy: https-only
          ForwardedValues:
            QueryString: false
            Cookies: {Forward: none}
`,
		},
		{
			words: words{"E3723", "method-settings-path", "Settings of methods are for a path that does not begin with a slash"},
			why:   "Amazon API Gateway refuses settings for a path that does not begin with a slash; /* is all of them.",
			help:  "begin the path with `/`",
			typ:   "AWS::ApiGateway::Stage",
			bad: `
      RestApiId: abcdef1234
      DeploymentId: abcdef
      MethodSettings:
        - {ResourcePath: news, HttpMethod: GET, MetricsEnabled: true} # want
`,
			good: `
      RestApiId: abcdef1234
      DeploymentId: abcdef
      MethodSettings:
        - {ResourcePath: /news, HttpMethod: GET, MetricsEnabled: true}
`,
		},
	})
}
