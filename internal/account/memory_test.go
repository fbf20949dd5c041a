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
