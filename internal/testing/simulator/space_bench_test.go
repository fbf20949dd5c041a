package simulator_test

import (
	"fmt"
	"io"
	"net/http"
	"net/url"
	"testing"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator"
)

// What a directory client asks of every member.
const memberFields = "next,totalCount,data(id,username,name(firstName,lastName),archived,notAMember,suspended,accessSuspended,joined,leftAt,external,externalLight," +
	"externalId,status,emails(email,blocked),managers(username),memberships(team(id)),logins(access(time)))"

func benchmarkSpacePage(b *testing.B, members int, path string, query url.Values) {
	b.Helper()
	org := simulator.Generate(simulator.Options{Seed: 1, Licenses: 1000, Now: now, SpaceMembers: members})
	server := start(b, org, simulator.WithoutRecording())
	transport := &http.Transport{}
	defer transport.CloseIdleConnections()
	c := &http.Client{Transport: transport}
	r, err := http.NewRequestWithContext(b.Context(), http.MethodGet, server.URL()+path+"?"+query.Encode(), nil)
	if err != nil {
		b.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer "+server.SpaceEnv()["JETBRAINS_SPACE_TOKEN"])
	space(b, server, path+"?"+query.Encode()) // look everything up first
	b.ReportAllocs()
	for b.Loop() {
		response, err := c.Do(r)
		if err != nil {
			b.Fatal(err)
		}
		size, err := io.Copy(io.Discard, response.Body)
		if err != nil || response.StatusCode != http.StatusOK {
			b.Fatal(response.Status, err)
		}
		_ = response.Body.Close()
		b.SetBytes(size)
	}
}

func BenchmarkServeSpacePageOf100(b *testing.B) {
	for _, members := range []int{1000, 20_000, 50_000} {
		b.Run(fmt.Sprint(members), func(b *testing.B) {
			benchmarkSpacePage(b, members, profilesPath, url.Values{"$fields": {memberFields}, "orgRelation": {"ANY"}, "$skip": {"300"}})
		})
	}
	b.Run("by team", func(b *testing.B) {
		benchmarkSpacePage(b, 20_000, profilesPath, url.Values{"$fields": {memberFields}, "teamId": {"unknown"}})
	})
	b.Run("memberships", func(b *testing.B) {
		benchmarkSpacePage(b, 20_000, membershipsPath, url.Values{"$skip": {"300"},
			"$fields": {"next,totalCount,data(id,member(id,username),team(id,name),role(name),lead,since,till,archived)"}})
	})
}

func BenchmarkLookUpSpace50000(b *testing.B) {
	org := simulator.Generate(simulator.Options{Seed: 1, Now: now, SpaceMembers: 50_000})
	server := start(b, org, simulator.WithoutRecording())
	for b.Loop() {
		server.Update(func(*simulator.Organization) {})
		space(b, server, spaceAPI+"/organization")
	}
}

func BenchmarkGenerateSpace50000(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		org := simulator.Generate(simulator.Options{Seed: 1, Now: now, SpaceMembers: 50_000})
		if len(org.Space.Members) != 50_000 {
			b.Fatal(len(org.Space.Members))
		}
	}
}
