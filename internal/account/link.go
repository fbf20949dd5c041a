package account

import (
	"net/http"
	"slices"
	"strings"
)

// hasNext finds rel="next" in a Link header (RFC 8288). The address in it is
// not followed: pages are asked for by number, at the configured server.
func hasNext(header http.Header) bool {
	for _, value := range header.Values("Link") {
		for _, link := range splitLinks(value, ',') {
			_, parameters, _ := strings.Cut(link, ">")
			if slices.Contains(relations(parameters), "next") {
				return true
			}
		}
	}
	return false
}

// relations are the types of a link, in lower case. Only the first rel counts.
func relations(parameters string) []string {
	for _, parameter := range splitLinks(parameters, ';') {
		name, value, _ := strings.Cut(parameter, "=")
		if strings.EqualFold(strings.TrimSpace(name), "rel") {
			return strings.Fields(strings.Trim(strings.ToLower(value), "\" \t"))
		}
	}
	return nil
}

// splitLinks splits at a separator that stands neither in an address, between
// < and >, nor in a quoted text, where a backslash takes the next character's
// meaning away.
func splitLinks(text string, separator byte) []string {
	var parts []string
	start, quoted, address := 0, false, false
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case quoted && c == '\\':
			i++
		case c == '"' && !address:
			quoted = !quoted
		case quoted:
		case c == '<' || c == '>':
			address = c == '<'
		case c == separator && !address:
			parts = append(parts, text[start:i])
			start = i + 1
		}
	}
	return append(parts, text[start:])
}
