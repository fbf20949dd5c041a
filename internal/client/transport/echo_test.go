package transport

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"
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
	c := &Client{echoed: echoedSecrets(map[string]Secret{
		"Authorization": NewSecret(token).Bearer(), "Other": NewSecret("other-token"), "Eight": NewSecret("eight888"), "Short": NewSecret("seven77"),
	})}
	for body, want := range map[string]bool{
		`{"name":"` + token + `"}`:                                   true, // is not JSON, but still an echo
		`{"name":` + string(quoted) + `}`:                            true,
		`{"name":"fake\/token\"0123\\x"}`:                            true,
		`{"name":"a\n` + escaped.String() + `"}`:                     true,
		`{"` + escaped.String() + `":1}`:                             true,
		`{"name":"\ud83d\ude00` + escaped.String() + `"}`:            true,
		`{"name":"` + token[:len(token)-1] + `"}`:                    false,
		escaped.String():                                             true,
		`{"name":"other-token"}`:                                     true,
		`{"name":"\u006fther-token"}`:                                true,
		`{"name":"eight888"}`:                                        true,
		`{"name":"seven77"}`:                                         false, // so short that it may be there by chance
		`{"name":"\u00zzfake\/token\"0123\\`:                         false,
		`\`:                                                          false,
		`{"a":"` + token[:5] + `","b":"` + token[5:] + `","c":"\t"}`: false,
		``: false,
	} {
		if got := c.EchoesInJSON([]byte(body)); got != want {
			t.Errorf("%s: %t, want %t", body, got, want)
		}
	}
	if (&Client{}).EchoesInJSON([]byte(`{"a":"\n"}`)) {
		t.Error("a client without credentials finds an echo")
	}
	if !newClient(t, nil).Echoes([]byte(testToken)) {
		t.Error("a new client does not look for its credentials")
	}
}

// What is stored is normalized: addresses are converted to lower case, the
// ASCII form of their domains leaves characters out, and Terraform converts
// every text to NFC. A response that becomes the token in that way is an echo.
func TestEchoesAreFoundAsTheyWouldBeStored(t *testing.T) {
	const token = "kfaketoken-0123.456789i"
	c := &Client{echoed: echoedSecrets(map[string]Secret{"X-Api-Key": NewSecret(strings.ToUpper(token[:6]) + token[6:])})}
	fullWidth := strings.Map(func(r rune) rune { return r + 0xfee0 }, token)
	for name, text := range map[string]string{
		"unchanged":                         token,
		"in capitals":                       strings.ToUpper(token),
		"with a Kelvin sign":                "\u212a" + token[1:],
		"with a dotted capital I":           token[:len(token)-1] + "\u0130",
		"with a dotless i":                  token[:len(token)-1] + "\u0131",
		"in full width":                     fullWidth,
		"in full width, half of it":         fullWidth[:30] + token[10:],
		"in mathematical letters":           "\U0001d4c0" + token[1:],
		"with a zero-width space":           token[:5] + "\u200b" + token[5:],
		"with what NFKC makes a space":      token[:5] + "\u00a8" + token[5:],
		"with soft hyphens":                 strings.Join(strings.Split(token, ""), "\u00ad"),
		"with marks":                        strings.Join(strings.Split(token, ""), "\u0301"),
		"with letters that punycode moves":  token[:5] + "ü" + token[5:9] + "日本" + token[9:],
		"far behind another character":      "ü" + strings.Repeat("x", 1000) + token[:5] + "\u200b" + token[5:],
		"just behind another character":     "ü" + token[:5] + "\u200b" + token[5:],
		"as far behind as it is long":       "ü" + strings.Repeat("x", len(token)-3) + token[:5] + "\u200b" + token[5:],
		"as far behind, and split there":    "ü" + strings.Repeat("x", 3) + token[:len(token)-3] + "\u200b" + token[len(token)-3:],
		"before another character":          token[:5] + "\u200b" + token[5:] + "ü",
		"with the first ideograph":          strings.Join(strings.Split(token, ""), "\u3400"),
		"behind the first after ASCII":      strings.Repeat("\u0080", 19) + token[:3] + "\u0080" + token[3:],
		"twice, the first one cut":          token[:9] + "\u200b" + token,
		"after many bytes of invalid UTF-8": strings.Repeat("\xff", 100) + strings.ToUpper(token),
	} {
		if !c.Echoes([]byte(text)) || !c.Echoes([]byte("a"+text+"z")) {
			t.Errorf("%s: %q is not found", name, text)
		}
		escaped := ""
		for _, r := range utf16.Encode([]rune(text)) {
			escaped += fmt.Sprintf(`\u%04x`, r)
		}
		if !strings.Contains(name, "invalid") && !c.EchoesInJSON([]byte(`{"a":"`+escaped+`"}`)) {
			t.Errorf("%s, escaped: %s is not found", name, escaped)
		}
	}
	for _, text := range []string{token[1:], "\u00e9" + token[1:], token[:5] + " " + token[5:], token[:5] + "x" + token[5:], strings.Repeat("ü", 100), "",
		"ü" + strings.Repeat("x", len(token)-5) + token[:5] + "x" + token[5:] + "xxxxxü", // what the search leaves out stands between
	} {
		if c.Echoes([]byte(text)) {
			t.Errorf("%q is found", text)
		}
	}
}

// The search goes from one rare character to the next.
func TestEchoesAreFoundWhereTheRarestCharacterRepeats(t *testing.T) {
	c := &Client{echoed: echoedSecrets(map[string]Secret{"X-Api-Key": NewSecret("qqabcdefgh")})}
	for _, text := range []string{"qqqabcdefgh", "QqqABCdefgh", "qqabcdefgqqabcdefgh", "xqQabcdefghx"} {
		if !c.Echoes([]byte(text)) || !c.Holds([]byte(text)) {
			t.Errorf("%q is not found", text)
		}
	}
	if c.Holds([]byte("qqabcdefg")) || c.Holds([]byte("qq\u200babcdefgh")) {
		t.Error("what is not the credential is found")
	}
}

// FuzzEchoes compares the search with a simple one, which folds the whole text.
func FuzzEchoes(f *testing.F) {
	f.Add("xxFAKEtokenxx", "faketoken")
	f.Add("fake\u200btoken", "faketoken")
	f.Add("\u212aaketoken ü f", "kaketoken")
	f.Add("üxxxxxxxxfaket\u200boken", "faketoken")
	f.Fuzz(func(t *testing.T, text, token string) {
		secrets := echoedSecrets(map[string]Secret{"X-Api-Key": NewSecret(token)})
		if len(secrets) == 0 || strings.ContainsFunc(token, func(r rune) bool { return r <= ' ' || r > '~' }) {
			return // no API issues such a token
		}
		var folded []byte
		for _, r := range text {
			folded = appendFolded(folded, r)
		}
		want := bytes.Contains(folded, []byte(secrets[0].value()))
		if got := (&Client{echoed: secrets}).Echoes([]byte(text)); got != want {
			t.Errorf("%q in %q: %t, want %t", token, text, got, want)
		}
	})
}

// BenchmarkEchoes searches a page of a list, most of which is ASCII.
func BenchmarkEchoes(b *testing.B) {
	row := `{"licenseId":"AB12CD34EF","product":{"code":"II","name":"IntelliJ IDEA Ultimate"},"assignee":{"type":"USER","name":"Jürgen Müller","email":"juergen.mueller@acme.example"},` +
		`"lastSeen":{"lastSeenDate":"2026-05-20T00:00:00.000+03:00","isOfflineCodeGenerated":false}}`
	c := &Client{echoed: echoedSecrets(map[string]Secret{"X-Api-Key": NewSecret("4f7a1kq0x9d2e8b3c6w5")})}
	for name, body := range map[string]string{
		"ASCII":   strings.Repeat(strings.NewReplacer("ü", "u").Replace(row), 500),
		"accents": strings.Repeat(row, 500),
		"escaped": strings.Repeat(strings.NewReplacer("ü", `\u00fc`).Replace(row), 500),
	} {
		b.Run(name, func(b *testing.B) {
			body := []byte(body)
			b.SetBytes(int64(len(body)))
			b.ReportAllocs()
			for b.Loop() {
				if c.EchoesInJSON(body) {
					b.Fatal("found")
				}
			}
		})
	}
}

func TestTheLengthOfASCIIEndsAtTheFirstOtherByte(t *testing.T) {
	for length := range 20 {
		text := strings.Repeat("a", length)
		for _, rest := range []string{"", "\x80", "\xff", "\x80a", "\xffaaaaaaaaaaaaaaaa"} {
			if got := asciiLength([]byte(text + rest)); got != length {
				t.Errorf("%q has %d bytes of ASCII in front", text+rest, got)
			}
		}
	}
}

func TestTheSearchLooksForTheRarestCharacter(t *testing.T) {
	for text, want := range map[string]int{"e": 0, "aez": 2, "zea": 0, "qzq": 0, "2e": 1, "ee-ee": 2, "q_e": 1} {
		if got := rarest(text); got != want {
			t.Errorf("%q: %d, want %d", text, got, want)
		}
	}
}

func TestTextThatIsNoEscapeStaysUnchanged(t *testing.T) {
	for text, want := range map[string]string{
		`\u`: `\u`, `\u12`: `\u12`, `\u123`: `\u123`, `a\u00zzb`: `a\u00zzb`, `\u+123`: `\u+123`, `\u1_23`: `\u1_23`, `\x66`: `\x66`, `\q\`: `\q\`,
		// Halves of surrogate pairs are no characters.
		`\ud83d`: "\ufffd", `\ud83dde00`: "\ufffdde00", `\ud83dxude00`: "\ufffdxude00", `\ud83d\xde00`: "\ufffd\\xde00", `\ud83d\ude0`: "\ufffd\\ude0", `\ud83d\u0041`: "\ufffdA",
	} {
		if got := string(unescaped(slices.Clip([]byte(text)))); got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

func TestUnescapedReadsAllHexadecimalDigits(t *testing.T) {
	if got, want := string(unescaped([]byte(`\u0aBc\u0DeF\uCAfe\u0012\u3456\u0789`))), "\u0abc\u0def\ucafe\u0012\u3456\u0789"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestUnescapedReadsAllEscapes(t *testing.T) {
	if got, want := string(unescaped([]byte(`a\b\f\n\r\t\/\\\"b`))), "a\b\f\n\r\t/\\\"b"; got != want {
		t.Errorf("%q, want %q", got, want)
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
