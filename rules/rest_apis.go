package rules

import (
	"slices"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
	"github.com/cfnc/cfnc/schema"
)

const restAPIType = "AWS::ApiGateway::RestApi"

// restAPIs returns the rules for resources of Amazon API Gateway that belong to the same API, or
// have to.
func restAPIs() []*lint.Rule {
	return []*lint.Rule{
		{
			ID: "E3698", Name: "stage-of-another-api", Title: "A stage and its deployment belong to different APIs", Severity: diag.Error,
			Why:  "A deployment is a snapshot of one API, and Amazon API Gateway refuses a stage of another API that is to show it.",
			Help: "set `RestApiId` of the stage and of the deployment to the same API",
			Bad: []lint.Example{{Name: "two APIs", Template: `Resources:
  News: {Type: AWS::ApiGateway::RestApi, Properties: {Name: news}}
  Shop: {Type: AWS::ApiGateway::RestApi, Properties: {Name: shop}}
  Deployment:
    Type: AWS::ApiGateway::Deployment
    Properties: {RestApiId: !Ref News}
  Live:
    Type: AWS::ApiGateway::Stage
    Properties:
      RestApiId: !Sub "${Shop}"
      DeploymentId: !Ref Deployment # want
      StageName: live
`}},
			Good: []lint.Example{{Name: "one API, or one of which nothing is known", Template: `Parameters:
  Api: {Type: String}
Resources:
  News: {Type: AWS::ApiGateway::RestApi, Properties: {Name: news}}
  Deployment:
    Type: AWS::ApiGateway::Deployment
    Properties: {RestApiId: !Ref News}
  Live:
    Type: AWS::ApiGateway::Stage
    Properties:
      RestApiId: !GetAtt News.RestApiId
      DeploymentId: !Ref Deployment
      StageName: live
  Test:
    Type: AWS::ApiGateway::Stage
    Properties:
      RestApiId: !Ref Api
      DeploymentId: !Ref Deployment
      StageName: test
`}},
			Check: func(p *lint.Pass) {
				checkSameAPI(p, "AWS::ApiGateway::Stage", "DeploymentId", "AWS::ApiGateway::Deployment")
			},
		},
		{
			ID: "E3699", Name: "authorizer-of-another-api", Title: "A method and its authorizer belong to different APIs", Severity: diag.Error,
			Why:  "An authorizer belongs to one API, and Amazon API Gateway refuses a method of another API that names it.",
			Help: "make an authorizer for each API, and name the one of the same API",
			Bad: []lint.Example{{Name: "two APIs", Template: `Resources:
  News: {Type: AWS::ApiGateway::RestApi, Properties: {Name: news}}
  Shop: {Type: AWS::ApiGateway::RestApi, Properties: {Name: shop}}
  Readers:
    Type: AWS::ApiGateway::Authorizer
    Properties: {RestApiId: !Ref News, Name: readers, Type: COGNITO_USER_POOLS}
  Buy:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref Shop
      ResourceId: !GetAtt Shop.RootResourceId
      HttpMethod: GET
      AuthorizationType: COGNITO_USER_POOLS
      AuthorizerId: !Ref Readers # want
`}},
			Good: []lint.Example{{Name: "the authorizer of the same API", Template: `Conditions:
  Closed: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  News: {Type: AWS::ApiGateway::RestApi, Properties: {Name: news}}
  Readers:
    Type: AWS::ApiGateway::Authorizer
    Properties: {RestApiId: !Ref News, Name: readers, Type: COGNITO_USER_POOLS}
  Read:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref News
      ResourceId: !GetAtt News.RootResourceId
      HttpMethod: GET
      AuthorizationType: !If [Closed, COGNITO_USER_POOLS, NONE]
      AuthorizerId: !If [Closed, !Ref Readers, !Ref AWS::NoValue]
`}},
			Check: func(p *lint.Pass) {
				checkSameAPI(p, "AWS::ApiGateway::Method", "AuthorizerId", "AWS::ApiGateway::Authorizer")
			},
		},
		{
			ID: "E3708", Name: "authorization-type", Title: "A method and its authorizer are of different kinds", Severity: diag.Error,
			Why:  "An authorizer of type TOKEN or REQUEST serves methods with the authorization CUSTOM, and one for user pools of Cognito methods with COGNITO_USER_POOLS.",
			Help: "set `AuthorizationType` to the kind of the authorizer",
			Bad: []lint.Example{{Name: "a user pool for a function, and the other way round", Template: `Conditions:
  Pool: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  News: {Type: AWS::ApiGateway::RestApi, Properties: {Name: news}}
  Readers:
    Type: AWS::ApiGateway::Authorizer
    Properties: {RestApiId: !Ref News, Name: readers, Type: COGNITO_USER_POOLS}
  Writers:
    Type: AWS::ApiGateway::Authorizer
    Properties:
      RestApiId: !Ref News
      Name: writers
      Type: !If [Pool, COGNITO_USER_POOLS, TOKEN]
  Read:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref News
      ResourceId: !GetAtt News.RootResourceId
      HttpMethod: GET
      AuthorizationType: CUSTOM # want
      AuthorizerId: !Ref Readers
  Write:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref News
      ResourceId: !GetAtt News.RootResourceId
      HttpMethod: POST
      AuthorizationType: COGNITO_USER_POOLS # want
      AuthorizerId: !Ref Writers
`}},
			Good: []lint.Example{{Name: "the same kind", Template: `Conditions:
  Pool: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  News: {Type: AWS::ApiGateway::RestApi, Properties: {Name: news}}
  Writers:
    Type: AWS::ApiGateway::Authorizer
    Properties:
      RestApiId: !Ref News
      Name: writers
      Type: !If [Pool, COGNITO_USER_POOLS, REQUEST]
  Write:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref News
      ResourceId: !GetAtt News.RootResourceId
      HttpMethod: POST
      AuthorizationType: !If [Pool, COGNITO_USER_POOLS, CUSTOM]
      AuthorizerId: !Ref Writers
`}},
			Check: checkAuthorization,
		},
		{
			ID: "W3660", Name: "api-defined-twice", Title: "Resources change an API that has a definition of its own", Severity: diag.Warning,
			Why: "When Body or BodyS3Location changes, Amazon API Gateway overwrites the API with it. What other resources have added is gone then, though " +
				"CloudFormation still believes in it; unless Mode is merge.",
			Help: "put all into the definition, or do without it",
			Bad: []lint.Example{{Name: "a definition and a resource beside it", Template: `Resources:
  News:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Body: # want
        openapi: 3.0.1
        paths: {}
  Articles:
    Type: AWS::ApiGateway::Resource
    Properties:
      RestApiId: !Ref News
      ParentId: !GetAtt News.RootResourceId
      PathPart: articles
`}},
			Good: []lint.Example{{Name: "merged, or kept apart", Template: `Conditions:
  Large: !Equals [!Ref AWS::Region, eu-west-1]
  Small: !Not [!Condition Large]
Resources:
  News:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Mode: merge
      Body: {openapi: 3.0.1, paths: {}}
  Articles:
    Type: AWS::ApiGateway::Resource
    Properties:
      RestApiId: !Ref News
      ParentId: !GetAtt News.RootResourceId
      PathPart: articles
  Shop:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Name: shop
      BodyS3Location: !If [Large, {Bucket: definitions, Key: shop.yaml}, !Ref AWS::NoValue]
  Items:
    Type: AWS::ApiGateway::Resource
    Condition: Small
    Properties:
      RestApiId: !Ref Shop
      ParentId: !GetAtt Shop.RootResourceId
      PathPart: items
  Live:
    Type: AWS::ApiGateway::Deployment
    Properties: {RestApiId: !Ref Shop}
`}},
			Check: checkMixedAPIs,
		},
	}
}

// checkSameAPI reports resources of a type that name a partner of another API.
func checkSameAPI(p *lint.Pass, name, property, partnerType string) {
	for r := range written(p.Template, name) {
		at := r.Property(property)
		v := p.Template.Judge(r.When(), func(c *template.Case) template.Answer {
			other := partner(c, at, partnerType)
			return template.Whether(other != nil && differ(c, r.Property("RestApiId"), other.Property("RestApiId"), restAPIType))
		})
		if v.Holds() {
			other := partner(v.Case, at, partnerType)
			p.At(v.Case.At(at), "`%s` belongs to another API than `%s`", other.ID, r.ID).
				Note(v.Case.At(r.Property("RestApiId")), "the API here").
				Note(v.Case.At(other.Property("RestApiId")), "the API of `%s`", other.ID).Under(v)
		}
	}
}

func checkAuthorization(p *lint.Pass) {
	for method := range written(p.Template, "AWS::ApiGateway::Method") {
		asked := method.Property("AuthorizationType")
		authorizerIn := func(c *template.Case) *template.Resource {
			return partner(c, method.Property("AuthorizerId"), "AWS::ApiGateway::Authorizer")
		}
		v := p.Template.Judge(method.When(), func(c *template.Case) template.Answer {
			kind, _ := c.Text(authorizerIn(c).Property("Type"))
			text, _ := c.Text(asked)
			want := authorizationOf(kind)
			return template.Whether(want != "" && text != want && slices.Contains([]string{"CUSTOM", "COGNITO_USER_POOLS"}, text))
		})
		if v.Holds() {
			reportAuthorization(p, asked, authorizerIn(v.Case), v)
		}
	}
}

func reportAuthorization(p *lint.Pass, asked *syntax.Node, authorizer *template.Resource, v template.Verdict) {
	kind, _ := v.Case.Text(authorizer.Property("Type"))
	text, _ := v.Case.Text(asked)
	p.At(v.Case.At(asked), "`%s` is an authorizer for `%s`, but the method asks for `%s`", authorizer.ID, authorizationOf(kind), text).
		Note(v.Case.At(authorizer.Property("Type")), "the kind of the authorizer").Under(v)
}

// authorizationOf is the authorization that a type of authorizers gives, or "".
func authorizationOf(authorizer string) string {
	switch authorizer {
	case "TOKEN", "REQUEST":
		return "CUSTOM"
	case "COGNITO_USER_POOLS":
		return authorizer
	}
	return ""
}

func checkMixedAPIs(p *lint.Pass) {
	for api := range written(p.Template, restAPIType) {
		for _, name := range []string{"Body", "BodyS3Location"} {
			checkMixedAPI(p, api, name)
		}
	}
}

func checkMixedAPI(p *lint.Pass, api *template.Resource, property string) {
	t := p.Template
	var others []*template.Resource
	for definition, mode := range pairs(t, nil, settings(t, api, property), settings(t, api, "Mode")) {
		if definition.value != nil && (mode.value == nil || mode.value.Text() == "overwrite") {
			others = append(others, changesOf(t, api, definition.when.And(mode.when))...)
		}
	}
	if others != nil {
		finding := p.At(api.At("Properties").Key(property), "`%s` defines the API, and undoes what %s when it changes", property, changing(others))
		for _, other := range others {
			finding.Note(other.Key, "this changes the same API")
		}
	}
}

func changing(others []*template.Resource) string {
	if len(others) == 1 {
		return "`" + others[0].ID + "` has changed"
	}
	return count(len(others), "resource") + " have changed"
}

// changesOf lists the resources that change the definition of an API in a scenario.
func changesOf(t *template.Template, api *template.Resource, when *template.Scenario) (list []*template.Resource) {
	for name := range schema.Table("api gateway mixing resource types").All() {
		for r := range written(t, name) {
			for at, of := range partners(t, placesAt(t, r, "RestApiId"), restAPIType) {
				if of == api && t.Possible(when.And(at.when)) == template.Yes {
					list = append(list, r)
				}
			}
		}
	}
	return list
}
