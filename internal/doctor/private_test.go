//go:build !race

package doctor_test

import (
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"hash/fnv"
	"html"
	"math/rand/v2"
	"net/http"
	"net/url"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/doctor"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator/fault"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator/org"
)

// marker writes every value of an organization anew: names, addresses, IDs,
// codes, tokens and numbers. A text keeps its length and the kinds of its
// characters, and equal texts stay equal, so that organizations that differ
// only in their values behave alike.
type marker struct {
	seed   uint64
	values map[string]bool // every text that was written
}

// text marks a text. Texts that differ only in letter case still do.
func (m *marker) text(text string) string {
	h := fnv.New64a()
	_, _ = h.Write([]byte(strings.ToLower(text)))
	rng := rand.New(rand.NewPCG(m.seed, h.Sum64()))
	marked := strings.Map(func(r rune) rune {
		n := rune(rng.IntN(26))
		switch {
		case r >= 'a' && r <= 'z':
			return 'a' + n
		case r >= 'A' && r <= 'Z':
			return 'A' + n
		case r >= '0' && r <= '9':
			return '1' + n%9
		default:
			return r
		}
	}, text)
	m.values[marked] = true
	return marked
}

// code marks a product code, so that no organization has a known one.
func (m *marker) code(text string) string {
	marked := "XX" + m.text(text)
	m.values[marked] = true
	return marked
}

func (m *marker) number(n int) int {
	if n == 0 {
		return 0
	}
	marked, _ := strconv.Atoi(m.text(strconv.Itoa(n)))
	return marked
}

// meanings are texts that the simulator compares, and not values.
var meanings = append(org.AllSpacePermissions(), "ADMIN", "VIEWER", "PRIMARY_CONTACT", "USER", "SERVER", "LICENSE_KEY", "LICENSE_SERVER", "LICENSE_VAULT",
	"null", "NOT_SETUP", "INACTIVE", "ACTIVE", "PREDEFINED", "CUSTOM", "AUTHORIZABLE", "ANONYMOUS", "NONE", "REQUESTED", "GRANTED", "REJECTED")

// organization marks everything in an organization.
func (m *marker) organization(o *org.Organization) *org.Organization {
	m.walk(reflect.ValueOf(o).Elem(), "")
	return o
}

func (m *marker) walk(v reflect.Value, field string) {
	switch v.Kind() {
	case reflect.Pointer:
		if _, isTime := v.Interface().(*time.Time); !isTime && !v.IsNil() {
			m.walk(v.Elem(), field)
		}
	case reflect.Struct:
		if _, isTime := v.Interface().(time.Time); isTime {
			return
		}
		product := v.Type() == reflect.TypeFor[org.Product]()
		for i := range v.NumField() {
			if !v.Type().Field(i).IsExported() { // no part of what is served
				continue
			}
			name := v.Type().Field(i).Name
			if product && name == "Code" {
				name = "ProductCode"
			}
			m.walk(v.Field(i), name)
		}
	case reflect.Slice:
		for i := range v.Len() {
			m.walk(v.Index(i), field)
		}
	case reflect.String:
		switch text := v.String(); {
		case text == "" || slices.Contains(meanings, text):
		case field == "ProductCode":
			v.SetString(m.code(text))
		default:
			v.SetString(m.text(text))
		}
	case reflect.Int:
		v.SetInt(int64(m.number(int(v.Int()))))
	default: // flags are behavior, and no value
	}
}

// hostile are faults with which a server puts marks everywhere that it can.
func (m *marker) hostile() []fault.Fault {
	mark := m.text("hostile-mark")
	description := `{"code":"` + mark + `","description":"` + mark + `","error":"` + mark + `","error_description":"` + mark + `"}`
	return []fault.Fault{
		fault.Status(http.StatusBadRequest, http.Header{"X-" + mark: {mark}, "Content-Type": {"application/" + mark}}, description).
			When(func(r fault.Request) bool { return r.Query.Get("perPage") == "201" || r.Query.Get("$top") == "1000" }),
		fault.Header("X-"+mark, mark), fault.Header("ETag", mark), fault.Header("Cache-Control", mark+", max-age="+strconv.Itoa(m.number(1234567))),
		fault.Header("Link", "<https://"+mark+".example/?page=2>; rel=\""+mark+"\"").OnAccount(), fault.Header("X-RateLimit-Limit", mark),
		fault.Query(func(q url.Values) { q.Del("jetbrainsDoctor") }),
		fault.Items(func(item map[string]any) {
			item[mark] = mark
			item["domain"] = mark
			item["$errors"] = []any{map[string]any{"fields": []any{mark, "logins"}, "message": mark}}
			if s, ok := item["lastSeen"].(map[string]any); ok {
				s[mark+"Date"] = mark
			}
		}),
	}
}

// The report depends on how a server behaves, and on no value that it holds:
// for two organizations that differ in every value, it is the same, byte for
// byte. So no value is in it, in whatever encoding.
func TestNoValueOfTheOrganizationIsInTheReport(t *testing.T) {
	t.Parallel()
	application := func(s *simulator.Server, m *marker) map[string]string {
		env, _ := s.SpaceEnvOf(m.text(org.SpaceApplication))
		return with(s.Env(), "JETBRAINS_SPACE_TOKEN", env["JETBRAINS_SPACE_TOKEN"])
	}
	for name, c := range map[string]struct {
		env     func(*simulator.Server, *marker) map[string]string
		faults  func(*marker) []fault.Fault
		change  func(*doctor.Options)
		options []simulator.Option
	}{
		"everything": {env: func(s *simulator.Server, m *marker) map[string]string {
			env, _ := s.SpaceEnvOf(m.text(org.SpaceAdministrator))
			return with(s.Env(), "JETBRAINS_SPACE_TOKEN", env["JETBRAINS_SPACE_TOKEN"])
		}},
		"a team": {env: func(s *simulator.Server, m *marker) map[string]string {
			env, _ := s.TeamEnv(m.text("Mobile"))
			return env
		}},
		"an application":    {env: application},
		"without the lists": {change: withoutList},
		"filters":           {faults: func(*marker) []fault.Fault { return []fault.Fault{fault.LicenseFilters(true, false)} }},
		"a hostile server":  {faults: (*marker).hostile},
		"a rejected token": {env: func(s *simulator.Server, m *marker) map[string]string {
			return with(s.Env(), "JETBRAINS_TOKEN", m.text("0123456789012345678901234"), "JETBRAINS_SPACE_TOKEN", m.text("abcdefghijabcdefghij"))
		}},
		"a wrong setting": {env: func(s *simulator.Server, m *marker) map[string]string {
			return with(s.Env(), "JETBRAINS_CUSTOMER_CODE", m.text("acme-secret"))
		}},
		"the token sent back": {faults: func(*marker) []fault.Fault { return []fault.Fault{fault.EchoToken().OnLists()} }},
		"marks in errors": {faults: func(m *marker) []fault.Fault {
			mark := m.text("hostile-mark")
			return []fault.Fault{fault.Status(http.StatusForbidden, nil, `{"code":"`+mark+`","error":"`+mark+`","error_description":"`+mark+`","description":"`+mark+`"}`).OnLists()}
		}},
		"unreadable pages": {options: []simulator.Option{simulator.WithMaxPageSize(40)}, faults: func(m *marker) []fault.Fault {
			return []fault.Fault{fault.SetField(3, "licenseId", `"`+m.text("bad")+`"`).OnAccount(), fault.SetField(3, "id", `"`+m.text("bad")+` x"`).OnSpace()}
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var reports [2]string
			for i := range reports {
				m := &marker{seed: uint64(i), values: map[string]bool{}}
				server := start(t, m.organization(generate(263)), c.options...)
				if c.faults != nil {
					server.Fail(c.faults(m)...)
				}
				env := server.Env()
				if c.env != nil {
					env = c.env(server, m)
				}
				change := func(*doctor.Options) {}
				if c.change != nil {
					change = c.change
				}
				r := examine(t, env, change)
				reports[i] = r.Report()
				checkTokens(t, r, env)
				if i == 1 { // the reports are the same
					checkReport(t, reports[i], m)
				}
			}
			if reports[0] != reports[1] {
				t.Errorf("the reports about two organizations that differ only in their values differ:\n%s", difference(reports[0], reports[1]))
			}
		})
	}
}

// checkReport looks for values in a report, as they are and encoded.
func checkReport(t *testing.T, report string, m *marker) {
	t.Helper()
	lower := strings.ToLower(report)
	for value := range m.values {
		if len(value) < 4 {
			continue // could occur in any text
		}
		for _, form := range encodings(value) {
			if strings.Contains(lower, strings.ToLower(form)) {
				t.Errorf("the report has %q, which is %q", form, value)
			}
		}
	}
	for _, date := range regexp.MustCompile(`\d{4}-\d\d-\d\d`).FindAllString(report, -1) {
		if date != now.Format(time.DateOnly) {
			t.Errorf("the report has the date %s", date)
		}
	}
	for line := range strings.Lines(report) {
		seen, ok := strings.CutPrefix(line, "- Seen: ")
		if !ok {
			continue
		}
		for _, number := range number.FindAllString(constants.ReplaceAllString(seen, ""), -1) {
			if n, err := strconv.Atoi(number); err != nil || n&(n-1) != 0 {
				t.Errorf("the report has the exact number %s: %s", number, seen)
			}
		}
	}
}

var (
	number = regexp.MustCompile(`\d+`)
	// constants are the numbers that are no counts: of statuses, protocols,
	// offsets, lengths and alphabets of IDs, and of what requests ask for.
	constants = regexp.MustCompile(`status \d{3}|HTTP/\d\.\d|[+-]\d\d:\d\d|\d+ (to \d+ )?characters|A-Z|a-z|0-9|\b(0|100|200|201|1000): |(page|size) 0|as many rows as with (100|200)|\b(100|200) rows`)
)

// encodings are the forms in which a text may be hidden.
func encodings(value string) []string {
	quoted, _ := json.Marshal(value)
	reversed := []byte(value)
	slices.Reverse(reversed)
	forms := []string{value, hex.EncodeToString([]byte(value)), url.QueryEscape(value), html.EscapeString(value), string(quoted[1 : len(quoted)-1]), string(reversed)}
	for before := range 3 {
		text := base64.RawStdEncoding.EncodeToString([]byte(strings.Repeat("x", before) + value))
		forms = append(forms, text[(before*8+5)/6:(before+len(value))*8/6])
	}
	return slices.DeleteFunc(forms, func(form string) bool { return len(form) < 4 })
}

// checkTokens looks for tokens in everything that a run shows.
func checkTokens(t *testing.T, r *doctor.Result, env map[string]string) {
	t.Helper()
	var all strings.Builder
	if err := r.WriteJSON(&all); err != nil {
		t.Fatal(err)
	}
	printer := doctor.NewPrinter(&all)
	for _, s := range r.Steps {
		printer.Step(s)
	}
	all.WriteString(r.Summary() + r.Report())
	for name, value := range env {
		if !strings.HasSuffix(name, "TOKEN") {
			continue
		}
		for _, form := range encodings(value) {
			if strings.Contains(all.String(), form) {
				t.Errorf("the output has %s as %q", name, form)
			}
		}
	}
}

// difference shows the first lines that differ.
func difference(a, b string) string {
	left, right := strings.Split(a, "\n"), strings.Split(b, "\n")
	for i := range min(len(left), len(right)) {
		if left[i] != right[i] {
			return "- " + left[i] + "\n+ " + right[i]
		}
	}
	return "one has more lines"
}

func TestWhateverAServerDoesNoTokenIsShown(t *testing.T) {
	t.Parallel()
	for name, f := range map[string]fault.Fault{
		"the token in every response": fault.EchoToken(),
		"the token in lists":          fault.EchoToken().OnLists(),
		"the token in products":       fault.EchoToken().OnPath("/api/v1/products"),
		"the token after the start":   fault.EchoToken().After(4),
		"no JSON":                     fault.NotJSON().After(2),
		"null":                        fault.NullBody().OnLists(),
		"half a body":                 fault.Truncated().After(3),
		"a broken connection":         fault.ResetMidBody().OnLists(),
		"two of a key":                fault.DuplicateKey(0, "licenseId", `"TWICE00000"`).OnLists(),
		"many rows":                   fault.TinyRows(20_000).OnLists(),
		"an error beside rows":        fault.SpaceErrorBesideData("internal-server-error"),
		"the same next":               fault.SpaceNextRepeats(),
		"another profile":             fault.OtherProfile(),
		"a redirect":                  fault.RedirectToHost(302, "https://login.invalid").After(5),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := start(t, generate(120))
			server.Fail(f)
			env := administratorEnv(t, server)
			checkTokens(t, examine(t, with(server.Env(), "JETBRAINS_SPACE_TOKEN", env["JETBRAINS_SPACE_TOKEN"])), server.Env())
		})
	}
}
