// Package docs tests the documentation: links, the sample output that pages
// quote, and what every page must have. It holds no code of the product.
package docs
