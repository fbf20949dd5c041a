package account

import (
	"cmp"
	"slices"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/strictjson"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing"
)

// decodeToken reads what a token says about itself: type CUSTOMER for an
// organization's, TEAM for a team's, which has no role at the root.
func decodeToken(a *answer) (licensing.Account, error) {
	var w wireToken
	if err := strictjson.Decode(a.body, strictjson.AnObject, &w); err != nil {
		return licensing.Account{}, a.broken(err)
	}
	account, err := w.account()
	if err != nil {
		return licensing.Account{}, a.broken(err)
	}
	return account, nil
}

func (w *wireToken) account() (licensing.Account, error) {
	kind := ""
	if w.Type != nil {
		kind = *w.Type
	}
	switch kind {
	case "CUSTOMER":
		return w.customerAccount()
	case "TEAM":
		return w.teamAccount()
	default:
		return licensing.Account{}, broken("type", "is neither CUSTOMER nor TEAM")
	}
}

func (w *wireToken) customerAccount() (licensing.Account, error) {
	code, err := number("code", w.Code)
	if err != nil {
		return licensing.Account{}, err
	}
	account := licensing.Account{
		Scope:        licensing.ScopeOrganization,
		CustomerCode: code,
		CustomerName: optional(w.Name),
		Role:         optional(w.Role),
		Teams:        make([]licensing.TeamRole, 0, len(w.Teams)),
	}
	for i := range w.Teams {
		team, err := w.Teams[i].teamRole("teams.id")
		if err != nil {
			return licensing.Account{}, err
		}
		account.Teams = append(account.Teams, team)
	}
	slices.SortFunc(account.Teams, func(a, b licensing.TeamRole) int { return cmp.Compare(a.ID, b.ID) })
	account.Teams = slices.Compact(account.Teams)
	for i := 1; i < len(account.Teams); i++ {
		if account.Teams[i].ID == account.Teams[i-1].ID {
			return licensing.Account{}, broken("teams", "names one team twice, with different names or roles")
		}
	}
	return account, nil
}

func (w *wireToken) teamAccount() (licensing.Account, error) {
	if w.Team == nil {
		return licensing.Account{}, broken("team", "is missing")
	}
	if w.Customer == nil {
		return licensing.Account{}, broken("customer", "is missing")
	}
	team, err := w.Team.teamRole("team.id")
	if err != nil {
		return licensing.Account{}, err
	}
	code, err := number("customer.code", w.Customer.Code)
	if err != nil {
		return licensing.Account{}, err
	}
	return licensing.Account{
		Scope:        licensing.ScopeTeam,
		CustomerCode: code,
		CustomerName: optional(w.Customer.Name),
		Teams:        []licensing.TeamRole{team},
	}, nil
}

func (w *wireTeamRole) teamRole(field string) (licensing.TeamRole, error) {
	id, err := number(field, w.ID)
	if err != nil {
		return licensing.TeamRole{}, err
	}
	return licensing.TeamRole{ID: id, Name: optional(w.Name), Role: optional(w.Role)}, nil
}
