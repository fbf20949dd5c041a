package simulator

import "slices"

// accountData is an organization in the form in which the Account API serves
// it: every license is serialized once, and a page is a slice of the result.
// It never changes after it is built.
type accountData struct {
	version  uint64
	org      Organization // shallow copy; its Licenses are not used
	callers  map[string]accountCaller
	products []byte
	plugins  []byte

	blob   []byte // the licenses, separated by commas
	starts []int  // where each license starts in blob, and one more for the end
	facts  []licenseFacts
	byID   map[string]int
	byTeam map[int][]int
}

// licenseFacts are what the list filters and the team check look at.
type licenseFacts struct {
	product, email string
	assigned       bool
	team           int
}

// accountCaller is who a token belongs to: a team, or without one the organization.
type accountCaller struct{ team *Team }

func newAccountData(org *Organization, version uint64) *accountData {
	d := &accountData{
		version:  version,
		org:      *org,
		callers:  map[string]accountCaller{},
		products: appendProducts(org.Products),
		plugins:  appendProducts(org.Plugins),
		blob:     make([]byte, 0, 640*len(org.Licenses)),
		starts:   make([]int, 0, len(org.Licenses)+1),
		facts:    make([]licenseFacts, len(org.Licenses)),
		byID:     make(map[string]int, len(org.Licenses)),
		byTeam:   make(map[int][]int, len(org.Teams)),
	}
	d.org.Licenses = nil
	d.org.Teams = slices.Clone(org.Teams)
	if org.Token != "" {
		d.callers[org.Token] = accountCaller{}
	}
	for i := range d.org.Teams {
		team := &d.org.Teams[i]
		d.byTeam[team.ID] = nil
		if team.Token != "" {
			d.callers[team.Token] = accountCaller{team}
		}
	}
	for i := range org.Licenses {
		license := &org.Licenses[i]
		if i > 0 {
			d.blob = append(d.blob, ',')
		}
		d.starts = append(d.starts, len(d.blob))
		d.blob = appendLicense(d.blob, license)
		d.facts[i] = licenseFacts{product: license.Product.Code, team: license.Team.ID, assigned: license.Assignee != nil}
		if license.Assignee != nil {
			d.facts[i].email = license.Assignee.Email
		}
		if _, twice := d.byID[license.ID]; !twice {
			d.byID[license.ID] = i
		}
		if _, known := d.byTeam[license.Team.ID]; known {
			d.byTeam[license.Team.ID] = append(d.byTeam[license.Team.ID], i)
		}
	}
	d.starts = append(d.starts, len(d.blob)+1)
	return d
}

// license is one serialized license.
func (d *accountData) license(i int) []byte { return d.blob[d.starts[i] : d.starts[i+1]-1] }

// listFilter is what a list request asks for; nil means no filter.
type listFilter struct {
	product, email *string
	assigned       *bool
}

func (f listFilter) none() bool { return f.product == nil && f.email == nil && f.assigned == nil }

func (f listFilter) accepts(facts licenseFacts) bool {
	return (f.product == nil || *f.product == facts.product) &&
		(f.email == nil || *f.email == facts.email) &&
		(f.assigned == nil || *f.assigned == facts.assigned)
}

// page is one page of a list and the number of licenses in the whole list. team
// is nil for the organization's list. from is the index of the first license.
func (d *accountData) page(team *int, filter listFilter, from, size int) (body []byte, total int) {
	if team == nil && filter.none() {
		total = len(d.facts)
		if from >= total {
			return []byte("[]"), total
		}
		to := min(from+size, total)
		body = append(body, '[')
		body = append(body, d.blob[d.starts[from]:d.starts[to]-1]...)
		return append(body, ']'), total
	}
	body = append(body, '[')
	take := func(i int) {
		if total >= from && total < from+size {
			if len(body) > 1 {
				body = append(body, ',')
			}
			body = append(body, d.license(i)...)
		}
		total++
	}
	if team != nil {
		for _, i := range d.byTeam[*team] {
			if filter.accepts(d.facts[i]) {
				take(i)
			}
		}
	} else {
		for i, facts := range d.facts {
			if filter.accepts(facts) {
				take(i)
			}
		}
	}
	return append(body, ']'), total
}
