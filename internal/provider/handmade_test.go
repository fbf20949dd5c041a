package provider_test

import (
	"time"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator/org"
)

// handmade is a small organization with one license of each kind. It is small
// enough to write down the expected states in full.
func handmade() *org.Organization {
	o := simulator.Generate(org.Options{Seed: 7, Licenses: 0, Now: today})
	o.CustomerCode, o.CustomerName = "1234567", "Acme"
	core, mobile := org.TeamRef{ID: o.Teams[0].ID, Name: "Core"}, org.TeamRef{ID: o.Teams[1].ID, Name: "Mobile"}

	o.Licenses = []org.License{
		{ // jane's address has two spellings, and her name is masked on one license
			ID: "B000000002", Product: idea, Team: core, TransferableBetweenTeams: true,
			Assignee:     user("J*** D**", "Jane.Doe@Acme.Example"),
			Subscription: &org.Subscription{ValidUntil: at("2027-05-20T00:00:00+03:00"), PackRef: text("1215/1JGQR"), AutomaticallyRenewed: true},
			LastSeen:     &org.LastSeen{Seen: at("2026-11-20T23:30:00-05:00"), Assigned: at("2026-01-02T03:04:05+03:00")},
		},
		{
			ID: "A000000001", Product: webStorm, Team: mobile, Suspended: true, Domain: text("acme"),
			Assignee:     user("Jane Doe", "jane.doe@acme.example"),
			Subscription: &org.Subscription{ValidUntil: at("2026-12-31T00:00:00+03:00"), PackRef: text("null")},
			LastSeen:     &org.LastSeen{Assigned: at("2026-11-01T00:00:00+03:00"), OfflineCodeGenerated: true},
		},
		{ // zoe was never seen, her assignment date is unknown, and her license is a trial
			ID: "C000000003", Product: idea, Team: mobile, Trial: true, Nulls: true,
			Assignee:     user("Zoe", "zoe@dev.acme.example"),
			Subscription: &org.Subscription{ValidUntil: at("2026-12-01T00:00:00+03:00"), AutomaticallyRenewed: true},
		},
		{ // bob's license has expired
			ID: "D000000004", Product: pack, Team: core,
			Assignee:     user("", "bob@evil.example"),
			Subscription: &org.Subscription{ValidUntil: at("2026-10-01T00:00:00+03:00"), PackRef: text("99/XYZ"), Outdated: true},
			LastSeen:     &org.LastSeen{Seen: at("2025-01-01T00:00:00+01:00")},
		},
		{ID: "E000000005", Product: idea, Team: core, Assignee: &org.Assignee{Type: org.AssigneeServer, UID: "srv-1", ServerType: org.ServerTypeLicenseVault}},
		{ID: "F000000006", Product: webStorm, Perpetual: &org.Perpetual{UpgradeDue: at("2027-01-01T00:00:00+01:00"), Outdated: true},
			Assignee: &org.Assignee{Type: org.AssigneeLicenseKey, RegistrationName: "Acme Build", Key: secretKey, LegacyKey: secretKey + "-legacy"}},
		{ID: "G000000007", Product: idea, Team: core, AvailableToAssign: true,
			Subscription: &org.Subscription{ValidUntil: at("2027-05-20T00:00:00+03:00"), PackRef: text("1215/1JGQR"), AutomaticallyRenewed: true}},
		{ID: "H000000008", Product: idea, Team: core, Subscription: &org.Subscription{ValidUntil: at("2026-10-01T00:00:00+03:00"), PackRef: text("99/XYZ"), Outdated: true}},
	}
	return o
}

const secretKey = "MADE-UP-LICENSE-KEY"

var (
	idea     = org.Product{Code: "II", Name: "IntelliJ IDEA Ultimate"}
	webStorm = org.Product{Code: "WS", Name: "WebStorm"}
	pack     = org.Product{Code: "ALL", Name: "All Products Pack"}
)

func user(name, email string) *org.Assignee {
	return &org.Assignee{Type: org.AssigneeUser, Name: name, Email: email}
}

func at(rfc3339 string) *time.Time {
	t, err := time.Parse(time.RFC3339, rfc3339)
	if err != nil {
		panic(err)
	}
	return &t
}

func text(s string) *string { return &s }
