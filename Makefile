# What a developer runs. `.ci/run` runs the same from a fresh clone.

GO       ?= go
FUZZTIME ?= 1m
TOOL     := $(GO) tool -modfile=.ci/tools/go.mod

TARGETS  := $(foreach os,linux darwin windows,$(os)/amd64 $(os)/arm64)

.PHONY: build test check format vet staticcheck race generate schema-refresh bench fuzz cross extras snapshot clean

build: ## a static binary, ./cfnc
	CGO_ENABLED=0 $(GO) build -trimpath -buildvcs=auto -ldflags '-s -w' -o cfnc ./cmd/cfnc

test: ## every test, once
	$(GO) test ./...

check: format vet staticcheck race ## what must pass before a commit

format:
	@files=$$(gofmt -l $$(git ls-files -co --exclude-standard '*.go')); \
	if [ -n "$$files" ]; then echo "not formatted with gofmt:"; echo "$$files"; exit 1; fi

vet:
	$(GO) vet ./...

staticcheck:
	$(TOOL) staticcheck ./...

race:
	$(GO) test -race ./...

generate: ## rewrite what is derived: the list of rules, RULES.md
	$(GO) generate ./...

schema-refresh: ## make the resource tables anew from the pinned npm packages, or pin VERSION and SPEC
	cd schema/internal/generate && $(GO) test . && $(GO) run . $(if $(VERSION),-version $(VERSION)) $(if $(SPEC),-spec $(SPEC))

bench: ## speed and memory against goals, with the baselines in the same run
	$(GO) test ./fixtures -run '^TestSpeed$$' -speed -count=1 -v -timeout 30m

fuzz: ## every fuzz target in turn, each for FUZZTIME
	@set -e; for room in $$($(GO) list -f '{{if or .TestGoFiles .XTestGoFiles}}{{.ImportPath}}{{end}}' ./...); do \
		for target in $$($(GO) test -list '^Fuzz' $$room | grep '^Fuzz' || true); do \
			echo "$$room $$target"; \
			$(GO) test $$room -run '^$$' -fuzz "^$$target$$" -fuzztime $(FUZZTIME); \
		done; \
	done

cross: ## every target that is released builds
	@set -e; for target in $(TARGETS); do \
		CGO_ENABLED=0 GOOS=$${target%/*} GOARCH=$${target#*/} $(GO) build -trimpath -ldflags '-s -w' -o /dev/null ./cmd/cfnc; \
	done

extras: build ## completions and manual pages for packages, in ./extras
	@rm -rf extras && mkdir -p extras/completions extras/man
	@for shell in bash zsh fish powershell; do \
		./cfnc completion $$shell > extras/completions/cfnc.$$shell || exit 1; \
	done
	@./cfnc man extras/man

snapshot: ## archives, packages, checksums and SBOMs of this commit, in ./dist
	$(GO) run github.com/goreleaser/goreleaser/v2@v2.13.0 release --snapshot --clean

clean:
	rm -rf cfnc dist extras
