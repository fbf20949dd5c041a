package account

import (
	"net/http"
	"strings"
	"testing"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/clienttest"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/memory"
)

func TestAResultIsHeldAndAFailedReadIsNot(t *testing.T) {
	long := strings.Repeat("x", 10_000)
	for name, c := range map[string]struct {
		token, list, license, products string
		least, most                    int64
	}{
		"everything is read":     {`{"type":"CUSTOMER","code":1234567}`, "[" + minimal(`"domain":"`+long+`"`) + "]", minimal(`"domain":"` + long + `"`), `[{"code":"X","name":"` + long + `"}]`, 40_000, 45_000},
		"nothing can be decoded": {long, long, long, long, 0, 0},
		"nothing belongs to the request": {`{"type":"CUSTOMER","code":7,"name":"` + long + `"}`, "[]",
			`{"licenseId":"other","product":{"code":"X","name":"` + long + `"}}`, `{"code":"` + long + `"}`, 0, 0},
	} {
		budget := memory.NewBudget(memory.Default)
		api := fake(t, func(req *http.Request) (*http.Response, error) {
			switch path := strings.TrimPrefix(req.URL.Path, apiPath); {
			case path == tokenPath:
				return clienttest.Reply(200, c.token), nil
			case path == licensesPath:
				return clienttest.Reply(200, c.list, "X-Total-Count", "1"), nil
			case strings.HasPrefix(path, licensesPath):
				return clienttest.Reply(200, c.license), nil
			default:
				return clienttest.Reply(200, c.products), nil
			}
		}, func(c *Config) { c.Memory, c.MaxRetries = budget, 0 })
		_, listErr := api.Organization(t.Context())
		_, licenseErr := api.License(t.Context(), "AAAAAAAAA1")
		_, catalogErr := api.Catalog(t.Context())
		for _, err := range []error{listErr, licenseErr, catalogErr} {
			if (err == nil) != (c.most > 0) {
				t.Errorf("%s: %v", name, err)
			}
		}
		if used := budget.Used(); used < c.least || used > c.most {
			t.Errorf("%s: %d bytes are held, want %d to %d", name, used, c.least, c.most)
		}
	}
}

// A result takes part of the budget for as long as the client lives: a license
// as many bytes as its response, and a dictionary some more for each name.
func TestAResultThatExceedsTheBudgetIsAnError(t *testing.T) {
	long := strings.Repeat("x", 100_000)
	license := `{"licenseId":"A1","product":{"code":"A","name":"a"},"domain":"` + long + `"}`
	names := `[{"code":"A","name":"a"},{"code":"B","name":"` + long + `"}]`
	for name, c := range map[string]struct {
		body string
		read func(*Client) error
		size int // of the result
	}{
		"a license":    {license, func(c *Client) error { _, err := c.License(t.Context(), "A1"); return err }, len(license)},
		"a dictionary": {names, func(c *Client) error { _, err := c.ProductName(t.Context(), "A"); return err }, len(names) + 2*dictionaryEntrySize},
	} {
		read := func(budget *memory.Budget) error {
			return c.read(fake(t, func(*http.Request) (*http.Response, error) { return clienttest.Reply(200, c.body), nil },
				func(c *Config) { c.Memory = budget }))
		}
		need := int64(2*(len(c.body)+1) + c.size) // a response counts twice until it is released
		enough, little := memory.NewBudget(need), memory.NewBudget(need-1)
		if err := read(enough); err != nil || enough.Used() != int64(c.size) {
			t.Errorf("%s holds %d bytes, want %d: %v", name, enough.Used(), c.size, err)
		}
		_ = clienttest.WantError[*memory.ExceededError](t, read(little))
		if little.Used() != 0 {
			t.Errorf("after an error, %s holds %d bytes", name, little.Used())
		}
	}
}
