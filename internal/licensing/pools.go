package licensing

import (
	"cmp"
	"slices"
	"time"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// SeatPool counts the seats of one product.
type SeatPool struct {
	Code       string
	Name       value.Optional[string]
	Total      int
	Assigned   int // to a person, a server or a license key
	Available  int // free, and can be assigned now
	Unassigned int // free, whether or not they can be assigned: Total - Assigned
	Suspended  int
	Trial      int
	Expired    int
	Floating   int // assigned to a server or a license key rather than to a person
	Billable   int // with a subscription, and neither expired nor trial
	// UnassignedBillable seats are paid for and not assigned.
	UnassignedBillable int
	Perpetual          int       // with a perpetual fallback
	People             int       // distinct holders, by their address
	NextExpiry         time.Time // earliest end among the seats that have not expired; zero if none has an end
}

// Pools counts the seats per product that has at least one license, sorted by
// code.
func Pools(licenses []License) []SeatPool {
	pools := map[string]*SeatPool{}
	holders := map[string]set{}
	for i := range licenses {
		l := &licenses[i]
		pool := pools[l.ProductCode]
		if pool == nil {
			pool = &SeatPool{Code: l.ProductCode}
			pools[l.ProductCode] = pool
			holders[l.ProductCode] = set{}
		}
		if pool.Name.Value == "" && l.ProductName.Set {
			pool.Name = l.ProductName
		}
		pool.count(l)
		if l.Email != "" {
			holders[l.ProductCode][l.Email] = struct{}{}
		}
	}
	result := make([]SeatPool, 0, len(pools))
	for _, code := range sortedKeys(pools) {
		pool := pools[code]
		pool.People = len(holders[code])
		result = append(result, *pool)
	}
	return result
}

func (p *SeatPool) count(l *License) {
	p.Total++
	if l.Assigned() {
		p.Assigned++
		if !l.Held() {
			p.Floating++
		}
	} else {
		p.Unassigned++
	}
	if l.Status() == StatusAvailable {
		p.Available++
	}
	if l.Suspended {
		p.Suspended++
	}
	if l.Trial {
		p.Trial++
	}
	if l.Expired {
		p.Expired++
	} else if !l.ValidUntil.IsZero() && (p.NextExpiry.IsZero() || l.ValidUntil.Before(p.NextExpiry)) {
		p.NextExpiry = l.ValidUntil
	}
	if l.Perpetual {
		p.Perpetual++
	}
	if l.Billable() {
		p.Billable++
		if !l.Assigned() {
			p.UnassignedBillable++
		}
	}
}

// TeamSeats counts the seats of one team.
type TeamSeats struct {
	ID        string
	Name      value.Optional[string]
	Total     int
	Assigned  int
	Available int
	People    int // distinct holders, by their address
}

// Teams counts the seats per team, sorted by ID: the teams that the token
// names, including those without a seat, and those that only the licenses name.
// Seats without a team are not counted.
func Teams(organization Organization) []TeamSeats {
	teams := map[string]*TeamSeats{}
	holders := map[string]set{}
	add := func(id string, name value.Optional[string]) *TeamSeats {
		team := teams[id]
		if team == nil {
			team = &TeamSeats{ID: id}
			teams[id] = team
			holders[id] = set{}
		}
		if team.Name.Value == "" && name.Set {
			team.Name = name
		}
		return team
	}
	for _, t := range organization.Account.Teams {
		add(t.ID, t.Name)
	}
	for i := range organization.Licenses {
		l := &organization.Licenses[i]
		if l.TeamID == "" {
			continue
		}
		team := add(l.TeamID, l.TeamName)
		team.Total++
		if l.Assigned() {
			team.Assigned++
		}
		if l.Status() == StatusAvailable {
			team.Available++
		}
		if l.Email != "" {
			holders[l.TeamID][l.Email] = struct{}{}
		}
	}
	result := make([]TeamSeats, 0, len(teams))
	for _, id := range sortedKeys(teams) {
		team := teams[id]
		team.People = len(holders[id])
		result = append(result, *team)
	}
	return result
}

// Renewal counts seats of one product that end on one date, in one pack, with
// the same flags: each flag is true of every seat of the row.
type Renewal struct {
	ValidUntil       time.Time // zero: no subscription end is known
	ProductCode      string
	ProductName      value.Optional[string]
	SubscriptionPack value.Optional[string]
	AutoRenewed      value.Optional[bool] // absent without a subscription
	RenewalStopped   bool
	Expired          bool
	Total            int
	Assigned         int
	Available        int
}

// Renews reports whether the seats renew: automatically, not stopped, not
// expired.
func (r *Renewal) Renews() bool {
	l := License{AutoRenewed: r.AutoRenewed, RenewalStopped: r.RenewalStopped, Expired: r.Expired}
	return l.Renews()
}

// Renewals lists what renews when: one row per date, product, pack and flags,
// sorted in that order. Seats without an end come last. Within a product, so do
// seats without a pack and seats without a subscription. False comes before
// true.
func Renewals(licenses []License) []Renewal {
	type key struct {
		until int64
		code  string
		pack  value.Optional[string]
		flags [4]bool
	}
	index := map[key]int{}
	rows := []Renewal{}
	for i := range licenses {
		l := &licenses[i]
		k := key{l.ValidUntil.Unix(), l.ProductCode, l.SubscriptionPack, [4]bool{l.AutoRenewed.Set, l.AutoRenewed.Value, l.RenewalStopped, l.Expired}}
		at, ok := index[k]
		if !ok {
			at = len(rows)
			index[k] = at
			rows = append(rows, Renewal{
				ValidUntil: l.ValidUntil, ProductCode: l.ProductCode, SubscriptionPack: l.SubscriptionPack,
				AutoRenewed: l.AutoRenewed, RenewalStopped: l.RenewalStopped, Expired: l.Expired,
			})
		}
		rows[at].count(l)
	}
	slices.SortFunc(rows, func(a, b Renewal) int {
		return cmp.Or(
			falseFirst(a.ValidUntil.IsZero(), b.ValidUntil.IsZero()),
			a.ValidUntil.Compare(b.ValidUntil),
			cmp.Compare(a.ProductCode, b.ProductCode),
			falseFirst(!a.SubscriptionPack.Set, !b.SubscriptionPack.Set),
			cmp.Compare(a.SubscriptionPack.Value, b.SubscriptionPack.Value),
			falseFirst(!a.AutoRenewed.Set, !b.AutoRenewed.Set),
			falseFirst(a.AutoRenewed.Value, b.AutoRenewed.Value),
			falseFirst(a.RenewalStopped, b.RenewalStopped),
			falseFirst(a.Expired, b.Expired),
		)
	})
	return rows
}

func (r *Renewal) count(l *License) {
	r.Total++
	if l.Assigned() {
		r.Assigned++
	}
	if l.Status() == StatusAvailable {
		r.Available++
	}
	if r.ProductName.Value == "" && l.ProductName.Set {
		r.ProductName = l.ProductName
	}
}

func falseFirst(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	default:
		return 1
	}
}
