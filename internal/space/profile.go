package space

import (
	"cmp"
	"strconv"
	"time"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/strictjson"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/directory"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// profileFields names the fields that are used: Space leaves out most of them
// unless they are named, and a star would return everything.
const profileFields = "id,username,name(firstName,lastName),archived,notAMember,suspended,accessSuspended,external,externalLight," +
	"joined,leftAt,externalId,status,emails(email,blocked),managers(username),memberships(archived,team(id)),logins(access(time))"

type wireProfile struct {
	ID              *string                 `json:"id"`
	Username        *string                 `json:"username"`
	Name            *wireName               `json:"name"`
	Archived        *bool                   `json:"archived"`
	NotAMember      *bool                   `json:"notAMember"`
	Suspended       *bool                   `json:"suspended"` // used before accessSuspended existed
	AccessSuspended *bool                   `json:"accessSuspended"`
	External        *bool                   `json:"external"`
	ExternalLight   *bool                   `json:"externalLight"`
	Joined          *isoText                `json:"joined"`
	LeftAt          *isoText                `json:"leftAt"`
	ExternalID      *string                 `json:"externalId"`
	TwoFactor       *string                 `json:"status"`
	Emails          []wireEmail             `json:"emails"`
	Managers        []wireUsername          `json:"managers"`
	Memberships     []wireProfileMembership `json:"memberships"`
	Logins          []wireLogin             `json:"logins"`
	Errors          fieldErrors             `json:"$errors"`
}

type wireName struct {
	First  *string     `json:"firstName"`
	Last   *string     `json:"lastName"`
	Errors fieldErrors `json:"$errors"`
}

type wireEmail struct {
	Email   *string     `json:"email"`
	Blocked *bool       `json:"blocked"`
	Errors  fieldErrors `json:"$errors"`
}

// wireUsername and wirePerson are profiles that another object refers to.
type wireUsername struct {
	Username *string     `json:"username"`
	Errors   fieldErrors `json:"$errors"`
}

type wirePerson struct {
	ID       *string     `json:"id"`
	Username *string     `json:"username"`
	Errors   fieldErrors `json:"$errors"`
}

type wireProfileMembership struct {
	Archived *bool       `json:"archived"`
	Team     *wireTeamID `json:"team"`
	Errors   fieldErrors `json:"$errors"`
}

type wireLogin struct {
	Access *wireAccess `json:"access"`
	Errors fieldErrors `json:"$errors"`
}

type wireAccess struct {
	Time   *isoText    `json:"time"`
	Errors fieldErrors `json:"$errors"`
}

// member converts the wire form to the domain's.
func (w *wireProfile) member() (directory.Member, error) {
	id, err := strictjson.ID("/id", w.ID)
	if err != nil {
		return directory.Member{}, err
	}
	m, r := directory.Member{ID: id}, &row{}
	w.flags(&m, r)
	err = cmp.Or(w.names(&m, r), w.dates(&m, r), w.addresses(&m, r), w.managers(&m, r), w.teams(&m, r), w.lastLogin(&m, r))
	if err != nil {
		return directory.Member{}, err
	}
	m.ExternalID = r.text(w.Errors, "externalId", w.ExternalID, directory.MemberExternalID)
	// Null is a separate state, which is not active: guests and people who have
	// left have it. Only $errors says that the token cannot see the state.
	m.TwoFactor = r.text(w.Errors, "status", w.TwoFactor, directory.MemberTwoFactor).Value
	m.Unreadable |= r.unreadable
	return m, nil
}

func (w *wireProfile) names(m *directory.Member, r *row) (err error) {
	if m.Username, err = r.username(w.Errors, w.Username, directory.MemberUsername); err != nil {
		return err
	}
	if !r.required(w.Errors, "name", w.Name == nil, directory.MemberName) {
		return nil
	}
	m.FirstName = r.text(w.Name.Errors, "firstName", w.Name.First, directory.MemberName)
	m.LastName = r.text(w.Name.Errors, "lastName", w.Name.Last, directory.MemberName)
	return nil
}

func (w *wireProfile) flags(m *directory.Member, r *row) {
	archived := r.flag(w.Errors, "archived", w.Archived, 0)
	suspended := either(
		r.flag(w.Errors, "suspended", w.Suspended, 0),
		r.flag(w.Errors, "accessSuspended", w.AccessSuspended, 0))
	m.SetStatus(archived, suspended, r.flag(w.Errors, "notAMember", w.NotAMember, 0))

	// A guest is the lighter kind of external person, so a guest is external,
	// too.
	m.Guest = r.flag(w.Errors, "externalLight", w.ExternalLight, directory.MemberExternal)
	m.External = either(r.flag(w.Errors, "external", w.External, directory.MemberExternal), m.Guest)
}

func (w *wireProfile) dates(m *directory.Member, r *row) (err error) {
	if r.optional(w.Errors, "joined", w.Joined == nil, directory.MemberJoined) {
		joined, err := strictjson.Date("/joined", (*string)(w.Joined))
		if err != nil {
			return err
		}
		m.Joined = directory.Date(joined)
	}
	if r.optional(w.Errors, "leftAt", w.LeftAt == nil, directory.MemberLeftAt) {
		m.LeftAt, err = strictjson.Instant("/leftAt", (*string)(w.LeftAt))
	}
	return err
}

func (w *wireProfile) addresses(m *directory.Member, r *row) error {
	if !r.required(w.Errors, "emails", w.Emails == nil, directory.MemberEmails) {
		return nil
	}
	addresses := make([]directory.Address, 0, len(w.Emails))
	for i := range w.Emails {
		e := &w.Emails[i]
		if !r.optional(e.Errors, "email", e.Email == nil, directory.MemberEmails) ||
			!r.optional(e.Errors, "blocked", e.Blocked == nil, directory.MemberEmails) {
			return nil
		}
		if e.Email == nil {
			return &strictjson.Problem{Pointer: "/emails/" + strconv.Itoa(i) + "/email", Reason: "missing"}
		}
		addresses = append(addresses, directory.Address{Email: *e.Email, Blocked: e.Blocked != nil && *e.Blocked})
	}
	m.SetAddresses(addresses)
	return nil
}

func (w *wireProfile) managers(m *directory.Member, r *row) error {
	if !r.required(w.Errors, "managers", w.Managers == nil, directory.MemberManagers) {
		return nil
	}
	usernames := make([]string, 0, len(w.Managers))
	for i := range w.Managers {
		username, err := r.username(w.Managers[i].Errors, w.Managers[i].Username, directory.MemberManagers)
		if err != nil {
			return strictjson.At("/managers/"+strconv.Itoa(i), err)
		}
		if username == "" {
			return nil
		}
		usernames = append(usernames, username)
	}
	m.ManagerUsernames = value.SortedUnique(usernames)
	return nil
}

func (w *wireProfile) teams(m *directory.Member, r *row) error {
	if !r.required(w.Errors, "memberships", w.Memberships == nil, directory.MemberTeams) {
		return nil
	}
	ids := make([]string, 0, len(w.Memberships))
	for i := range w.Memberships {
		membership := &w.Memberships[i]
		archived := r.flag(membership.Errors, "archived", membership.Archived, directory.MemberTeams)
		if !archived.Set {
			return nil
		}
		if archived.Value {
			continue
		}
		if !r.optional(membership.Errors, "team", membership.Team == nil, directory.MemberTeamsTeams) {
			return nil
		}
		pointer := "/memberships/" + strconv.Itoa(i) + "/team"
		if membership.Team == nil {
			return &strictjson.Problem{Pointer: pointer, Reason: "missing or null"}
		}
		id, err := r.id(membership.Team.Errors, membership.Team.ID, directory.MemberTeamsTeams)
		if err != nil {
			return strictjson.At(pointer, err)
		}
		if id == "" {
			return nil
		}
		ids = append(ids, id)
	}
	m.TeamIDs = value.SortedUnique(ids)
	return nil
}

// lastLogin takes the most recent access of all ways to sign in. If one is not
// readable, the most recent is unknown.
func (w *wireProfile) lastLogin(m *directory.Member, r *row) error {
	if !r.required(w.Errors, "logins", w.Logins == nil, directory.MemberLastLogin) {
		return nil
	}
	var newest time.Time
	for i := range w.Logins {
		login := &w.Logins[i]
		if !r.optional(login.Errors, "access", login.Access == nil, directory.MemberLastLogin) {
			return nil
		}
		if login.Access == nil {
			continue // never used
		}
		if !r.optional(login.Access.Errors, "time", login.Access.Time == nil, directory.MemberLastLogin) {
			return nil
		}
		used, err := strictjson.Instant("/time", (*string)(login.Access.Time))
		if err != nil {
			return strictjson.At("/logins/"+strconv.Itoa(i)+"/access", err)
		}
		if used.After(newest) {
			newest = used
		}
	}
	m.LastLogin = newest
	return nil
}
