package doctor

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"math/bits"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/account"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/transport"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/space"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// phrase is text that may leave the organization. A text of the server is a
// string, which the compiler does not accept as a phrase. Only this file turns
// strings into phrases, and only those that it made itself or that it found in
// a list of its own. A test checks that no other file does.
type phrase string

// say fills phrases into a format.
func say(format phrase, parts ...phrase) phrase {
	args := make([]any, len(parts))
	for i, p := range parts {
		args[i] = string(p)
	}
	return phrase(fmt.Sprintf(string(format), args...))
}

// list joins phrases, sorted and without duplicates; none is what it says of no
// phrases.
func list(phrases []phrase, none phrase) phrase {
	if len(phrases) == 0 {
		return none
	}
	sorted := slices.Clone(phrases)
	slices.Sort(sorted)
	return joined(slices.Compact(sorted), ", ")
}

// about is a count, rounded up to a power of two.
func about(n int) phrase {
	switch {
	case n <= 0:
		return "none"
	case n <= 2:
		return phrase(strconv.Itoa(n))
	}
	return phrase("about " + strconv.Itoa(1<<bits.Len(uint(n-1))))
}

// share is how many of all something applies to.
func share(n, all int) phrase {
	switch {
	case all == 0:
		return "there are none"
	case n == 0:
		return "none"
	case n == all:
		return "all"
	default:
		return say("some (%s of %s)", about(n), about(all))
	}
}

// roughly is a duration, rounded up to a power of two milliseconds.
func roughly(d time.Duration) phrase {
	ms := int(d.Milliseconds())
	if ms <= 1 {
		return "1 ms or less"
	}
	return phrase("about " + strconv.Itoa(1<<bits.Len(uint(ms-1))) + " ms")
}

// exact is a number that a request names.
func exact(n int) phrase { return phrase(strconv.Itoa(n)) }

// status is an HTTP status.
func status(code int) phrase {
	if code < 100 || code > 599 {
		return "an invalid status"
	}
	return phrase("status " + strconv.Itoa(code))
}

// small is a number that describes a form, such as the length of an ID; it is
// not a count of what the organization has.
func small(n int) phrase {
	if n > maxID {
		return "more than 64"
	}
	return phrase(strconv.Itoa(n))
}

// known returns a text of the server as a phrase if it is in a list of
// documented texts.
func known(text string, documented []string, otherwise phrase) phrase {
	if i := slices.Index(documented, text); i >= 0 {
		return phrase(documented[i])
	}
	return otherwise
}

// offset is the offset of a date. What is not a quarter of an hour, and within
// what the world uses, is no offset.
func offset(text string) phrase {
	if text == "Z" {
		return "Z"
	}
	digits := strings.Replace(text[1:], ":", "", 1)
	n, err := strconv.Atoi(digits)
	if err != nil || len(digits) != 4 || n/100 > 14 || n%100 > 59 || n%15 != 0 && n%100%15 != 0 {
		return "an unusual offset"
	}
	return phrase(text[:1] + digits[:2] + ":" + digits[2:])
}

// The error codes that JetBrains documents.
var documentedCodes = []string{
	account.CodeMissingToken, account.CodeMissingCustomer, account.CodeInvalidToken, account.CodeInsufficientPermissions,
	account.CodeTeamMismatch, account.CodeTokenTypeMismatch, account.CodeTeamNotFound, account.CodeLicenseNotFound, account.CodeProductNotFound,
	space.CodeAuthenticationRequired, space.CodePermissionDenied, space.CodeNotFound, space.CodeRateLimited,
	space.CodeValidation, space.CodeRequest, space.CodePayloadTooLarge, space.CodeInternal,
}

// failure is what the report says of an error.
func failure(err error) phrase {
	var (
		api      *client.APIError
		decode   *client.DecodeError
		mismatch *client.MismatchError
		echo     *client.TokenEchoError
		timeout  *transport.TimeoutError
		origin   *transport.OriginError
	)
	switch {
	case errors.As(err, &api) && api.Code != "":
		return say("%s, code %s", status(api.Status), known(api.Code, documentedCodes, "that is not documented"))
	case errors.As(err, &api):
		return say("%s, without an error code", status(api.Status))
	case errors.As(err, &decode):
		return "a response that is not the documented JSON"
	case errors.As(err, &mismatch):
		return "a response about something else"
	case errors.As(err, &echo):
		return "a response that contains the token"
	case errors.As(err, &timeout):
		return "no complete response in time"
	case errors.As(err, &origin):
		return "a redirect to another server"
	}
	return [...]phrase{
		stageProxy: "the proxy failed", stageLookup: "the name did not resolve", stageTLS: "TLS failed",
		stageAnswer: "no response", stageToken: "another error",
	}[stageOf(err)]
}

// alphabet is how the IDs or codes at one place are written, all together: their
// lengths, and the kinds of characters in them.
type alphabet struct {
	texts             int
	shortest, longest int
	classes           value.Set[phrase]
}

func (a *alphabet) add(text string) {
	length := utf8.RuneCountInString(text)
	if a.texts == 0 {
		a.shortest, a.longest, a.classes = length, length, value.SetOf[phrase]()
	}
	a.texts++
	a.shortest, a.longest = min(a.shortest, length), max(a.longest, length)
	for _, c := range text {
		a.classes.Add(classOf(c))
	}
}

const otherCharacters phrase = "other characters"

func classOf(c rune) phrase {
	switch {
	case c >= 'A' && c <= 'Z':
		return "A-Z"
	case c >= 'a' && c <= 'z':
		return "a-z"
	case c >= '0' && c <= '9':
		return "0-9"
	case c == '-':
		return "hyphen"
	case c == '_':
		return "underscore"
	case c == '/':
		return "slash"
	default:
		return otherCharacters
	}
}

// seen describes the texts.
func (a *alphabet) seen() phrase {
	switch {
	case a.texts == 0:
		return "none"
	case a.shortest == a.longest:
		return say("%s characters of %s", small(a.longest), list(slices.Collect(maps.Keys(a.classes)), "no kind"))
	default:
		return say("%s to %s characters of %s", small(a.shortest), small(a.longest), list(slices.Collect(maps.Keys(a.classes)), "no kind"))
	}
}

// ids reports whether all texts are IDs that the clients accept.
func (a *alphabet) ids() bool {
	return a.texts == 0 || a.shortest > 0 && a.longest <= maxID && !a.classes.Has(otherCharacters) && !a.classes.Has("slash")
}

const maxID = 64

// maxForms keeps a list of forms readable.
const maxForms = 8

// forms counts how texts are written.
type forms map[phrase]int

func (f forms) add(p phrase) { f[p]++ }

// list names the most frequent forms.
func (f forms) list(none phrase) phrase {
	names := slices.SortedFunc(maps.Keys(f), func(a, b phrase) int {
		return cmp.Or(cmp.Compare(f[b], f[a]), cmp.Compare(a, b))
	})
	if len(names) == 0 {
		return none
	}
	text := joined(names[:min(len(names), maxForms)], "; ")
	if len(names) > maxForms {
		text = say("%s; and %s other forms", text, about(len(names)-maxForms))
	}
	return text
}

// joined puts phrases one after the other, in their order.
func joined(phrases []phrase, separator string) phrase {
	texts := make([]string, len(phrases))
	for i, p := range phrases {
		texts[i] = string(p)
	}
	return phrase(strings.Join(texts, separator))
}
