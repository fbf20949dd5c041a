package provider

import (
	"bytes"
	"context"

	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/vmihailenco/msgpack/v5"
	"github.com/vmihailenco/msgpack/v5/msgpcode"
)

// largeArguments are those that can hold tens of thousands of addresses. For
// each element of a configuration the framework walks the schema again, which
// takes longer than the audit itself, so large values bypass it: the server
// takes them out of the encoded configuration, and readArguments gets them from
// the context. These arguments must not have validators, which would see null.
var largeArguments = map[string]map[string]func(msgpack.RawMessage) (any, bool){
	"jetbrains_license_audit": {"directory_emails": decodeTexts, "expected_entitlements": decodeTextLists},
}

// minLargeArgument is the number of encoded bytes from which the bypass is
// worth its cost.
const minLargeArgument = 16 << 10

// takenOut holds what was taken out of a configuration, by argument.
type takenOut struct {
	values  map[string]any                // texts, or map[string]texts
	encoded map[string]msgpack.RawMessage // the same values, still encoded
}

type takenOutKey struct{}

// takeOut replaces large arguments with null. It leaves a value that is not
// fully known, and a value that cannot be decoded, which the framework then
// reports.
func takeOut(ctx context.Context, typeName string, config *tfprotov6.DynamicValue) (context.Context, *tfprotov6.DynamicValue, *takenOut) {
	taken := &takenOut{values: map[string]any{}, encoded: map[string]msgpack.RawMessage{}}
	if config == nil || len(config.MsgPack) < minLargeArgument || largeArguments[typeName] == nil {
		return ctx, config, taken
	}
	stripped, err := replaceAttributes(config.MsgPack, func(name string, encoded msgpack.RawMessage) msgpack.RawMessage {
		decode := largeArguments[typeName][name]
		if decode == nil || len(encoded) < minLargeArgument {
			return encoded
		}
		value, ok := decode(encoded)
		if !ok {
			return encoded
		}
		taken.values[name], taken.encoded[name] = value, encoded
		return encodedNull
	})
	if err != nil || len(taken.values) == 0 {
		return ctx, config, &takenOut{}
	}
	return context.WithValue(ctx, takenOutKey{}, taken), &tfprotov6.DynamicValue{MsgPack: stripped}, taken
}

// putBack restores what was taken out, in a result that must repeat the
// configuration.
func (t *takenOut) putBack(result *tfprotov6.DynamicValue) (*tfprotov6.DynamicValue, error) {
	if result == nil || len(t.encoded) == 0 {
		return result, nil
	}
	restored, err := replaceAttributes(result.MsgPack, func(name string, encoded msgpack.RawMessage) msgpack.RawMessage {
		if original, ok := t.encoded[name]; ok {
			return original
		}
		return encoded
	})
	if err != nil {
		return nil, err
	}
	return &tfprotov6.DynamicValue{MsgPack: restored}, nil
}

// takenFrom returns the value of an argument that was taken out.
func takenFrom(ctx context.Context, argument string) (value any, ok bool) {
	taken, ok := ctx.Value(takenOutKey{}).(*takenOut)
	if !ok {
		return nil, false
	}
	value, ok = taken.values[argument]
	return value, ok
}

var encodedNull = msgpack.RawMessage{msgpcode.Nil}

// replaceAttributes copies an encoded object with other values for some of its
// attributes.
func replaceAttributes(object []byte, replace func(name string, encoded msgpack.RawMessage) msgpack.RawMessage) ([]byte, error) {
	decoder := msgpack.NewDecoder(bytes.NewReader(object))
	n, err := decoder.DecodeMapLen()
	if err != nil || n < 0 {
		return object, err
	}
	var copied bytes.Buffer
	encoder := msgpack.NewEncoder(&copied)
	if err := encoder.EncodeMapLen(n); err != nil {
		return nil, err
	}
	for range n {
		name, err := decoder.DecodeString()
		if err != nil {
			return nil, err
		}
		encoded, err := decoder.DecodeRaw()
		if err != nil {
			return nil, err
		}
		if err := encoder.EncodeString(name); err != nil {
			return nil, err
		}
		copied.Write(replace(name, encoded))
	}
	return copied.Bytes(), nil
}

// decodeTexts reads a list of texts. It fails if a part of the list is not
// known.
func decodeTexts(encoded msgpack.RawMessage) (any, bool) {
	var list []*string
	err := msgpack.Unmarshal(encoded, &list)
	return textsOf(list), err == nil
}

// decodeTextLists reads a map of lists of texts. It fails in the same case.
func decodeTextLists(encoded msgpack.RawMessage) (any, bool) {
	var lists map[string][]*string
	if err := msgpack.Unmarshal(encoded, &lists); err != nil {
		return nil, false
	}
	result := make(map[string]texts, len(lists))
	for key, list := range lists {
		result[key] = textsOf(list)
	}
	return result, true
}

// textsOf preserves the difference between a null list and an empty one.
func textsOf(list []*string) texts {
	if list == nil {
		return nil
	}
	result := make(texts, len(list))
	for i, text := range list {
		result[i] = types.StringPointerValue(text)
	}
	return result
}
