package org_test

import (
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator/org"
)

var now = time.Date(2026, 11, 21, 9, 30, 0, 0, time.UTC)

// everyField lets a difference show private fields.
var everyField = cmp.Exporter(func(reflect.Type) bool { return true })

func TestTheSameOptionsMakeTheSame(t *testing.T) {
	base := org.Options{Seed: 5, Licenses: 1000, Now: now}
	first := org.Generate(base)
	later := base
	later.Now = now.Add(3 * time.Hour)
	again, sameDay := org.Generate(base), org.Generate(later)
	sameDay.Now = first.Now
	for name, other := range map[string]*org.Organization{"the same options": again, "the same day": sameDay} {
		if !reflect.DeepEqual(first, other) {
			t.Errorf("%s make another organization (-first +other):\n%s", name, cmp.Diff(first, other, everyField))
		}
	}
	for name, change := range map[string]func(*org.Options){
		"seed":  func(o *org.Options) { o.Seed++ },
		"day":   func(o *org.Options) { o.Now = now.AddDate(0, 0, 1) },
		"clean": func(o *org.Options) { o.Clean = true },
		"wide":  func(o *org.Options) { o.Wide = true },
		"nulls": func(o *org.Options) { o.Nulls = true },
	} {
		changed := base
		change(&changed)
		if reflect.DeepEqual(org.Generate(changed), first) {
			t.Errorf("another %s makes the same", name)
		}
	}
	// The Space depends on the organization, but the organization does not
	// depend on the Space.
	without, large := base, base
	without.SpaceMembers, large.SpaceMembers = -1, 900
	for _, options := range []org.Options{without, large} {
		other := org.Generate(options)
		if (other.Space == nil) != (options.SpaceMembers < 0) {
			t.Errorf("%+v: Space %v", options, other.Space)
		}
		if other.Space = first.Space; !reflect.DeepEqual(other, first) {
			t.Errorf("%+v changes the organization (-before +after):\n%s", options, cmp.Diff(first, other, everyField))
		}
	}
}

func TestSizesAreExact(t *testing.T) {
	for _, clean := range []bool{false, true} {
		for _, n := range []int{0, 1, 2, 10, 11, 60, 1000, 100_000} {
			o := org.Generate(org.Options{Seed: 3, Licenses: n, Now: now, Clean: clean, SpaceMembers: n / 2})
			if len(o.Licenses) != n || n > 1 && len(o.Space.Members) != n/2 || n == 0 && (len(o.People) > 0 || len(o.Directory) > 0 || len(o.Space.Members) != 1) {
				t.Errorf("%d licenses and %d members, want %d", len(o.Licenses), len(o.Space.Members), n)
			}
		}
	}
}

func domain(email string) string {
	_, d, _ := strings.Cut(strings.ToLower(email), "@")
	return d
}

// These properties hold for an organization of any size and seed.
func TestOrganizationsAreConsistent(t *testing.T) {
	token := regexp.MustCompile(`^fake[a-z0-9]{21}$`)
	for _, options := range []org.Options{
		{Seed: 1, Licenses: 10}, {Seed: 2, Licenses: 10}, {Seed: 1, Licenses: 60}, {Seed: 1, Licenses: 250}, {Seed: 7, Licenses: 5000},
		{Seed: 1, Licenses: 10, Clean: true}, {Seed: 1, Licenses: 5000, Clean: true}, {Seed: 1, Licenses: 5000, Wide: true}, {Seed: 9, SpaceMembers: 500},
	} {
		t.Run(fmt.Sprintf("%+v", options), func(t *testing.T) {
			options.Now = now
			o := org.Generate(options)
			if !regexp.MustCompile(`^[1-9][0-9]{6}$`).MatchString(o.CustomerCode) || !token.MatchString(o.Token) {
				t.Errorf("customer %q, token %q", o.CustomerCode, o.Token)
			}
			people, current := map[string]org.Person{}, map[string]bool{}
			for _, email := range o.Directory {
				current[strings.ToLower(email)] = true
			}
			for _, person := range o.People {
				if _, twice := people[person.Email]; twice || person.Email != strings.ToLower(person.Email) || current[person.Email] == (person.Departed || person.External) {
					t.Errorf("%+v", person)
				}
				people[person.Email] = person
			}
			checkLicenses(t, o, people, options.Clean || options.Licenses == 0)
			checkSpace(t, o.Space)
		})
	}
}

func checkLicenses(t *testing.T, o *org.Organization, people map[string]org.Person, clean bool) {
	t.Helper()
	id := regexp.MustCompile(`^[A-Z0-9]{10}$`)
	seen, held := map[string]bool{}, map[string]bool{}
	for _, l := range o.Licenses {
		if !id.MatchString(l.ID) || seen[l.ID] {
			t.Errorf("license id %q", l.ID)
		}
		seen[l.ID] = true
		if s := l.LastSeen; s != nil && (s.Seen != nil && !s.Seen.Before(now) || s.Assigned != nil && !s.Assigned.Before(now)) {
			t.Errorf("seen in the future: %+v", s)
		}
		if l.Assignee == nil || l.Assignee.Type != org.AssigneeUser {
			continue
		}
		person, known := people[strings.ToLower(l.Assignee.Email)]
		if !known || l.AvailableToAssign || person.External && l.Team.Name != "Mobile" {
			t.Errorf("%+v at %+v", l, l.Assignee)
		}
		held[person.Email] = true
	}
	if found := held["contractor7@evil.example"] && held["leaver1@acme.example"]; found == clean {
		t.Errorf("an external and a departed person are there: %v", found)
	}
	beyond := 0
	for email := range people {
		if domain(email) != "acme.example" {
			beyond++
		}
	}
	if beyond > 24 {
		t.Errorf("%d people at other domains: a report of 50 findings must reach the departed people", beyond)
	}
}

func checkSpace(t *testing.T, s *org.Space) {
	t.Helper()
	id := regexp.MustCompile(`^[0-9A-Za-z]{12}$`)
	seen := map[string]bool{}
	unique := func(kind, value string) {
		if seen[kind+value] || value == "" || kind == "id" && !id.MatchString(value) {
			t.Errorf("%s %q", kind, value)
		}
		seen[kind+value] = true
	}
	refers := func(ids ...string) {
		for _, reference := range ids {
			if reference != "" && !seen["id"+reference] {
				t.Errorf("%q leads nowhere", reference)
			}
		}
	}
	for _, m := range s.Members {
		unique("id", m.ID)
		unique("username", m.Username)
		if m.Archived != (m.LeftAt != nil) || m.LeftAt != nil && (!m.LeftAt.Before(now) || m.Joined.After(*m.LeftAt)) {
			t.Errorf("%s left %v, joined %v, archived %v", m.Username, m.LeftAt, m.Joined, m.Archived)
		}
	}
	for _, team := range s.Teams {
		unique("id", team.ID)
	}
	for _, position := range s.Positions {
		unique("id", position.ID)
	}
	for _, team := range s.Teams {
		refers(team.ParentID)
	}
	for _, m := range s.Members {
		refers(m.ManagerIDs...)
	}
	for _, m := range s.Memberships {
		unique("id", m.ID)
		refers(m.MemberID, m.TeamID, m.PositionID)
		if m.Since != nil && m.Till != nil && m.Till.Before(*m.Since) {
			t.Errorf("a membership ends before it begins: %v %v", m.Since, m.Till)
		}
	}
	for _, role := range s.Roles {
		unique("id", role.ID)
		refers(slices.Concat(role.MemberIDs, role.TeamIDs)...)
		for _, grant := range role.Grants {
			if !slices.ContainsFunc(s.Rights, func(r org.SpaceRight) bool { return r.Code == grant.Code }) {
				t.Errorf("role %s grants %s, which is no right", role.Name, grant.Code)
			}
		}
	}
	for _, token := range s.Tokens {
		unique("token", token.Token)
		if !strings.HasPrefix(token.Token, "fakespace") {
			t.Errorf("token %q does not look made up", token.Token)
		}
	}
}

// person contains everything that one holder has.
type person struct{ licenses []org.License }

func (p person) has(is func(org.License) bool) bool { return slices.ContainsFunc(p.licenses, is) }

func usable(l org.License) bool { return !l.Suspended && !l.Trial && !expired(l) }
func expired(l org.License) bool {
	return l.Subscription != nil && l.Subscription.Outdated
}

// renews reports whether the subscription renews.
func renews(l org.License) bool {
	s := l.Subscription
	return s != nil && s.AutomaticallyRenewed && s.PackRef != nil && *s.PackRef != "null" && !s.Outdated
}

// reassigned reports whether the license was last seen before its assignment.
func reassigned(l org.License) bool {
	return l.LastSeen != nil && l.LastSeen.Seen != nil && l.LastSeen.Seen.Before(*l.LastSeen.Assigned)
}

// sameProduct reports whether the person has two seats of the same product, one
// that works and one for which other returns true.
func (p person) sameProduct(other func(org.License) bool) bool {
	return p.has(func(a org.License) bool {
		return usable(a) && p.has(func(b org.License) bool { return a.Product == b.Product && other(b) })
	})
}

func TestEightyLicensesShowEveryKind(t *testing.T) {
	kinds := map[string]func(org.License) bool{
		"available":            func(l org.License) bool { return l.AvailableToAssign },
		"neither":              func(l org.License) bool { return l.Assignee == nil && !l.AvailableToAssign && !expired(l) },
		"expired and assigned": func(l org.License) bool { return expired(l) && l.Assignee != nil },
		"expired and free":     func(l org.License) bool { return expired(l) && l.Assignee == nil },
		"suspended":            func(l org.License) bool { return l.Suspended },
		"trial":                func(l org.License) bool { return l.Trial },
		"license server": func(l org.License) bool {
			return l.Assignee != nil && l.Assignee.ServerType == org.ServerTypeLicenseServer
		},
		"license vault": func(l org.License) bool {
			return l.Assignee != nil && l.Assignee.ServerType == org.ServerTypeLicenseVault
		},
		"license key":              func(l org.License) bool { return l.Assignee != nil && l.Assignee.Key != "" },
		"legacy key":               func(l org.License) bool { return l.Assignee != nil && l.Assignee.LegacyKey != "" },
		"masked name":              func(l org.License) bool { return l.Assignee != nil && strings.Contains(l.Assignee.Name, "*") },
		"subdomain":                func(l org.License) bool { return l.Assignee != nil && domain(l.Assignee.Email) == "dev.acme.example" },
		"offline code":             func(l org.License) bool { return l.LastSeen != nil && l.LastSeen.OfflineCodeGenerated },
		"never seen":               func(l org.License) bool { return l.LastSeen != nil && l.LastSeen.Seen == nil },
		"held, nothing known":      func(l org.License) bool { return l.LastSeen == nil && l.Assignee != nil && l.Assignee.Email != "" },
		"fallback":                 func(l org.License) bool { return l.Subscription != nil && l.Perpetual != nil && !l.Perpetual.Outdated },
		"fallback outdated":        func(l org.License) bool { return l.Subscription != nil && l.Perpetual != nil && l.Perpetual.Outdated },
		"perpetual only":           func(l org.License) bool { return l.Subscription == nil && l.Perpetual != nil && !l.Perpetual.Outdated },
		"perpetual only, outdated": func(l org.License) bool { return l.Subscription == nil && l.Perpetual != nil && l.Perpetual.Outdated },
		"stopped, no pack": func(l org.License) bool {
			return l.Subscription != nil && l.Subscription.PackRef == nil && !l.Subscription.NullPackRef && !l.Trial
		},
		"stopped, null for a pack": func(l org.License) bool { return l.Subscription != nil && l.Subscription.NullPackRef },
		"stopped, the text null": func(l org.License) bool {
			return l.Subscription != nil && l.Subscription.PackRef != nil && *l.Subscription.PackRef == "null"
		},
		"of a domain":   func(l org.License) bool { return l.Domain != nil },
		"held, no team": func(l org.License) bool { return l.Team.ID == 0 && l.Assignee != nil },
		"free, no team": func(l org.License) bool { return l.Team.ID == 0 && l.Assignee == nil },
		"payment failed": func(l org.License) bool {
			return renews(l) && l.Subscription.ValidUntil != nil && l.Subscription.ValidUntil.Before(now)
		},
		"renews, no date": func(l org.License) bool { return renews(l) && l.Subscription.ValidUntil == nil },
		"reassigned":      func(l org.License) bool { return reassigned(l) && l.LastSeen.Assigned.Before(now.AddDate(0, 0, -90)) },
		"reassigned now":  func(l org.License) bool { return reassigned(l) && l.LastSeen.Assigned.After(now.AddDate(0, 0, -30)) },
		"assigned lately": func(l org.License) bool {
			return l.LastSeen != nil && l.LastSeen.Seen != nil && l.LastSeen.Assigned.After(now.AddDate(0, 0, -30))
		},
		"expired on a server": func(l org.License) bool {
			return expired(l) && l.Assignee != nil && l.Assignee.Type == org.AssigneeServer
		},
	}
	people := map[string]func(person) bool{
		"pack and covered": func(p person) bool {
			return p.has(func(l org.License) bool { return l.Product.Code == "ALL" }) && p.has(func(l org.License) bool { return l.Product.Code == "II" })
		},
		"one product twice": func(p person) bool {
			return len(p.licenses) == 2 && p.licenses[0].Product == p.licenses[1].Product && usable(p.licenses[0]) && usable(p.licenses[1])
		},
		"usable and expired":   func(p person) bool { return p.sameProduct(expired) },
		"usable and suspended": func(p person) bool { return p.sameProduct(func(l org.License) bool { return l.Suspended }) },
		"usable and trial":     func(p person) bool { return p.sameProduct(func(l org.License) bool { return l.Trial }) },
		"two spellings": func(p person) bool {
			return p.has(func(l org.License) bool { return l.Assignee.Email != p.licenses[0].Assignee.Email })
		},
		"two teams": func(p person) bool { return p.has(func(l org.License) bool { return l.Team != p.licenses[0].Team }) },
		"cheaper with a pack": func(p person) bool {
			return p.has(func(l org.License) bool { return l.Product.Code == "II" }) && p.has(func(l org.License) bool { return l.Product.Code == "PC" })
		},
		"idle on one of several": func(p person) bool {
			old := func(l org.License) bool {
				return l.LastSeen != nil && l.LastSeen.Seen != nil && l.LastSeen.Seen.Before(now.AddDate(0, 0, -100))
			}
			return p.has(old) && p.has(func(l org.License) bool { return !old(l) })
		},
	}
	for seed := range uint64(5) {
		o := org.Generate(org.Options{Seed: seed, Licenses: 80, Now: now})
		holders := map[string]person{}
		renewing := map[string]map[bool]bool{} // maps a purchase to whether its seats renew
		for _, l := range o.Licenses {
			if l.Assignee != nil && l.Assignee.Type == org.AssigneeUser {
				email := strings.ToLower(l.Assignee.Email)
				holders[email] = person{append(holders[email].licenses, l)}
			}
			if s := l.Subscription; s != nil && s.PackRef != nil && s.ValidUntil != nil && !s.Outdated {
				key := *s.PackRef + s.ValidUntil.String()
				if renewing[key] == nil {
					renewing[key] = map[bool]bool{}
				}
				renewing[key][s.AutomaticallyRenewed] = true
			}
		}
		for name, is := range kinds {
			if name != "of a domain" && !slices.ContainsFunc(o.Licenses, is) {
				t.Errorf("seed %d: no license is: %s", seed, name)
			}
		}
		for name, is := range people {
			found := false
			for _, p := range holders {
				found = found || is(p)
			}
			if !found {
				t.Errorf("seed %d: no person has: %s", seed, name)
			}
		}
		mixed := false
		for _, both := range renewing {
			mixed = mixed || len(both) == 2
		}
		if !mixed {
			t.Errorf("seed %d: all seats of every purchase renew alike", seed)
		}
	}
}

func TestACleanOrganizationHasNothingToFind(t *testing.T) {
	o := org.Generate(org.Options{Seed: 4, Licenses: 2000, Now: now, Clean: true})
	held, available := map[string][]string{}, map[string]int{}
	for _, l := range o.Licenses {
		if l.Suspended || l.Trial || l.Team.ID == 0 || l.Subscription == nil || l.Subscription.Outdated || !l.Subscription.AutomaticallyRenewed ||
			l.Subscription.PackRef == nil || l.Subscription.ValidUntil.Before(now.AddDate(0, 0, 60)) || l.Perpetual != nil && l.Perpetual.Outdated {
			t.Errorf("%+v %+v", l, l.Subscription)
		}
		if l.Assignee == nil {
			available[l.Product.Code]++
			continue
		}
		if l.Assignee.Type != org.AssigneeUser {
			continue
		}
		if s := l.LastSeen; s == nil || s.Seen == nil || s.Assigned == nil || s.OfflineCodeGenerated ||
			s.Seen.Before(now.AddDate(0, 0, -11)) || s.Assigned.After(now.AddDate(0, 0, -58)) || s.Assigned.After(*s.Seen) {
			t.Errorf("%s: %+v", l.ID, s)
		}
		email := strings.ToLower(l.Assignee.Email)
		if domain(email) != "acme.example" || slices.Contains(held[email], l.Product.Code) {
			t.Errorf("%s has %s", email, l.Product.Code)
		}
		held[email] = append(held[email], l.Product.Code)
	}
	for email, codes := range held {
		if slices.Sort(codes); len(codes) > 2 || len(codes) == 2 && (codes[0] != "AIP" || codes[1] == "ALL") {
			t.Errorf("%s has %v, of which a pack covers some or would be cheaper", email, codes)
		}
	}
	for _, code := range []string{"ALL", "AIP", "II", "PC", "WS"} {
		if available[code] == 0 {
			t.Errorf("no seat of %s is free", code)
		}
	}
	for _, m := range o.Space.Members {
		if m.Archived || m.Suspended || m.AccessSuspended || m.NotAMember || m.External || m.ExternalLight || m.TwoFactor != org.TwoFactorActive || len(held[strings.ToLower(m.Emails[0].Email)]) == 0 {
			t.Errorf("member %+v", m)
		}
	}
}

func TestAWideOrganizationHasOtherProductsAndPacks(t *testing.T) {
	narrow, wide := map[string]bool{}, map[string]bool{}
	for _, l := range org.Generate(org.Options{Seed: 4, Licenses: 1000, Now: now}).Licenses {
		narrow[l.Product.Code] = true
	}
	nameless := false
	for _, l := range org.Generate(org.Options{Seed: 4, Licenses: 1000, Now: now, Wide: true}).Licenses {
		wide[l.Product.Code] = true
		nameless = nameless || l.Product.Name == ""
	}
	if len(narrow) != 5 || len(wide) < 13 || !wide["RSU"] || !nameless {
		t.Errorf("%d products, wide %d, one without a name: %v", len(narrow), len(wide), nameless)
	}
}

func TestTwentyFiveMembersShowEveryKind(t *testing.T) {
	active := func(m org.SpaceMember) bool { return !m.Archived && !m.External && !m.ExternalLight }
	kinds := map[string]func(org.SpaceMember) bool{
		"guest":                 func(m org.SpaceMember) bool { return m.ExternalLight && !m.External },
		"guest and external":    func(m org.SpaceMember) bool { return m.ExternalLight && m.External },
		"external":              func(m org.SpaceMember) bool { return m.External && !m.ExternalLight },
		"external, gone":        func(m org.SpaceMember) bool { return m.External && m.Archived },
		"suspended":             func(m org.SpaceMember) bool { return m.AccessSuspended && !m.Archived },
		"suspended, old flag":   func(m org.SpaceMember) bool { return m.Suspended && !m.AccessSuspended },
		"suspended and gone":    func(m org.SpaceMember) bool { return m.AccessSuspended && m.Archived },
		"deactivated":           func(m org.SpaceMember) bool { return m.Archived && len(m.Emails) > 0 },
		"deactivated, no mail":  func(m org.SpaceMember) bool { return m.Archived && len(m.Emails) == 0 },
		"no mail":               func(m org.SpaceMember) bool { return !m.Archived && len(m.Emails) == 0 },
		"not a member":          func(m org.SpaceMember) bool { return m.NotAMember },
		"yet to come":           func(m org.SpaceMember) bool { return m.Joined.After(now) },
		"no two-factor":         func(m org.SpaceMember) bool { return m.TwoFactor == org.TwoFactorNotSetUp && active(m) },
		"two-factor off":        func(m org.SpaceMember) bool { return m.TwoFactor == org.TwoFactorInactive },
		"two-factor unknown":    func(m org.SpaceMember) bool { return m.TwoFactor == "" },
		"first address blocked": func(m org.SpaceMember) bool { return len(m.Emails) > 1 && m.Emails[0].Blocked && !m.Emails[1].Blocked },
		"all addresses blocked": func(m org.SpaceMember) bool { return len(m.Emails) == 1 && m.Emails[0].Blocked },
		"two spellings": func(m org.SpaceMember) bool {
			return len(m.Emails) > 2 && strings.EqualFold(m.Emails[0].Email, m.Emails[1].Email)
		},
		"never signed in": func(m org.SpaceMember) bool { return active(m) && len(m.Logins) == 0 },
		"newer login later": func(m org.SpaceMember) bool {
			return len(m.Logins) == 3 && m.Logins[0].LastUsed.Before(*m.Logins[1].LastUsed)
		},
		"a manager": func(m org.SpaceMember) bool { return len(m.ManagerIDs) > 0 },
	}
	memberships := map[string]func(org.SpaceMembership) bool{
		"over, not archived": func(m org.SpaceMembership) bool { return m.Till != nil && m.Till.Before(now) && !m.Archived },
		"archived":           func(m org.SpaceMembership) bool { return m.Archived },
		"to come":            func(m org.SpaceMembership) bool { return m.Since != nil && m.Since.After(now) },
		"for a time":         func(m org.SpaceMembership) bool { return m.Till != nil && m.Till.After(now) },
		"lead":               func(m org.SpaceMembership) bool { return m.Lead && !m.Archived },
	}
	for seed := range uint64(5) {
		s := org.Generate(org.Options{Seed: seed, Licenses: 60, Now: now, SpaceMembers: 25}).Space
		for name, is := range kinds {
			if !slices.ContainsFunc(s.Members, is) {
				t.Errorf("seed %d: no member is: %s", seed, name)
			}
		}
		for name, is := range memberships {
			if !slices.ContainsFunc(s.Memberships, is) {
				t.Errorf("seed %d: no membership is: %s", seed, name)
			}
		}
	}
}

// The API has been recorded to write midnights at +03:00.
func TestSubscriptionsEndAtMidnightAsRecorded(t *testing.T) {
	for _, nulls := range []bool{false, true} {
		offsets := map[int]bool{}
		for _, l := range org.Generate(org.Options{Seed: 1, Licenses: 500, Now: now, Nulls: nulls}).Licenses {
			if l.Subscription == nil || l.Subscription.ValidUntil == nil {
				continue
			}
			end := *l.Subscription.ValidUntil
			if hour, minute, second := end.Clock(); hour+minute+second+end.Nanosecond() != 0 {
				t.Errorf("%s ends at %s, want midnight", l.ID, end)
			}
			_, offset := end.Zone()
			offsets[offset] = true
		}
		if recorded := len(offsets) == 1 && offsets[3*3600]; recorded == nulls {
			t.Errorf("nulls %v: subscriptions end at the offsets %v", nulls, offsets)
		}
	}
}
