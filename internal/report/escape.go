package report

import (
	"regexp"
	"slices"
	"strings"
)

// GitHub and GitLab turn far more into links and mentions than Markdown does:
// @name, #1, !1, $1, %1, &1, ~name, GH-1, JIRA-1, commit hashes, [[pages]],
// :emoji:, addresses. They look for these in the rendered text, so that an
// escape does not help. They look neither into code nor across its borders. So
// everything but plain words and numbers is written as code. In this way the
// text that a reader sees or copies is the text itself, without invisible
// characters.

// plainWord matches what is no part of a link or a mention: words of letters,
// numbers, dates, and punctuation that stands alone. A hyphen is plain
// after a lower-case letter only: a repository can make a link of TICKET-a.
var plainWord = regexp.MustCompile(`^(?:(?:[\pL\pM'’]|\p{Ll}-\pL)+|\d{1,6}(?:[.,]\d{1,6})*|\d{4}-\d{2}-\d{2}|[–—…×])$`)

// commitHash matches what GitHub and GitLab may take for a commit.
var commitHash = regexp.MustCompile(`[0-9A-Fa-f]{7}`)

// prose writes text for people to read: words as they are, everything else as
// code, and the given identifiers, too, which can look like words.
func prose(text string, identifiers ...string) string {
	words := strings.Fields(clean(text))
	for i, word := range words {
		core := strings.TrimRight(strings.TrimLeft(word, `("'`), `)"',.;:?`)
		if slices.Contains(identifiers, core) || !plainWord.MatchString(core) || commitHash.MatchString(core) {
			words[i] = around(word, core)
		}
	}
	return strings.Join(words, " ")
}

// around writes the core of a word as code, and the punctuation around it as
// text.
func around(word, core string) string {
	if core == "" {
		return codeWord(word)
	}
	before, after, _ := strings.Cut(word, core)
	return before + codeWord(core) + after
}

// code writes an identifier, so that it can be copied.
func code(identifier string) string {
	words := strings.Fields(clean(identifier))
	for i, word := range words {
		words[i] = codeWord(word)
	}
	return strings.Join(words, " ")
}

// ends matches what could end code, or the table cell that it stands in. Such a
// character is written as a character reference between two pieces of code.
var ends = strings.NewReplacer("`", "`&#96;`", "|", "`&#124;`", `\`, "`&#92;`")

// codeWord writes a word without spaces as code.
func codeWord(word string) string {
	return strings.ReplaceAll("`"+ends.Replace(word)+"`", "``", "")
}
