module github.com/cfnc/cfnc

go 1.26.8
