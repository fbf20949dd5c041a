package provider

import (
	"bytes"
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/vmihailenco/msgpack/v5"
	"github.com/vmihailenco/msgpack/v5/msgpcode"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// For each element of a configuration, the framework walks the schema again. For
// tens of thousands of addresses, that takes longer than the audit itself, so
// large lists and maps bypass it: the server takes them out of the encoded
// configuration, and readArguments gets them from the context. The framework
// sees an empty list or map instead, which satisfies an attribute that is
// required. So these arguments must not have validators of the framework; a test
// checks that.

// minLargeArgument is the number of encoded bytes from which the bypass is
// worth its cost.
const minLargeArgument = 16 << 10

// decoder decodes a large argument. It fails if a part of the value is not
// known.
type decoder func(msgpack.RawMessage) (any, bool)

// largeArguments are the arguments of one data source that may bypass the
// framework, by path: directory_emails, or not_in_directory.directory_emails.
type largeArguments struct {
	decoders map[string]decoder
	objects  value.Set[string] // the objects that contain some of them
}

// largeArgumentsOf finds the lists and maps of texts, and the lists of
// exemptions, among arguments.
func largeArgumentsOf(arguments map[string]schema.Attribute) *largeArguments {
	large := &largeArguments{decoders: map[string]decoder{}, objects: value.SetOf[string]()}
	for name, argument := range arguments {
		if object, ok := argument.(schema.SingleNestedAttribute); ok {
			for inner, attribute := range object.Attributes {
				if decode := decoderOf(attribute); decode != nil {
					large.decoders[name+"."+inner] = decode
					large.objects.Add(name)
				}
			}
		} else if decode := decoderOf(argument); decode != nil {
			large.decoders[name] = decode
		}
	}
	return large
}

func decoderOf(argument schema.Attribute) decoder {
	switch a := argument.(type) {
	case checkedList:
		return decodeTexts
	case schema.ListAttribute:
		if a.ElementType == types.StringType {
			return decodeTexts
		}
	case schema.MapAttribute:
		switch {
		case a.ElementType == types.StringType:
			return decodeTextMap
		case a.ElementType.Equal(types.ListType{ElemType: types.StringType}):
			return decodeTextLists
		}
	case exemptionsAttribute:
		return decodeExemptions
	}
	return nil
}

// takenOut holds what was taken out of a configuration, by path.
type takenOut struct {
	values  map[string]any
	encoded map[string]msgpack.RawMessage // the same values, still encoded
	objects value.Set[string]
}

type takenOutKey struct{}

// takeOut replaces large arguments with empty ones. It leaves a value that is
// not fully known, and a value that cannot be decoded, which the framework then
// reports.
func takeOut(ctx context.Context, large *largeArguments, config *tfprotov6.DynamicValue) (context.Context, *tfprotov6.DynamicValue, *takenOut) {
	if config == nil || len(config.MsgPack) < minLargeArgument || large == nil {
		return ctx, config, &takenOut{}
	}
	taken := &takenOut{values: map[string]any{}, encoded: map[string]msgpack.RawMessage{}, objects: large.objects}
	stripped, err := replaceAttributes(config.MsgPack, large.objects, func(path string, encoded msgpack.RawMessage) msgpack.RawMessage {
		decode := large.decoders[path]
		if decode == nil || len(encoded) < minLargeArgument {
			return encoded
		}
		value, ok := decode(encoded)
		if !ok {
			return encoded
		}
		taken.values[path], taken.encoded[path] = value, encoded
		return emptyLike(encoded)
	})
	if err != nil || len(taken.values) == 0 {
		return ctx, config, &takenOut{}
	}
	return context.WithValue(ctx, takenOutKey{}, taken), &tfprotov6.DynamicValue{MsgPack: stripped}, taken
}

// emptyLike is an empty list or map, as an encoded value is one or the other.
func emptyLike(encoded msgpack.RawMessage) msgpack.RawMessage {
	if c := encoded[0]; msgpcode.IsFixedArray(c) || c == msgpcode.Array16 || c == msgpcode.Array32 {
		return msgpack.RawMessage{msgpcode.FixedArrayLow}
	}
	return msgpack.RawMessage{msgpcode.FixedMapLow}
}

// putBack restores what was taken out, in a result that repeats the
// configuration, except what is stored as null.
func (t *takenOut) putBack(result *tfprotov6.DynamicValue) (*tfprotov6.DynamicValue, error) {
	if result == nil || len(t.encoded) == 0 {
		return result, nil
	}
	restored, err := replaceAttributes(result.MsgPack, t.objects, func(path string, encoded msgpack.RawMessage) msgpack.RawMessage {
		if original, ok := t.encoded[path]; ok && !bytes.Equal(encoded, encodedNull) {
			return original
		}
		return encoded
	})
	if err != nil {
		return nil, err
	}
	return &tfprotov6.DynamicValue{MsgPack: restored}, nil
}

// tookOut reports whether an argument was taken out.
func tookOut(ctx context.Context) bool { return ctx.Value(takenOutKey{}) != nil }

// takenFrom returns the value of an argument that was taken out.
func takenFrom(ctx context.Context, path string) (value any, ok bool) {
	taken, ok := ctx.Value(takenOutKey{}).(*takenOut)
	if !ok {
		return nil, false
	}
	value, ok = taken.values[path]
	return value, ok
}

// replaceAttributes copies an encoded object with other values for some of its
// attributes. It goes into the objects that are named.
func replaceAttributes(object []byte, objects value.Set[string], replace func(path string, encoded msgpack.RawMessage) msgpack.RawMessage) ([]byte, error) {
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
		if objects.Has(name) && isMap(encoded) {
			inner, err := replaceAttributes(encoded, nil, func(attribute string, encoded msgpack.RawMessage) msgpack.RawMessage {
				return replace(name+"."+attribute, encoded)
			})
			if err != nil {
				return nil, err
			}
			copied.Write(inner)
			continue
		}
		copied.Write(replace(name, encoded))
	}
	return copied.Bytes(), nil
}

var encodedNull = msgpack.RawMessage{msgpcode.Nil}

func isMap(encoded msgpack.RawMessage) bool {
	return len(encoded) > 0 && (msgpcode.IsFixedMap(encoded[0]) || encoded[0] == msgpcode.Map16 || encoded[0] == msgpcode.Map32)
}

// decodeTexts reads a list of texts.
func decodeTexts(encoded msgpack.RawMessage) (any, bool) {
	var list []*string
	err := msgpack.Unmarshal(encoded, &list)
	return textsOf(list), err == nil
}

// decodeTextMap reads a map of texts.
func decodeTextMap(encoded msgpack.RawMessage) (any, bool) {
	var entries map[string]*string
	if err := msgpack.Unmarshal(encoded, &entries); err != nil {
		return nil, false
	}
	result := make(map[string]types.String, len(entries))
	for key, text := range entries {
		result[key] = types.StringPointerValue(text)
	}
	return result, true
}

// decodeTextLists reads a map of lists of texts.
func decodeTextLists(encoded msgpack.RawMessage) (any, bool) {
	var lists map[string][]*string
	if err := msgpack.Unmarshal(encoded, &lists); err != nil {
		return nil, false
	}
	result := make(map[string]textList, len(lists))
	for key, list := range lists {
		result[key] = textsOf(list)
	}
	return result, true
}

// decodeExemptions reads a list of exemptions.
func decodeExemptions(encoded msgpack.RawMessage) (any, bool) {
	var list []*struct {
		Email  *string   `msgpack:"email"`
		Rules  []*string `msgpack:"rules"`
		Until  *string   `msgpack:"until"`
		Reason *string   `msgpack:"reason"`
	}
	if err := msgpack.Unmarshal(encoded, &list); err != nil {
		return nil, false
	}
	result := make([]*exemptionArgument, len(list))
	for i, e := range list {
		if e != nil {
			result[i] = &exemptionArgument{
				Email: types.StringPointerValue(e.Email), Rules: textsOf(e.Rules), Until: types.StringPointerValue(e.Until), Reason: types.StringPointerValue(e.Reason),
			}
		}
	}
	return result, true
}

// textsOf preserves the difference between a null list and an empty one.
func textsOf(list []*string) textList {
	if list == nil {
		return nil
	}
	result := make(textList, len(list))
	for i, text := range list {
		result[i] = types.StringPointerValue(text)
	}
	return result
}
