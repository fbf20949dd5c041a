package rules

import (
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing"
)

// days and graceDays are the parameters of every rule about use.
func days(description string) Parameter {
	return Parameter{Name: "days", Kind: Count, Required: true, Description: description}
}

var graceDays = Parameter{
	Name: "grace_days", Kind: Count,
	Description: "Number of days after an assignment during which the rule finds nothing. Default: 30.",
}

// useLimit reads the parameters of a rule about use.
func useLimit(a *Arguments, c *Context) (limit licensing.UseLimit, days, grace int) {
	days, _ = argument[int](a, "days")
	grace, set := argument[int](a, "grace_days")
	if !set {
		grace = licensing.DefaultGraceDays
	}
	return licensing.NewUseLimit(c.AsOf, days, grace), days, grace
}

// inactive finds people who used none of their licenses. A person counts who has
// at least one license that is active and no trial: others cannot work, so
// their use says nothing. All licenses of the person in the whole reading
// count, so that nobody is called inactive in one team who works in another.
// An offline code does not excuse, because then anyone could evade the rule
// with one; the message mentions it.
var inactive = Rule{
	Name:  Name("inactive"),
	About: AboutPerson,
	Finds: "people who used none of their licenses",
	Parameters: []Parameter{
		days("Number of days without use after which a person is inactive. A person who was never seen counts from the last assignment."),
		graceDays,
	},
	Prepare: func(a *Arguments, c *Context) (Check, error) {
		limit, days, _ := useLimit(a, c)
		return inactiveCheck{limit: limit, days: days}, nil
	},
}

type inactiveCheck struct {
	checked
	limit licensing.UseLimit
	days  int
}

func (c inactiveCheck) Person(r *Reading, p *Person) (Found, bool) {
	if !p.Working || p.Future || !c.limit.Exceeded(p.LastSeen, p.LastAssigned) {
		return Found{}, false
	}
	return Found{Clause: "is inactive" + teamNote(r) + ": " + lastUse(p.LastSeen, p.LastAssigned, c.days) + offlineNote(p.Offline)}, true
}
