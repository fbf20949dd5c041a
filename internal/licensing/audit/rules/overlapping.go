package rules

import "github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing"

// overlapping finds licenses that add nothing to what their holders may use. It
// looks at all that a person holds in the whole reading; see
// licensing.Coverage. A license that another enabled rule calls one to give up
// covers nothing, and is not found where that rule reports it. So all lists of
// one audit can be given up at once.
var overlapping = Rule{
	Name:     Name("overlapping"),
	About:    AboutHeldLicense,
	Finds:    "licenses that add nothing to what their holders may use",
	ToRevoke: true,
	Prepare: func(*Arguments, *Context) (Check, error) {
		return overlappingCheck{}, nil
	},
}

type overlappingCheck struct{ checked }

func (overlappingCheck) Held(r *Reading, p *Person, found []Found) []Found {
	if len(p.All) < 2 {
		return found
	}
	weighed := r.weigh(p)
	at := 0
	for _, l := range p.Licenses { // sorted, as all licenses of the person are
		for weighed[at].License != l {
			at++
		}
		if w := &weighed[at]; w.Overlapping {
			found = append(found, Found{License: l, CoveredBy: w.CoveredBy, Clause: coverText(r, l, w.CoveredBy)})
		}
	}
	return found
}

func coverText(r *Reading, l, kept *licensing.License) string {
	covered := "includes " + r.Product(l.ProductCode)
	if kept.ProductCode == l.ProductCode {
		covered = "is for the same product"
	}
	return "adds nothing" + validity(l) + ": the same person's license " + licensing.Display(kept.ID) + " for " + r.Product(kept.ProductCode) + " " + covered
}
