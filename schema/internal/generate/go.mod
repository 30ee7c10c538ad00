module github.com/cfnc/cfnc/schema/internal/generate

go 1.26.8

require (
	github.com/cfnc/cfnc v0.0.0
	github.com/klauspost/compress v1.20.1
)

replace github.com/cfnc/cfnc => ../../..
