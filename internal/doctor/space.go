package doctor

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strconv"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/transport"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/directory"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/space"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// The paths of the Space API that are asked.
const (
	organizationPath = "/organization"
	profilesPath     = "/team-directory/profiles"
	teamsPath        = "/team-directory/teams"
	membershipsPath  = "/team-directory/memberships"
	checkPath        = "/permissions/check-permission"
	rolesPath        = "/permission-roles/get"
)

// space tests JetBrains Space.
func (r *run) space(ctx context.Context) {
	f := &r.facts.space
	f.complete = -1
	options := r.providerOptions(r.requests.observe)
	h := &half{run: r, area: AreaSpace, url: r.connection.SpaceURL(), explain: r.connection.SpaceError, facts: &f.halfFacts}
	if m, missing := r.connection.SpaceMissing(options); missing {
		h.notConfigured(m, r.connection.SpaceConfigured())
		return
	}
	f.configured = true
	f.official = r.connection.SpaceCloud()
	_, api := r.connection.Clients(options, -1)
	defer api.Close()
	connected := h.connect(ctx, r.connection.SpaceURL().Path+"/api/http/", func(ctx context.Context) (err error) {
		f.organization, err = api.Organization(ctx)
		return err
	})
	if !connected {
		return
	}
	f.connected = true
	h.principal(&f.organization)
	if a, ok := r.requests.last(profilesPath + "/me"); ok {
		f.ownProfile = a.Response
	}
	if a, ok := r.requests.last("/applications/me"); ok {
		f.ownApplication = a.Response
	}
	_, probe := r.connection.Clients(options, 0)
	defer probe.Close()
	p := &spaceProbe{prober: prober{r.requests, probe.Raw}, half: h, facts: f}
	f.census, f.teams, f.memberships = newCensus(profileSchema), newCensus(teamSchema), newCensus(membershipSchema)
	p.permissions(ctx)
	h.lists(ctx, api, f)
	p.questions(ctx)
	h.unknownFields("The server sends fields of profiles that this version does not know")
}

func (h *half) principal(o *directory.Organization) {
	who := "accepted; Space does not say whose it is"
	if o.Principal != "" {
		who = "accepted, of the " + string(o.Principal) + " " + value.Printable(o.PrincipalName.Value, 100)
	}
	h.ok("token", who+", in the organization "+value.Printable(o.Name.Value, 100))
}

// spaceProbe asks what the server does.
type spaceProbe struct {
	prober
	half  *half
	facts *spaceFacts
}

// page asks for the first rows of a list, with the fields that the provider
// asks for.
func (p *spaceProbe) page(ctx context.Context, path, fields string, top int, query url.Values) *reply {
	all := url.Values{"$fields": {"next,totalCount,data(" + fields + ")"}, "$top": {strconv.Itoa(top)}}
	maps.Copy(all, query)
	return p.get(ctx, path, all)
}

// permissions tries what each permission opens. Without one, data sources that
// need it fail; the others work.
func (p *spaceProbe) permissions(ctx context.Context) {
	f := p.facts
	f.profiles = p.page(ctx, profilesPath, space.ProfileFields, 100, url.Values{"orgRelation": {"ANY"}, "reportFutureMembers": {"true"}})
	p.permission(ctx, directory.ViewMemberProfiles, f.profiles, "jetbrains_space_members, jetbrains_space_member and jetbrains_space_member_permissions")
	f.census.add(f.profiles.okRows())
	p.basics(f.profiles)
	p.externals(f.profiles)
	f.membershipPage = p.page(ctx, membershipsPath, space.MembershipFields, 100, url.Values{"withArchived": {"false"}})
	p.permission(ctx, directory.ViewMemberships, f.membershipPage, "jetbrains_space_memberships, and the members of teams")
	f.memberships.add(f.membershipPage.okRows())
	f.teamPage = p.page(ctx, teamsPath, space.TeamFields, 100, url.Values{"withArchived": {"false"}})
	p.permission(ctx, directory.ViewTeams, f.teamPage, "jetbrains_space_teams")
	f.teams.add(f.teamPage.okRows())
	if id := firstText(f.profiles, "id"); id != "" {
		f.permission = p.post(ctx, checkPath, checkBody(id, "Profile.View"))
		p.permission(ctx, directory.ViewPermissions, f.permission, "jetbrains_space_member_permissions")
	} else {
		p.half.skipped(string(directory.ViewPermissions), "no profile to ask about")
	}
	f.roles = p.post(ctx, rolesPath, []byte(`{"contextIdentifier":"global"}`))
	p.permission(ctx, directory.GrantPermissions, f.roles, "jetbrains_space_permission_roles")
}

// permission shows whether the token has a permission.
func (p *spaceProbe) permission(ctx context.Context, permission directory.Permission, r *reply, needs string) {
	name := string(permission)
	switch {
	case ctx.Err() != nil:
	case r == nil:
		p.half.skipped(name, "not asked, because the limit of requests is reached")
	case r.ok() && r.err == nil:
		p.half.ok(name, "given")
	default:
		m := p.half.explain(r.err)
		m.Detail += "\n\nNeeded for " + needs + "."
		if _, denied := errors.AsType[*space.DeniedError](r.err); denied {
			m.Summary = "missing"
		}
		p.half.warning(name, m, r.err)
	}
}

// basics shows whether the token sees people's names, which most of the other
// permissions need to be of use.
func (p *spaceProbe) basics(r *reply) {
	name := string(directory.ViewMemberBasicInfo)
	switch {
	case !r.ok():
		p.half.skipped(name, "profiles cannot be read")
	case slices.ContainsFunc(r.rows, func(row any) bool { return textAt(row, "username") != "" }):
		p.half.ok(name, "given, or part of another permission")
	case len(r.rows) == 0:
		p.half.skipped(name, "there is no profile to read")
	default:
		m, _ := p.half.run.connection.SpacePartial(directory.MemberUsername | directory.MemberName)
		m.Summary = "missing"
		p.half.warning(name, m, nil)
	}
}

// externals shows whether the token sees external people. Nothing says so if
// there are none.
func (p *spaceProbe) externals(r *reply) {
	name := string(directory.ViewExternalUsers)
	if !r.ok() {
		p.half.skipped(name, "profiles cannot be read")
		return
	}
	for _, row := range r.rows {
		if flagAt(row, "external") || flagAt(row, "externalLight") {
			p.half.ok(name, "given")
			return
		}
	}
	p.half.skipped(name, "no external person is on the first page, so it cannot be told; the complete list shows whether people are hidden")
}

// lists reads the complete lists, as the data sources do.
func (h *half) lists(ctx context.Context, api *space.Client, f *spaceFacts) {
	if !h.run.options.List {
		h.skipped("lists", "left out, because -list=false was given")
		return
	}
	var missing directory.Fields
	if f.profiles.ok() {
		f.census = newCensus(profileSchema)
		var members []directory.Member
		pages, err := h.run.requests.reading("members", []string{profilesPath}, f.see, func() (err error) {
			members, err = api.Members(ctx, space.MemberQuery{MemberFilter: directory.MemberFilter{IncludeExternal: true}})
			return err
		})
		if h.list(ctx, "members", len(members), pages, err) {
			f.complete = len(members)
			missing |= directory.MissingOf(members)
		} else {
			f.census = newCensus(profileSchema) // which pages were read is chance
			f.census.add(f.profiles.okRows())
		}
	}
	if f.teamPage.ok() {
		var teams []directory.Team
		pages, err := h.run.requests.reading("teams and memberships", []string{teamsPath, membershipsPath}, func(transport.Attempt) {}, func() (err error) {
			teams, err = api.Teams(ctx, false)
			return err
		})
		if h.list(ctx, "teams", len(teams), pages, err) {
			missing |= directory.MissingOf(teams)
		}
	}
	if m, some := h.run.connection.SpacePartial(missing); some {
		h.warning("fields", m, nil)
	}
}

// list shows how a complete list was read.
func (h *half) list(ctx context.Context, name string, rows, pages int, err error) bool {
	switch {
	case interrupted(ctx, err):
	case err != nil:
		h.failed(name, err)
	default:
		h.ok(name, fmt.Sprintf("%d on %s", rows, value.Counted(pages, "page")))
		return true
	}
	return false
}

// questions asks all other questions.
func (p *spaceProbe) questions(ctx context.Context) {
	f := p.facts
	f.unknownField = p.get(ctx, organizationPath, url.Values{"$fields": {"id,jetbrainsDoctor"}})
	f.unknownParameter = p.get(ctx, organizationPath, url.Values{"$fields": {"id"}, "jetbrainsDoctor": {"1"}})
	if f.profiles.ok() {
		f.farTop = p.page(ctx, profilesPath, "id", 1000, url.Values{"orgRelation": {"ANY"}})
		f.zeroTop = p.page(ctx, profilesPath, "id", 0, url.Values{"orgRelation": {"ANY"}})
		f.past = p.page(ctx, profilesPath, "id", 100, url.Values{"orgRelation": {"ANY"}, "$skip": {"10000000"}})
	}
	if f.teamPage.ok() {
		f.missingTeam = p.get(ctx, teamsPath+"/id:jetbrainsDoctor", url.Values{"$fields": {"id"}})
	}
	if id := firstText(f.profiles, "id"); f.permission.ok() && id != "" {
		f.unknownPermission = p.post(ctx, checkPath, checkBody(id, "Jetbrains.Doctor"))
	}
	if id := firstText(f.roles, "roleId"); id != "" {
		f.rights = p.get(ctx, "/permission-roles/"+url.PathEscape(id)+"/permissions", url.Values{"$fields": {"rightCode,status"}})
	}
}

// checkBody is the question whether a person has a permission.
func checkBody(profileID, code string) []byte {
	return fmt.Appendf(nil, `{"principal":"profile:id:%s","uniqueRightCode":%q,"target":{"className":"GlobalPermissionTarget"}}`, profileID, code)
}

// firstText is a text of the first row that can stand in a path and in JSON.
func firstText(r *reply, key string) string {
	if !r.ok() {
		return ""
	}
	for _, id := range r.ids(key) {
		var a alphabet
		if a.add(id); a.ids() {
			return id
		}
	}
	return ""
}

func (r *reply) okRows() []any {
	if r.ok() {
		return r.rows
	}
	return nil
}
