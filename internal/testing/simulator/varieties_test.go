package simulator_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator"
)

// varieties are what a client must cope with, seen on the wire.
func varieties(t *testing.T, org *simulator.Organization) map[string]int {
	t.Helper()
	server := start(t, org)
	found := map[string]int{}
	count := func(name string, is bool) {
		if is {
			found[name]++
		}
	}
	type holding struct {
		names, spellings, products, teams map[string]bool
		licenses, suspended               int
	}
	people := map[string]*holding{}
	for _, body := range pages(t, server, orgList) {
		for _, license := range decode[[]map[string]any](t, body) {
			for _, field := range []string{"assignee", "subscription", "perpetual", "domain", "lastSeen"} {
				value, there := license[field]
				count(field+" null", there && value == nil)
				count(field+" left out", !there)
				count(field, value != nil)
			}
			_, there := license["isTrial"]
			count("flag left out", !there)
		}
		for _, l := range decode[[]wireLicense](t, body) {
			count("perpetual only", l.Subscription == nil && l.Perpetual != nil)
			count("suspended", l.IsSuspended)
			count("trial", l.IsTrial && l.Assignee != nil)
			count("free trial", l.IsTrial && l.Assignee == nil)
			count("available", l.IsAvailableToAssign)
			count("unassigned, not available", l.Assignee == nil && !l.IsAvailableToAssign)
			if s := l.Subscription; s != nil {
				count("expired, assigned", s.IsOutdated && l.Assignee != nil)
				count("expired, unassigned", s.IsOutdated && l.Assignee == nil)
				count("no pack", s.SubscriptionPackRef == nil)
				count("pack null in text", s.SubscriptionPackRef != nil && *s.SubscriptionPackRef == "null")
				count("pack", s.SubscriptionPackRef != nil && regexp.MustCompile(`^\d{4}/[0-9A-Z]{5}$`).MatchString(*s.SubscriptionPackRef))
				count("not renewed", !s.IsAutomaticallyRenewed)
			}
			if l.LastSeen != nil {
				count("offline", l.LastSeen.IsOfflineCodeGenerated)
				count("offline and seen", l.LastSeen.IsOfflineCodeGenerated && l.LastSeen.LastSeenDate != nil)
				count("only assigned", l.LastSeen.LastSeenDate == nil && l.LastSeen.LastAssignmentDate != nil)
			}
			if l.Assignee == nil {
				continue
			}
			count("type "+l.Assignee.Type+" "+l.Assignee.ServerType, true)
			switch a := l.Assignee; a.Type {
			case "SERVER":
				count("server uid", a.UID != "")
			case "LICENSE_KEY":
				count("key", strings.HasPrefix(a.Key, "FAKE-LICENSE-KEY-") && a.RegistrationName != "")
				count("legacy key", strings.HasPrefix(a.LegacyKey, "FAKE-LEGACY-KEY-"))
			case "USER":
				count("assigned without lastSeen", l.LastSeen == nil)
				count("at "+domain(a.Email), true)
				h := people[strings.ToLower(a.Email)]
				if h == nil {
					h = &holding{map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}, 0, 0}
					people[strings.ToLower(a.Email)] = h
				}
				h.names[a.Name], h.spellings[a.Email], h.products[l.Product.Code], h.teams[l.Team.Name] = true, true, true, true
				h.licenses++
				if l.IsSuspended {
					h.suspended++
				}
			}
		}
	}
	for _, h := range people {
		count("several licenses", h.licenses > 1)
		count("two spellings", len(h.spellings) > 1)
		count("two names", len(h.names) > 1)
		count("two teams", len(h.teams) > 1)
		count("pack and covered", h.products["ALL"] && h.products["II"])
		count("one product twice", h.licenses > len(h.products))
		count("partly suspended", h.suspended > 0 && h.suspended < h.licenses)
	}
	return found
}

func TestTenLicensesShowTheMostTellingVarieties(t *testing.T) {
	found := varieties(t, generate(10))
	for _, name := range []string{
		"at evil.example", "pack and covered", "two spellings", "two names", "suspended", "expired, assigned",
		"available", "only assigned", "type LICENSE_KEY ", "assignee null", "legacy key",
	} {
		if found[name] == 0 && (name != "assignee null" || found["assignee left out"] == 0) {
			t.Errorf("no license is: %s", name)
		}
	}
}

func TestFiftyLicensesShowEveryVariety(t *testing.T) {
	for seed := range uint64(20) {
		found := varieties(t, simulator.Generate(simulator.Options{Seed: seed, Licenses: 50, Now: now}))
		for _, name := range []string{
			"assignee", "subscription", "perpetual", "domain", "lastSeen", "subscription null", "subscription left out",
			"perpetual null", "perpetual left out", "domain null", "domain left out", "lastSeen null", "lastSeen left out",
			"flag left out", "perpetual only", "suspended", "trial", "free trial", "available", "unassigned, not available",
			"expired, assigned", "expired, unassigned", "no pack", "pack null in text", "pack", "not renewed", "offline",
			"offline and seen", "only assigned", "type USER ", "type SERVER LICENSE_SERVER", "type SERVER LICENSE_VAULT",
			"type LICENSE_KEY ", "server uid", "key", "legacy key", "assigned without lastSeen", "at acme.example",
			"at dev.acme.example", "at evil.example", "several licenses", "two spellings", "two names", "two teams",
			"pack and covered", "one product twice", "partly suspended", "assignee null", "assignee left out",
		} {
			if found[name] == 0 {
				t.Errorf("seed %d: no license is: %s", seed, name)
			}
		}
	}
}
