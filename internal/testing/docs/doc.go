// Package docs tests the documentation: links, the sample output that pages
// quote, and what every page must contain. It has no code of its own.
package docs
