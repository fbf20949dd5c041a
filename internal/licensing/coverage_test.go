package licensing

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"
)

// randomPacks returns packs that cover products, other packs, themselves, and
// codes without licenses. Some packs form cycles.
func randomPacks(random *rand.Rand) Packs {
	codes := []string{"A", "B", "C", "D", "E", "F", "NONE"}
	packs := Packs{}
	for _, pack := range codes[:random.IntN(5)] {
		for range random.IntN(4) {
			packs[pack] = append(packs[pack], codes[random.IntN(len(codes))])
		}
	}
	return packs
}

// usable returns the products that a person's active seats allow the person to
// use. It only uses the pack table.
func usable(licenses []*License, packs Packs) []string {
	products := map[string]bool{}
	for _, l := range licenses {
		if l.Suspended || l.Expired || l.Trial {
			continue
		}
		products[l.ProductCode] = true
		for _, code := range packs[l.ProductCode] {
			products[code] = true
		}
	}
	delete(products, "")
	return slices.Sorted(maps.Keys(products))
}

func randomPerson(random *rand.Rand) []*License {
	licenses := make([]*License, 1+random.IntN(7))
	for i := range licenses {
		l := seat(fmt.Sprintf("L%d", i), string(rune('A'+random.IntN(6))), heldBy(jane))
		l.Suspended, l.Expired, l.Trial = random.IntN(6) == 0, random.IntN(6) == 0, random.IntN(6) == 0
		licenses[i] = &l
	}
	return licenses
}

// After a person gives up every overlapping seat, the person can still use the
// same products. None of the remaining active seats overlaps.
func TestGivingUpOverlappingSeatsCostsNothing(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	overlaps, rings := 0, 0
	for range 20_000 {
		packs, licenses := randomPacks(random), randomPerson(random)
		c := newCoverage(packs)
		found, covering := c.overlapping(licenses)
		overlaps += len(found)
		if slices.Contains(packs["A"], "B") && slices.Contains(packs["B"], "A") {
			rings++
		}
		kept := slices.DeleteFunc(slices.Clone(licenses), func(l *License) bool { return slices.Contains(found, l) })
		if before, after := usable(licenses, packs), usable(kept, packs); !slices.Equal(before, after) {
			t.Fatalf("packs %v: %s: may use %v, without %s only %v", packs, texts(licenses), before, texts(found), after)
		}
		for i, l := range found {
			if by := covering[i]; by == nil || !slices.Contains(kept, by) || !slices.Contains(usable([]*License{by}, packs), l.ProductCode) {
				t.Fatalf("packs %v: %s: %s is covered by %v", packs, texts(licenses), l.ID, by)
			}
			for _, other := range kept {
				if other.ID < covering[i].ID && slices.Contains(usable([]*License{other}, packs), l.ProductCode) {
					t.Fatalf("packs %v: %s: %s is covered by %s already", packs, texts(licenses), l.ID, other.ID)
				}
			}
			if l.Expired || l.Trial {
				t.Fatalf("%s is expired or a trial", l.ID)
			}
		}
		if again, _ := c.overlapping(kept); len(again) > 0 {
			t.Fatalf("packs %v: %s: after giving up %s there is still %s", packs, texts(licenses), texts(found), texts(again))
		}
		for n, count := range c.counts {
			if count != 0 || c.lowest[n] != nil {
				t.Fatal("counters are left over for the next person")
			}
		}
	}
	if overlaps < 1000 || rings < 100 {
		t.Errorf("only %d overlaps and %d rings: the property was hardly tried", overlaps, rings)
	}
}

func texts(licenses []*License) string {
	text := ""
	for _, l := range licenses {
		text += fmt.Sprintf(" %s=%s", l.ID, l.ProductCode)
		if l.Suspended || l.Expired || l.Trial {
			text += stateNote(l)
		}
	}
	return text
}
