package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"

	"github.com/klauspost/compress/zstd"
)

var magic = []byte{0x28, 0xb5, 0x2f, 0xfd}

// date is how the program that carries the schemas names their release.
var date = regexp.MustCompile(`resource-provider-enhanced-schemas@(\d{4}-\d{2}-\d{2})T`)

func publishedOn(wasm []byte) (string, error) {
	found := date.FindSubmatch(wasm)
	if found == nil {
		return "", errors.New("the date of the schemas is missing")
	}
	return string(found[1]), nil
}

// frames decodes every zstd frame in a file. All of them must be JSON objects.
func frames(file []byte) (list []map[string]json.RawMessage, err error) {
	dec, err := zstd.NewReader(nil)
	if err != nil {
		return nil, err
	}
	defer dec.Close()
	for {
		at := bytes.Index(file, magic)
		if at < 0 {
			return list, nil
		}
		file = file[at:]
		size := frameSize(file)
		if size == 0 {
			file = file[len(magic):]
			continue
		}
		text, err := dec.DecodeAll(file[:size], nil)
		if err != nil {
			return nil, fmt.Errorf("frame %d: %w", len(list), err)
		}
		var object map[string]json.RawMessage
		if err := json.Unmarshal(text, &object); err != nil {
			return nil, fmt.Errorf("frame %d is no JSON object: %w", len(list), err)
		}
		list, file = append(list, object), file[size:]
	}
}

// frameSize walks the blocks of the frame that begins here, and is 0 if none does.
// Source: RFC 8878, section 3.1.1.
func frameSize(file []byte) int {
	var header zstd.Header
	if header.Decode(file[:min(len(file), zstd.HeaderMaxSize)]) != nil || header.Skippable {
		return 0
	}
	at, last := header.HeaderSize, false
	for !last {
		if at+3 > len(file) {
			return 0
		}
		head := int(file[at]) | int(file[at+1])<<8 | int(file[at+2])<<16
		last, at = head&1 == 1, at+3
		switch head >> 1 & 3 {
		case 0, 2: // raw, compressed
			at += head >> 3
		case 1: // one byte, repeated
			at++
		default:
			return 0
		}
	}
	if header.HasCheckSum {
		at += 4
	}
	if at > len(file) {
		return 0
	}
	return at
}
