package space

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/clienttest"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/directory"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

func TestPeopleAreKnownByTheAddressesOfTheIdentity(t *testing.T) {
	t.Parallel()
	identity, err := value.NewIdentity(map[string]string{"ann.old@acme.example": "ann@acme.example"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	c, _ := inProcess(t, map[string]http.HandlerFunc{
		profilesPath: listOf([]obj{profile("x", obj{"emails": []obj{{"email": "ann.old@acme.example"}}})}),
	}, func(c *Config) { c.Identity = identity })
	member, err := c.FindMember(t.Context(), directory.MemberKey{Email: "Ann.Old@acme.example"})
	if err != nil || member.Username != "x" || !slices.Equal(member.Emails, []string{"ann@acme.example"}) || c.Identity() != identity {
		t.Errorf("member is %+v, %v", member, err)
	}
}

func TestTheTokenIsRecognizedInResultsAndMessages(t *testing.T) {
	t.Parallel()
	c, _ := inProcess(t, nil)
	for text, want := range map[string]bool{"all is well": false, "a " + strings.ToUpper(testToken) + " b": true} {
		if c.Holds([]byte(text)) != want || c.Recognizes(text) != want {
			t.Errorf("%q: held %t, recognized %t, want %t", text, c.Holds([]byte(text)), c.Recognizes(text), want)
		}
	}
}

func TestCloseLetsGoOfIdleConnections(t *testing.T) {
	clienttest.CheckClose(t, func(url string) func() {
		c := clientOf(t, url)
		if _, err := c.Raw(t.Context(), organizationPath, nil, nil); err != nil {
			t.Fatal(err)
		}
		return c.Close
	})
}

// Raw returns what Space responds, and the error of the other methods.
func TestRawIsTheResponseWithTheErrorThatItMeans(t *testing.T) {
	t.Parallel()
	c, s := inProcess(t, map[string]http.HandlerFunc{profilesPath: denied(), checkPermissionPath: says(http.StatusOK, "true")})
	resp, err := c.Raw(t.Context(), profilesPath, nil, nil)
	if !is[*DeniedError](err) || resp == nil || resp.Status != http.StatusForbidden || !strings.Contains(string(resp.Body), "Access denied") {
		t.Errorf("response is %+v, %v", resp, err)
	}
	resp, err = c.Raw(t.Context(), checkPermissionPath, nil, []byte(`{}`))
	if err != nil || string(resp.Body) != "true" || !slices.Equal(s.bodies, []string{"", "{}"}) {
		t.Errorf("response is %+v, %v to %q", resp, err, s.bodies)
	}
}
