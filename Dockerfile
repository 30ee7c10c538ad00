# A linter in an image: nothing but the binary and the certificates that asking AWS needs.
#
#   docker build -t cfnc .
#   docker run --rm -v "$PWD:/work" cfnc lint .
FROM golang:1.26 AS build
WORKDIR /source
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN make build

FROM scratch
COPY --from=build /source/cfnc /cfnc
COPY --from=build /source/LICENSE /source/NOTICE /
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
WORKDIR /work
ENTRYPOINT ["/cfnc"]
