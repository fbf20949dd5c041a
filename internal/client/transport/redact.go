package transport

import (
	"strings"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

const (
	maxQuoted = 300 // maximum number of runes that a message quotes of a server's text
	// maxExamined is the number of bytes of a server's text that are looked at.
	// It is so large that what follows cannot be in a message.
	maxExamined = 1 << 14
)

// redactor makes text from a server safe for a message: a hostile server could
// echo the token in any form, or send terminal escapes.
type redactor struct {
	verbatim func(string) string // replaces the secrets; a strings.Replacer would print them
	hidden   recognizer
}

func newRedactor(secrets []Secret) redactor {
	var pairs []string
	for _, s := range secrets {
		if value := strings.TrimPrefix(s.value(), bearer); value != "" {
			pairs = append(pairs, value, redacted)
		}
	}
	return redactor{verbatim: strings.NewReplacer(pairs...).Replace, hidden: newRecognizer(secrets)}
}

// redact removes secrets, collapses space, shows what is invisible as escape
// sequences, and limits the length, in this order: a cut could leave a part of a
// secret. If a secret is recognizable after it has been removed where it stands
// unchanged, the whole text is dropped.
func (r redactor) redact(text string) string {
	text = strings.Join(strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" \t\r\n", r) }), " ")
	text = r.verbatim(text[:min(len(text), maxExamined)])
	shown := value.Printable(text, maxQuoted)
	if r.hidden(text) || r.hidden(shown) { // an escape may complete a secret
		return redacted
	}
	return shown
}
