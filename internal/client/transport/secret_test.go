package transport

import (
	"bytes"
	"encoding/gob"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/clienttest"
)

// hasToken reports whether a text reveals the token: in plain text, in
// hexadecimal, or byte by byte.
func hasToken(text string) bool {
	text = strings.ToLower(text)
	for _, form := range []string{
		testToken, fmt.Sprintf("%x", testToken), fmt.Sprintf("% x", testToken), fmt.Sprintf("%d", []byte(testToken)), testToken[4:],
	} {
		if strings.Contains(text, form) {
			return true
		}
	}
	return false
}

// holder contains secrets in every way that a struct can.
type holder struct {
	Exported Secret
	hidden   Secret
	pointer  *Secret
	list     []Secret
	mapped   map[string]Secret
	anything any
	nested   struct{ deep Secret }
}

func newHolder() holder {
	s := NewSecret(testToken)
	h := holder{s, s, &s, []Secret{s}, map[string]Secret{"k": s}, s, struct{ deep Secret }{s}}
	return h
}

func TestNoVerbPrintsASecret(t *testing.T) {
	secret := NewSecret(testToken)
	values := map[string]any{
		"secret": secret, "pointer": &secret, "bearer": secret.Bearer(), "holder": newHolder(),
		"config": Config{Credentials: map[string]Secret{"X-Api-Key": secret}, BaseURL: clienttest.URL(t, testOrigin)},
		"client": newClient(t, nil), "chain": *newClient(t, nil), "transport": newClient(t, nil).connections.acquire().client.Transport,
		"redactor": newRedactor([]Secret{secret}), "origin": origin{credentials: map[string]Secret{"a": secret}},
	}
	for name, value := range values {
		for _, flags := range []string{"", "+", "#", " ", "-", "0", "50", ".100", "+#"} {
			for verb := 'A'; verb <= 'z'; verb++ {
				if verb > 'Z' && verb < 'a' {
					continue
				}
				if got := fmt.Sprintf("%"+flags+string(verb), value); hasToken(got) {
					t.Fatalf("%%%s%c of the %s prints %s", flags, verb, name, got)
				}
			}
		}
		// These formats include some that go vet would reject.
		for _, format := range []string{"%v", "%w", "x", "%[2]v", "%!", "%*d", "%.*f", "%[1]*v"} {
			if got := fmt.Errorf(format, value).Error(); hasToken(got) {
				t.Errorf("%q of the %s prints %s", format, name, got)
			}
		}
		if got := fmt.Sprint(value) + fmt.Sprintln(value); hasToken(got) {
			t.Errorf("the %s prints %s", name, got)
		}
	}
}

func TestNoMarshalerWritesASecret(t *testing.T) {
	h := newHolder()
	var out bytes.Buffer
	if err := json.NewEncoder(&out).Encode(h); err != nil {
		t.Fatal(err)
	}
	if err := xml.NewEncoder(&out).Encode(h.Exported); err != nil {
		t.Fatal(err)
	}
	if err := gob.NewEncoder(&out).Encode(h.Exported); err == nil {
		t.Log("gob encodes a Secret; what it wrote is searched too")
	}
	for _, handler := range []slog.Handler{slog.NewTextHandler(&out, nil), slog.NewJSONHandler(&out, nil)} {
		slog.New(handler).Info("message", "secret", h.Exported, "pointer", h.pointer, "holder", h, "list", h.list)
	}
	if hasToken(out.String()) {
		t.Errorf("written: %s", out.String())
	}
	if !strings.Contains(out.String(), redacted) {
		t.Error("nothing says that something is redacted")
	}
}

func TestASecretIsAPlaceholderInEveryFormat(t *testing.T) {
	s := NewSecret(testToken)
	marshaled, err := json.Marshal(map[string]Secret{"key": s})
	if err != nil {
		t.Fatal(err)
	}
	for got, want := range map[string]string{
		s.String(): "[redacted]", s.GoString(): "[redacted]", fmt.Sprintf("%d|%+v", s, s): "[redacted]|[redacted]",
		string(marshaled): `{"key":"[redacted]"}`, "log " + s.LogValue().String(): "log [redacted]",
	} {
		if got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}

func TestAPanicShowsNoSecret(t *testing.T) {
	defer func() {
		if got := fmt.Sprint(recover()); hasToken(got) {
			t.Errorf("panic value prints %s", got)
		}
	}()
	panic(newHolder())
}

func TestEmptySecrets(t *testing.T) {
	if s := (Secret{}); !s.Empty() || s.value() != "" || fmt.Sprint(s) != redacted {
		t.Error("the zero Secret is not empty")
	}
	if !NewSecret("").Empty() || NewSecret("x").Empty() {
		t.Error("Empty is wrong")
	}
	if got := NewSecret(testToken).Bearer().value(); got != "Bearer "+testToken {
		t.Errorf("bearer is %q", got)
	}
}

// echoes contains the ways in which a server could send the token back.
var echoes = map[string]string{
	"verbatim":           testToken,
	"bearer":             "Bearer " + testToken,
	"with a bell inside": testToken[:9] + "\a" + testToken[9:],
	"with an escape":     testToken[:9] + "\x1b[0m" + testToken[9:],
	"with a mark":        testToken[:9] + "\u202e\u200b" + testToken[9:],
	"over two lines":     testToken[:9] + "\r\n" + testToken[9:],
	"with spaces":        strings.Join(strings.Split(testToken, ""), " "),
	"with dashes":        strings.Join(strings.Split(testToken, ""), "-"),
	"in capitals":        strings.ToUpper(testToken),
	"behind bad UTF-8":   "\xff\xfe" + testToken[:9] + "\xc3" + testToken[9:],
	"far behind":         strings.Repeat("\x00", 4090) + testToken,
	"twice":              testToken + testToken,
	"at a cut":           strings.Repeat("x", maxQuoted-10) + testToken,
	"redacted around it": redacted + testToken + redacted,
}

func TestRedactRemovesEveryEcho(t *testing.T) {
	c := newRedactor([]Secret{NewSecret(testToken), NewSecret("other-token-000").Bearer()})
	for name, echo := range echoes {
		for _, text := range []string{echo, "The token " + echo + " is invalid", strings.Repeat(echo, 50)} {
			got := c.redact(text)
			letters := normalize(got)
			if hasToken(got) || strings.Contains(letters, testToken) || strings.Contains(letters, testToken[:12]) && !strings.Contains(text, "xxx") {
				t.Errorf("%s: %q", name, got)
			}
		}
	}
	if got := c.redact("The token " + testToken + " is invalid"); got != "The token [redacted] is invalid" {
		t.Errorf("cleaned text is %q, want the rest of it kept", got)
	}
	if got := c.redact("Team not found: 42"); got != "Team not found: 42" {
		t.Errorf("harmless text became %q", got)
	}
}

func TestErrorsCarryNoEchoOfTheToken(t *testing.T) {
	for name, echo := range echoes {
		hostile := map[string]func() (*http.Response, error){
			"network error":    failure(errors.New("malformed HTTP response " + echo)),
			"redirect host":    status(302, "Location", "https://"+testToken+".evil.example/"),
			"redirect address": status(302, "Location", "https://evil.example/"+echo),
			"bad location":     status(302, "Location", ":"+echo),
			"redirect user":    status(302, "Location", "https://"+testToken+"@account.example/"),
			"retry after":      status(503, "Retry-After", "100", "X", echo),
		}
		for kind, response := range hostile {
			server, _ := inTurn(response)
			_, err := get(t, newClient(t, server, func(c *Config) { c.MaxRetries, c.FirstBackoff = 1, time.Microsecond }))
			if err == nil {
				t.Fatalf("%s, %s: no error", kind, name)
			}
			for _, text := range []string{err.Error(), fmt.Sprintf("%+v", err), fmt.Sprintf("%#v", err), normalize(err.Error())} {
				if hasToken(text) {
					t.Errorf("%s, %s: %s", kind, name, text)
				}
			}
			var origin *OriginError
			if errors.As(err, &origin) && hasToken(fmt.Sprintf("%#v", *origin)) {
				t.Errorf("%s, %s: %#v", kind, name, *origin)
			}
		}
	}
}
