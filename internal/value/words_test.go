package value

import "testing"

func TestWords(t *testing.T) {
	for _, test := range []struct{ got, want string }{
		{Counted(1, "day"), "1 day"},
		{Counted(0, "day"), "0 days"},
		{Counted(2, "license"), "2 licenses"},
		{Counted(1, "address"), "1 address"},
		{Counted(2, "address"), "2 addresses"},
		{Listing(nil, 2, "more"), ""},
		{Listing([]string{"a", "b"}, 2, "more"), "a, b"},
		{Listing([]string{"a", "b", "c", "d"}, 2, "more domains"), "a, b, and 2 more domains"},
		{Quoted("a\x1bb\"c", 60), `"a\x1bb\"c"`},
		{QuotedAll([]string{"x", "abcdef"}, 3)[1], `"abc…"`},
		{Counted(1, "person"), "1 person"},
		{Counted(0, "person"), "0 people"},
		{Sentence("done"), "done."},
		{Sentence("done."), "done."},
	} {
		if test.got != test.want {
			t.Errorf("got %q, want %q", test.got, test.want)
		}
	}
}

func TestAnEmptyTextIsAValue(t *testing.T) {
	if some := Some(""); !some.Set || some == (Optional[string]{}) {
		t.Errorf("%+v is absent", some)
	}
}

func TestAFilterThatIsNotSetAllowsEverything(t *testing.T) {
	if f := FilterOf[string](nil); !f.Allows("x") {
		t.Error("a nil list restricts")
	}
	f := FilterOf([]string{"a"})
	if !f.Allows("a") || f.Allows("b") {
		t.Error("a list allows other values than its own")
	}
	if FilterOf([]string{}).Allows("a") {
		t.Error("an empty list allows a value")
	}
}

func TestSetsAndSortedValues(t *testing.T) {
	s := SetOf("b", "a", "b")
	if len(s) != 2 || !s.Has("a") || s.Has("c") || Set[string](nil).Has("a") {
		t.Errorf("the set is %v", s)
	}
	s.Add("c")
	keys := SortedKeys(s)
	if len(keys) != 3 || keys[0] != "a" || keys[2] != "c" {
		t.Errorf("the sorted keys are %v", keys)
	}
	if got := SortedUnique([]string{"b", "a", "b"}); len(got) != 2 || got[0] != "a" || got[1] != "b" {
		t.Errorf("sorted and unique: %v", got)
	}
}
