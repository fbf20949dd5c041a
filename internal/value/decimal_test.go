package value

import (
	"math/big"
	"testing"
)

func decimal(t *testing.T, text string) Decimal {
	t.Helper()
	f, _, err := big.ParseFloat(text, 10, 512, big.ToNearestEven)
	if err != nil {
		t.Fatal(err)
	}
	return NewDecimal(f)
}

func TestDecimalsAreExact(t *testing.T) {
	for _, test := range []struct {
		price string
		n     int
		want  string
	}{
		{"77.9", 3, "233.7"},
		{"0.1", 3, "0.3"},
		{"15.9", 100_000, "1590000"},
		{"0.00000000000000000001", 3, "0.00000000000000000003"},
		{"1e3", 2, "2000"},
		{"123456789012345678901234567890.12", 2, "246913578024691357802469135780.24"},
		{"77.9", 0, "0"},
		{"0.000000000000000000004", 1000, "0"}, // one digit too many, as after a division
		{"0.1000000000000000000000000000000001", 1, "0.1"},
	} {
		if got := decimal(t, test.price).Times(test.n).String(); got != test.want {
			t.Errorf("%d times %s is %s, want %s", test.n, test.price, got, test.want)
		}
	}
	sum := Decimal{}
	for range 1000 {
		sum = sum.Plus(decimal(t, "0.01"))
	}
	if sum.String() != "10" || (Decimal{}).String() != "0" {
		t.Errorf("a thousand cents are %s", sum)
	}
	if got := NewDecimal(new(big.Float).SetInf(false)).String(); got != "0" {
		t.Errorf("infinity is %s", got)
	}
	if got := DecimalOf(-12).String(); got != "-12" {
		t.Errorf("-12 is %s", got)
	}
	small, large := decimal(t, "0.1"), decimal(t, "0.3")
	if got := small.Minus(large).String(); got != "-0.2" {
		t.Errorf("0.1 minus 0.3 is %s", got)
	}
	if small.Compare(large) != -1 || large.Compare(small) != 1 || small.Times(3).Compare(large) != 0 || (Decimal{}).Compare(DecimalOf(0)) != 0 {
		t.Error("decimals do not compare by their value")
	}
}
