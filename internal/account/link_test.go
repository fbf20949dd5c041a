package account

import (
	"net/http"
	"testing"
)

func TestLinkHeaders(t *testing.T) {
	for value, want := range map[string]bool{
		``:                                     false,
		`<https://x/?page=2>; rel="next"`:      true,
		`<https://x/?page=2>;rel=next`:         true,
		`<https://x/?page=2> ; REL = NEXT`:     true,
		`<https://x/?page=2>; rel="prev next"`: true,
		`<https://x/?page=2>; rel="last", <https://x/?p=3>; rel="next"`: true,
		`<https://x/?a=1,2;3>; title="a"; rel="next"`:                   true,
		`<https://x/?page=1>; rel="prev"`:                               false,
		`<https://x/?rel=next>; rel="first"`:                            false,
		`<https://x/?page=2>; rel="nextish"`:                            false,
		`<https://x/?page=2>; rev="next"`:                               false,
		`next`:                                                          false,
		`rel="next"`:                                                    false,
		`<`:                                                             false,
		`>;;;,,,=`:                                                      false,
		`<https://x/?page=1>; rel="first", <https://x/?p=9>; rel="last"`: false,
		// Separators in quoted texts.
		`<https://x/?page=2>; title="a, b"; rel="next"`:                           true,
		`<https://x/?page=2>; title="a; b"; rel=next`:                             true,
		`<https://x/?page=2>; title="a \", b"; rel="next"`:                        true,
		`<https://x/?page=2>; title="a > b, <c>"; rel="next"`:                     true,
		`<https://x/?page=9>; rel="last"; title="x, y", <https://x/>; rel="next"`: true,
		`<https://x/?page=1>; rel="first"; title="a, <b>; rel=next"`:              false,
		`<https://x/?page=1>; rel="first"; title="; rel=next"`:                    false,
		`<https://x/?page=1>; title="never closed; rel=next`:                      false,
		`<https://x/?page=1>; rel="prev"; rel="next"`:                             false,
		`<https://x/?"page=2>; rel="next"`:                                        true,
	} {
		if got := hasNext(http.Header{"Link": {`<https://x/>; rel="first"`, value}}); got != want {
			t.Errorf("hasNext(%s) = %t, want %t", value, got, want)
		}
	}
}
