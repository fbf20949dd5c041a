package docs_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var quotedMessage = regexp.MustCompile(`(?m)^\| \*([^*]+)\*`)

// People search for the message that they see.
func TestTroubleshootingQuotesTheMessagesOfTheProvider(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(root(), "internal", "provider", "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	source := ""
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasSuffix(file, "_test.go") {
			source += string(text)
		}
	}
	_, table, found := strings.Cut(pages(t)["docs/index.md"].text, "## Troubleshooting\n")
	table, _, _ = strings.Cut(table, "\n## ")
	messages := quotedMessage.FindAllStringSubmatch(table, -1)
	if !found || len(messages) < 5 {
		t.Fatalf("only %d messages below Troubleshooting", len(messages))
	}
	for _, message := range messages {
		// The name of the server stands first, or in the middle.
		text := strings.TrimPrefix(message[1], "JetBrains Account ")
		if !strings.Contains(source, text) {
			t.Errorf("the start page explains %q, which the provider does not say", message[1])
		}
	}
}
