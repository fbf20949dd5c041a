package release

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/ProtonMail/go-crypto/openpgp"
)

// tampering says which files an attacker has changed. Each kind includes the ones
// before it.
type tampering int

const (
	// untouched changes nothing.
	untouched tampering = iota
	// tamperedArchives changes every archive.
	tamperedArchives
	// tamperedDocuments also changes the checksum that the registry states.
	tamperedDocuments
	// tamperedSums also changes SHA256SUMS, but not its signature.
	tamperedSums
)

// String names the files that differ.
func (t tampering) String() string {
	return [...]string{
		"nothing is changed", "the archive is changed", "the archive and its document are changed",
		"the archive, its document, and SHA256SUMS are changed",
	}[t]
}

// registry serves a release with the provider registry protocol:
// https://developer.hashicorp.com/terraform/internals/provider-registry-protocol.
// It is safe for concurrent use.
type registry struct {
	release   *Release
	tampering tampering
	keyID     string
	protocols []string

	mutex  sync.Mutex
	served map[string]int // by file name
}

// newRegistry returns a registry that serves the release.
func newRegistry(release *Release, tampering tampering) (*registry, error) {
	keys, err := openpgp.ReadArmoredKeyRing(strings.NewReader(release.Key))
	if err != nil {
		return nil, fmt.Errorf("public key: %w", err)
	}
	protocols, err := release.protocols()
	if err != nil {
		return nil, err
	}
	return &registry{
		release: release, tampering: tampering, keyID: keys[0].PrimaryKey.KeyIdString(), protocols: protocols,
		served: map[string]int{},
	}, nil
}

// Served returns how often a client has read the file.
func (g *registry) Served(name string) int {
	g.mutex.Lock()
	defer g.mutex.Unlock()
	return g.served[name]
}

// ServeHTTP implements [http.Handler].
func (g *registry) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /v1/providers/"+namespace+"/"+provider+"/versions", g.versions)
	mux.HandleFunc("GET /v1/providers/"+namespace+"/"+provider+"/"+g.release.Version+"/download/{os}/{arch}", g.document)
	mux.HandleFunc("GET /files/{name}", g.files)
	mux.ServeHTTP(w, r)
}

func (g *registry) versions(w http.ResponseWriter, _ *http.Request) {
	platforms := []map[string]string{}
	for _, platform := range g.release.Platforms {
		goos, goarch, _ := strings.Cut(platform, "_")
		platforms = append(platforms, map[string]string{"os": goos, "arch": goarch})
	}
	respond(w, map[string]any{"versions": []any{
		map[string]any{"version": g.release.Version, "protocols": g.protocols, "platforms": platforms},
	}})
}

// document describes the archive for one platform.
func (g *registry) document(w http.ResponseWriter, r *http.Request) {
	name := g.release.archive(r.PathValue("os") + "_" + r.PathValue("arch"))
	content, err := g.release.read(name)
	if err == nil && g.tampering >= tamperedDocuments {
		content, err = tampered(content)
	}
	if err != nil {
		http.NotFound(w, r)
		return
	}
	files := "https://" + r.Host + "/files/"
	respond(w, map[string]any{
		"protocols": g.protocols, "os": r.PathValue("os"), "arch": r.PathValue("arch"),
		"filename": name, "download_url": files + name, "shasum": sum(content),
		"shasums_url":           files + g.release.sumsName(),
		"shasums_signature_url": files + g.release.signatureName(),
		"signing_keys": map[string]any{"gpg_public_keys": []any{
			map[string]string{"key_id": g.keyID, "ascii_armor": g.release.Key},
		}},
	})
}

func (g *registry) files(w http.ResponseWriter, r *http.Request) {
	name := r.PathValue("name")
	content, err := g.file(name)
	if err != nil {
		http.NotFound(w, r)
		return
	}
	g.mutex.Lock()
	g.served[name]++
	g.mutex.Unlock()
	http.ServeContent(w, r, name, time.Time{}, bytes.NewReader(content))
}

func (g *registry) file(name string) ([]byte, error) {
	content, err := g.release.read(name)
	if err != nil {
		return nil, err
	}
	switch {
	case g.tampering >= tamperedArchives && strings.HasSuffix(name, ".zip"):
		return tampered(content)
	case g.tampering >= tamperedSums && name == g.release.sumsName():
		for _, platform := range g.release.Platforms {
			archive, err := g.release.read(g.release.archive(platform))
			if err != nil {
				return nil, err
			}
			changed, err := tampered(archive)
			if err != nil {
				return nil, err
			}
			content = bytes.ReplaceAll(content, []byte(sum(archive)), []byte(sum(changed)))
		}
	}
	return content, nil
}

// tampered returns the archive with one more file. A change that leaves the files
// as they are would not count: the h1 checksum in a lock file is of the files.
func tampered(archive []byte) ([]byte, error) {
	original, err := zip.NewReader(bytes.NewReader(archive), int64(len(archive)))
	if err != nil {
		return nil, err
	}
	var changed bytes.Buffer
	w := zip.NewWriter(&changed)
	for _, file := range original.File {
		if err := w.Copy(file); err != nil {
			return nil, err
		}
	}
	if _, err := w.Create("tampered"); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return changed.Bytes(), nil
}

func respond(w http.ResponseWriter, document any) {
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(document) // the client reports a response that was cut
}
