package transport

import (
	"encoding/json"
	"strings"
	"testing"
)

func TestEchoes(t *testing.T) {
	const token = `fake/token"0123\x`
	quoted, err := json.Marshal(token)
	if err != nil {
		t.Fatal(err)
	}
	escaped := new(strings.Builder)
	for _, b := range []byte(token) {
		escaped.WriteString(`\u00`)
		escaped.WriteString(string("0123456789abcdef"[b>>4]) + string("0123456789ABCDEF"[b&15]))
	}
	c := &Client{echoed: echoedSecrets(map[string]Secret{"Authorization": NewSecret(token).Bearer(), "Short": NewSecret("short")})}
	for body, want := range map[string]bool{
		`{"name":"` + token + `"}`:                                   true, // is not JSON, but still an echo
		`{"name":` + string(quoted) + `}`:                            true,
		`{"name":"fake\/token\"0123\\x"}`:                            true,
		`{"name":"a\n` + escaped.String() + `"}`:                     true,
		`{"` + escaped.String() + `":1}`:                             true,
		`{"name":"\ud83d\ude00` + escaped.String() + `"}`:            true,
		`{"name":"` + token[:len(token)-1] + `"}`:                    false,
		`{"name":"short"}`:                                           false,
		`{"name":"\u00zzfake\/token\"0123\\`:                         false,
		`\`:                                                          false,
		`{"a":"` + token[:5] + `","b":"` + token[5:] + `","c":"\t"}`: false,
		``: false,
	} {
		if got := c.Echoes([]byte(body)); got != want {
			t.Errorf("%s: %t, want %t", body, got, want)
		}
	}
	if (&Client{}).Echoes([]byte(`{"a":"\n"}`)) {
		t.Error("a client without credentials finds an echo")
	}
}

func FuzzUnescaped(f *testing.F) {
	for _, seed := range []string{`a\nb`, `\u0041\ud83d\ude00`, `\\u0041`, `\ud83d\u0041`, `\`, "é\xff"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got := unescaped([]byte(text))
		var want string
		if json.Unmarshal([]byte(`"`+text+`"`), &want) == nil && strings.ToValidUTF8(text, "") == text && string(got) != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	})
}
