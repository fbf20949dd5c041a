package doctor

import (
	"crypto/x509"
	"errors"
	"net"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/transport"
)

// Outside of phrase.go, a text becomes a phrase only if it stands in the code.
func TestOnlyOneFileTurnsTextsIntoPhrases(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	conversion := regexp.MustCompile(`\bphrase\([^")]`)
	looked := 0
	for _, file := range files {
		if file == "phrase.go" || strings.HasSuffix(file, "_test.go") {
			continue
		}
		looked++
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if found := conversion.FindString(string(text)); found != "" {
			t.Errorf("%s has %s…: put it into phrase.go", file, found)
		}
	}
	if looked < 8 {
		t.Errorf("only %d files", looked)
	}
}

func TestCountsAndTimesAreRounded(t *testing.T) {
	for n, want := range map[int]phrase{-1: "none", 0: "none", 1: "1", 2: "2", 3: "about 4", 4: "about 4", 5: "about 8", 1000: "about 1024", 1024: "about 1024", 1025: "about 2048"} {
		if got := about(n); got != want {
			t.Errorf("about(%d) = %q, want %q", n, got, want)
		}
	}
	for d, want := range map[time.Duration]phrase{0: "1 ms or less", 3 * time.Millisecond: "about 4 ms", time.Second: "about 1024 ms"} {
		if got := roughly(d); got != want {
			t.Errorf("roughly(%s) = %q, want %q", d, got, want)
		}
	}
}

func TestAnOffsetIsOneThatTheWorldUses(t *testing.T) {
	for text, want := range map[string]phrase{
		"Z": "Z", "+03:00": "+03:00", "-0530": "-05:30", "+05:45": "+05:45", "+13:37": "an unusual offset", "+99:00": "an unusual offset", "+00:60": "an unusual offset",
	} {
		if got := offset(text); got != want {
			t.Errorf("offset(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestProtocols(t *testing.T) {
	for protocol, want := range map[string]phrase{"HTTP/2.0": "HTTP/2.0", "HTTP/1.1": "HTTP/1.1", "ACME/1": "another protocol"} {
		if got, verdict := protocols([]*transport.Response{{Protocol: protocol}}); got != want || verdict != Supports {
			t.Errorf("protocols(%q) = %q, %s, want %q", protocol, got, verdict, want)
		}
	}
}

func TestAnErrorBelongsToTheStepWhereItHappened(t *testing.T) {
	request := func(err error) error { return &transport.RequestError{Err: err} }
	for name, c := range map[string]struct {
		err  error
		want stage
	}{
		"an unknown host":         {request(&net.DNSError{IsNotFound: true}), stageLookup},
		"a proxy's unknown host":  {request(&transport.ProxyError{Err: &net.DNSError{IsNotFound: true}}), stageProxy},
		"no proxy address":        {request(&transport.ProxyConfigError{Variable: "HTTPS_PROXY"}), stageProxy},
		"no common TLS version":   {request(&transport.HandshakeError{Err: errors.New("alert")}), stageTLS},
		"an unknown authority":    {request(x509.UnknownAuthorityError{}), stageTLS},
		"no response in time":     {request(&transport.TimeoutError{}), stageAnswer},
		"a redirect elsewhere":    {request(&transport.OriginError{}), stageAnswer},
		"an error of the API":     {&client.APIError{Status: 401}, stageToken},
		"a response to decode":    {&client.DecodeError{}, stageToken},
		"another customer's code": {&client.MismatchError{}, stageToken},
	} {
		if got := stageOf(c.err); got != c.want {
			t.Errorf("%s: %s, want %s", name, stageNames[got], stageNames[c.want])
		}
	}
}

func TestAnAlphabetDescribesAllTextsTogether(t *testing.T) {
	for _, c := range []struct {
		texts []string
		want  phrase
		ids   bool
	}{
		{nil, "none", true},
		{[]string{""}, "0 characters of no kind", false},
		{[]string{"AB12", "ZZ"}, "2 to 4 characters of 0-9, A-Z", true},
		{[]string{"a_b-c"}, "5 characters of a-z, hyphen, underscore", true},
		{[]string{"1215/1JGQR"}, "10 characters of 0-9, A-Z, slash", false},
		{[]string{"é!"}, "2 characters of other characters", false},
		{[]string{strings.Repeat("x", 64)}, "64 characters of a-z", true},
		{[]string{strings.Repeat("x", 65)}, "more than 64 characters of a-z", false},
	} {
		var a alphabet
		for _, text := range c.texts {
			a.add(text)
		}
		if got := a.seen(); got != c.want || a.ids() != c.ids {
			t.Errorf("%q: %q, IDs: %t, want %q, %t", c.texts, got, a.ids(), c.want, c.ids)
		}
	}
}

func TestFormsAreListedByFrequencyAndThenByName(t *testing.T) {
	for want, f := range map[phrase]forms{
		"nothing":                {},
		"c; a; b":                {"a": 1, "b": 1, "c": 2},
		"a; b; c; d; e; f; g; h": {"a": 1, "b": 1, "c": 1, "d": 1, "e": 1, "f": 1, "g": 1, "h": 1},
		"a; b; c; d; e; f; g; h; and about 4 other forms": {"a": 1, "b": 1, "c": 1, "d": 1, "e": 1, "f": 1, "g": 1, "h": 1, "i": 1, "j": 1, "k": 1},
	} {
		if got := f.list("nothing"); got != want {
			t.Errorf("%v: %q, want %q", f, got, want)
		}
	}
}

func TestSharesAndStatuses(t *testing.T) {
	for want, got := range map[phrase]phrase{
		"there are none": share(0, 0), "none": share(0, 3), "all": share(3, 3), "some (about 4 of about 8)": share(3, 5),
		"status 404": status(404), "an invalid status": status(600),
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
