package simulator_test

import (
	"crypto/sha256"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator"
)

// served is a hash of everything that the Account API answers for an organization.
func served(t *testing.T, options simulator.Options) string {
	t.Helper()
	server := start(t, simulator.Generate(options))
	hash := sha256.New()
	for _, path := range []string{"/api/v1/token", "/api/v1/products", "/api/v1/plugins"} {
		hash.Write(get(t, server, path).body)
	}
	for _, body := range pages(t, server, orgList) {
		hash.Write(body)
	}
	env := server.Env()
	server.View(func(org *simulator.Organization) {
		_, _ = fmt.Fprintln(hash, org.Directory, org.People, org.Teams, env["JETBRAINS_TOKEN"], env["JETBRAINS_CUSTOMER_CODE"])
	})
	return fmt.Sprintf("%x", hash.Sum(nil))
}

func TestTheSameOptionsServeTheSameBytes(t *testing.T) {
	base := simulator.Options{Seed: 5, Licenses: 1000, Now: now}
	first := served(t, base)
	if served(t, base) != first {
		t.Error("the same options differ")
	}
	laterThatDay := base
	laterThatDay.Now = now.Add(3 * time.Hour)
	if served(t, laterThatDay) != first {
		t.Error("another hour of the same day differs")
	}
	seed, day, clean, wide := base, base, base, base
	seed.Seed++
	day.Now = now.AddDate(0, 0, 1)
	clean.Clean = true
	wide.Wide = true
	for name, other := range map[string]simulator.Options{"seed": seed, "day": day, "clean": clean, "wide": wide} {
		if served(t, other) == first {
			t.Errorf("another %s serves the same", name)
		}
	}
}

func TestEverySizeHasExactlyItsLicenses(t *testing.T) {
	for _, clean := range []bool{false, true} {
		for _, n := range []int{0, 1, 2, 9, 10, 11, 50, 1000, 100_000} {
			org := simulator.Generate(simulator.Options{Seed: 3, Licenses: n, Now: now, Clean: clean})
			if len(org.Licenses) != n {
				t.Errorf("%d licenses, want %d", len(org.Licenses), n)
			}
			if n == 0 && (len(org.People) != 0 || len(org.Directory) != 0) {
				t.Error("an empty organization has people")
			}
		}
	}
}

func TestGeneratingWithoutADayPanics(t *testing.T) {
	for name, options := range map[string]simulator.Options{"no day": {Licenses: 1}, "fewer than none": {Licenses: -1, Now: now}} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s: no panic", name)
				}
			}()
			simulator.Generate(options)
		}()
	}
}

func domain(email string) string {
	_, d, _ := strings.Cut(strings.ToLower(email), "@")
	return d
}

// What holds for an organization of any size and seed.
func TestOrganizationsKeepTheirPromises(t *testing.T) {
	id := regexp.MustCompile(`^[A-Z0-9]{10}$`)
	token := regexp.MustCompile(`^[a-z0-9]{25}$`)
	for _, options := range []simulator.Options{
		{Seed: 1, Licenses: 10}, {Seed: 2, Licenses: 10}, {Seed: 1, Licenses: 50}, {Seed: 1, Licenses: 250},
		{Seed: 7, Licenses: 5000}, {Seed: 1, Licenses: 10, Clean: true}, {Seed: 1, Licenses: 5000, Clean: true}, {Seed: 1, Licenses: 5000, Wide: true},
	} {
		t.Run(fmt.Sprintf("%+v", options), func(t *testing.T) {
			options.Now = now
			org := simulator.Generate(options)
			if !regexp.MustCompile(`^[1-9][0-9]{6}$`).MatchString(org.CustomerCode) || !token.MatchString(org.Token) || !strings.HasPrefix(org.Token, "fake") || org.Role != "ADMIN" {
				t.Errorf("customer %q, token %q, role %q", org.CustomerCode, org.Token, org.Role)
			}
			var teams []string
			mobile := 0
			for _, team := range org.Teams {
				teams = append(teams, team.Name)
				if team.Name == "Mobile" {
					mobile = team.ID
				}
				if !token.MatchString(team.Token) || !strings.HasPrefix(team.Token, "fake") || team.ID <= 0 {
					t.Errorf("%+v", team)
				}
			}
			if !slices.Equal(teams, []string{"Core", "Mobile", "Data"}) {
				t.Errorf("teams %v", teams)
			}

			directory := map[string]bool{}
			for _, email := range org.Directory {
				directory[strings.ToLower(email)] = true
			}
			people := map[string]simulator.Person{}
			for _, person := range org.People {
				if _, twice := people[person.Email]; twice || person.Email != strings.ToLower(person.Email) {
					t.Errorf("address %s", person.Email)
				}
				people[person.Email] = person
				if directory[person.Email] == (person.Leaver || person.External) {
					t.Errorf("%+v is in the directory: %v", person, directory[person.Email])
				}
			}
			if len(directory) != len(org.Directory) {
				t.Error("an address twice in the directory")
			}

			seen := map[string]bool{}
			perTeam := map[string]int{}
			holders := map[string]bool{}
			leavers, external := 0, 0
			for _, l := range org.Licenses {
				if !id.MatchString(l.ID) || seen[l.ID] {
					t.Errorf("license id %q", l.ID)
				}
				seen[l.ID] = true
				perTeam[l.Team.Name]++
				if !options.Wide && !slices.Contains([]string{"ALL", "AIP", "II", "PC", "WS"}, l.Product.Code) {
					t.Errorf("product %s", l.Product.Code)
				}
				if s := l.LastSeen; s != nil && (s.Seen != nil && !s.Seen.Before(now) || s.Assigned != nil && !s.Assigned.Before(now)) {
					t.Errorf("seen in the future: %v", s)
				}
				if l.Assignee == nil || l.Assignee.Type != simulator.AssigneeUser {
					continue
				}
				if l.AvailableToAssign {
					t.Errorf("%s is assigned and available", l.ID)
				}
				person, known := people[strings.ToLower(l.Assignee.Email)]
				if !known {
					t.Errorf("nobody has the address %s", l.Assignee.Email)
				}
				holders[person.Email] = true
				if person.External {
					external++
					if l.Team.ID != mobile || domain(person.Email) != "evil.example" {
						t.Errorf("outsider %s in team %s", person.Email, l.Team.Name)
					}
				} else if d := domain(person.Email); d != "acme.example" && d != "dev.acme.example" {
					t.Errorf("employee at %s", d)
				}
				if person.Leaver {
					leavers++
				}
			}
			if len(perTeam) != 3 {
				t.Errorf("licenses in %v", perTeam)
			}
			if slices.IsSortedFunc(org.Licenses, func(a, b simulator.License) int { return strings.Compare(a.ID, b.ID) }) {
				t.Error("the list is sorted")
			}
			if _, there := people["gone@evil.example"]; there {
				t.Error("gone@evil.example is there")
			}
			if found := leavers > 0 && external > 0 && holders["contractor7@evil.example"] && holders["leaver1@acme.example"]; found == options.Clean {
				t.Errorf("%d licenses of leavers, %d of outsiders", leavers, external)
			}
			if ratio := float64(len(org.Licenses)) / float64(len(holders)); options.Licenses >= 5000 && (ratio < 1.45 || ratio > 1.75) {
				t.Errorf("%.2f licenses per person", ratio)
			}
		})
	}
}

func TestACleanOrganizationHasNothingToFind(t *testing.T) {
	org := simulator.Generate(simulator.Options{Seed: 4, Licenses: 2000, Now: now, Clean: true})
	held := map[string][]string{}
	available := map[string]int{}
	for _, l := range org.Licenses {
		if l.Suspended || l.Trial || l.Subscription == nil || l.Subscription.Outdated || !l.Subscription.AutomaticallyRenewed ||
			l.Subscription.PackRef == nil || l.Subscription.ValidUntil.Before(now.AddDate(0, 0, 60)) || l.Perpetual != nil && l.Perpetual.Outdated {
			t.Errorf("%+v %+v", l, l.Subscription)
		}
		if l.Assignee == nil {
			if !l.AvailableToAssign {
				t.Errorf("%s is neither assigned nor available", l.ID)
			}
			available[l.Product.Code]++
			continue
		}
		if l.Assignee.Type != simulator.AssigneeUser {
			continue
		}
		if s := l.LastSeen; s == nil || s.Seen == nil || s.Assigned == nil || s.OfflineCodeGenerated ||
			s.Seen.Before(now.AddDate(0, 0, -11)) || s.Assigned.After(now.AddDate(0, 0, -58)) || s.Assigned.After(*s.Seen) {
			t.Errorf("%s: %+v", l.ID, s)
		}
		email := strings.ToLower(l.Assignee.Email)
		if domain(email) != "acme.example" {
			t.Errorf("holder %s", email)
		}
		if slices.Contains(held[email], l.Product.Code) {
			t.Errorf("%s has %s twice", email, l.Product.Code)
		}
		held[email] = append(held[email], l.Product.Code)
	}
	for email, codes := range held {
		if len(codes) > 1 && slices.Contains(codes, "ALL") {
			t.Errorf("%s has a pack and %v", email, codes)
		}
	}
	for _, code := range []string{"ALL", "AIP", "II", "PC", "WS"} {
		if available[code] == 0 {
			t.Errorf("no seat of %s is free", code)
		}
	}
}

func TestAWideOrganizationHasOtherProductsAndPacks(t *testing.T) {
	org := simulator.Generate(simulator.Options{Seed: 4, Licenses: 1000, Now: now, Wide: true})
	codes, nameless := map[string]bool{}, 0
	for _, l := range org.Licenses {
		codes[l.Product.Code] = true
		if l.Product.Name == "" {
			nameless++
		}
		if !slices.ContainsFunc(org.Products, func(p simulator.Product) bool { return p.Code == l.Product.Code && p.Name != "" }) {
			t.Errorf("/products does not name %s", l.Product.Code)
		}
	}
	for _, code := range []string{"ALL", "AIP", "II", "PC", "WS", "PS", "RM", "GO", "RD", "DB", "CL", "RSU", "RS0"} {
		if !codes[code] {
			t.Errorf("no license of %s", code)
		}
	}
	if nameless == 0 {
		t.Error("every license names its product")
	}
}

func TestDatesHaveOffsetsAndNoZ(t *testing.T) {
	server := start(t, generate(250))
	form := regexp.MustCompile(`^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}[+-]\d\d:\d\d$`)
	offsets := map[string]bool{}
	for _, l := range licenses(t, server, orgList) {
		var dates []string
		if l.Subscription != nil {
			dates = append(dates, l.Subscription.ValidUntilDate)
		}
		if l.Perpetual != nil {
			dates = append(dates, l.Perpetual.UpgradeDueDate)
		}
		if l.LastSeen != nil && l.LastSeen.LastSeenDate != nil {
			dates = append(dates, *l.LastSeen.LastSeenDate)
		}
		for _, date := range dates {
			if !form.MatchString(date) {
				t.Errorf("date %q", date)
				continue
			}
			offsets[date[len(date)-6:]] = true
		}
	}
	if len(offsets) < 4 || !offsets["+00:00"] || !offsets["+03:00"] || !offsets["+05:30"] {
		t.Errorf("offsets %v", offsets)
	}
}

func TestTheDirectoryIsWrittenInSeveralCases(t *testing.T) {
	other := 0
	org := generate(250)
	for _, email := range org.Directory {
		if email != strings.ToLower(email) {
			other++
		}
	}
	if other == 0 || other == len(org.Directory) {
		t.Errorf("%d of %d addresses are not in lower case", other, len(org.Directory))
	}
	if len(org.Directory) >= len(org.People) {
		t.Errorf("%d in the directory, %d people", len(org.Directory), len(org.People))
	}
}

func TestFewPeopleAreBeyondTheCompanysDomain(t *testing.T) {
	org := generate(20_000)
	beyond := 0
	for _, person := range org.People {
		if domain(person.Email) != "acme.example" {
			beyond++
		}
	}
	if beyond == 0 || beyond > 24 {
		t.Errorf("%d people: a report of 50 findings must reach the leavers", beyond)
	}
}
