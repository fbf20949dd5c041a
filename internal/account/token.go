package account

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/strictjson"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// wireToken covers both forms of /token. Type says which one it is.
type wireToken struct {
	Type         *string           `json:"type"`
	Code         jsontext.Value    `json:"code"`
	Name         *string           `json:"name"`
	Role         *string           `json:"role"`
	ContactFlags *wireContactFlags `json:"contactFlags"`
	Teams        []wireTeamRole    `json:"teams"`
	Team         *wireTeamRole     `json:"team"`
	Customer     *wireCustomer     `json:"customer"`
}

type wireContactFlags struct {
	Licensee  bool `json:"isPrimaryLicensee"`
	Technical bool `json:"isPrimaryTechnical"`
	Billing   bool `json:"isPrimaryBilling"`
}

type wireTeamRole struct {
	ID   jsontext.Value `json:"id"`
	Name *string        `json:"name"`
	Role *string        `json:"role"`
}

type wireCustomer struct {
	Code jsontext.Value `json:"code"`
	Name *string        `json:"name"`
}

func (w *wireToken) account() (licensing.Account, error) {
	switch strictjson.Optional(w.Type).Value {
	case "CUSTOMER":
		return w.customerAccount()
	case "TEAM":
		return w.teamAccount()
	default:
		return licensing.Account{}, &strictjson.Problem{Pointer: "/type", Reason: "neither CUSTOMER nor TEAM"}
	}
}

func (w *wireToken) customerAccount() (licensing.Account, error) {
	code, err := number("/code", w.Code)
	if err != nil {
		return licensing.Account{}, err
	}
	account := licensing.Account{
		Scope:        licensing.ScopeOrganization,
		CustomerCode: code,
		CustomerName: strictjson.Optional(w.Name),
		Role:         strictjson.Optional(w.Role),
		Teams:        make([]licensing.TeamRole, 0, len(w.Teams)),
	}
	var contact wireContactFlags // absent is false
	if w.ContactFlags != nil {
		contact = *w.ContactFlags
	}
	account.PrimaryLicensee = value.Some(contact.Licensee)
	account.PrimaryTechnicalContact = value.Some(contact.Technical)
	account.PrimaryBillingContact = value.Some(contact.Billing)
	for i := range w.Teams {
		team, err := w.Teams[i].teamRole()
		if err != nil {
			return licensing.Account{}, strictjson.At("/teams/"+strconv.Itoa(i), err)
		}
		account.Teams = append(account.Teams, team)
	}
	slices.SortFunc(account.Teams, func(a, b licensing.TeamRole) int { return cmp.Compare(a.ID, b.ID) })
	account.Teams = slices.Compact(account.Teams)
	for i := 1; i < len(account.Teams); i++ {
		if account.Teams[i].ID == account.Teams[i-1].ID {
			return licensing.Account{}, &strictjson.Problem{Pointer: "/teams", Reason: "the same team appears twice, with different names or roles"}
		}
	}
	return account, nil
}

func (w *wireToken) teamAccount() (licensing.Account, error) {
	if w.Team == nil {
		return licensing.Account{}, missing("/team")
	}
	if w.Customer == nil {
		return licensing.Account{}, missing("/customer")
	}
	team, err := w.Team.teamRole()
	if err != nil {
		return licensing.Account{}, strictjson.At("/team", err)
	}
	code, err := number("/customer/code", w.Customer.Code)
	if err != nil {
		return licensing.Account{}, err
	}
	return licensing.Account{
		Scope:        licensing.ScopeTeam,
		CustomerCode: code,
		CustomerName: strictjson.Optional(w.Customer.Name),
		Teams:        []licensing.TeamRole{team},
	}, nil
}

func (w *wireTeamRole) teamRole() (licensing.TeamRole, error) {
	id, err := number("/id", w.ID)
	if err != nil {
		return licensing.TeamRole{}, err
	}
	return licensing.TeamRole{ID: id, Name: strictjson.Optional(w.Name), Role: strictjson.Optional(w.Role)}, nil
}

func missing(pointer string) error {
	return &strictjson.Problem{Pointer: pointer, Reason: "missing"}
}

// number reads an ID that is a JSON integer or a string of the same digits.
func number(pointer string, value jsontext.Value) (string, error) {
	if len(value) == 0 || value.Kind() == 'n' {
		return "", missing(pointer)
	}
	text, err := []byte(value), error(nil)
	if value.Kind() == '"' {
		text, err = jsontext.AppendUnquote(nil, value)
	}
	n, parseErr := strconv.ParseUint(string(text), 10, 63)
	if err != nil || parseErr != nil {
		return "", &strictjson.Problem{Pointer: pointer, Reason: "not a whole number"}
	}
	return strconv.FormatUint(n, 10), nil
}
