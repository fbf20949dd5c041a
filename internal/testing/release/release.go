// Package release rehearses a release: it checks the files against the rules of
// the Terraform Registry, serves them as a registry and as a mirror do, and lets
// Terraform or OpenTofu install them.
package release

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"debug/buildinfo"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/ProtonMail/go-crypto/openpgp"
	"github.com/ProtonMail/go-crypto/openpgp/packet"
)

const (
	project   = "terraform-provider-jetbrains"
	namespace = "terraform-jetbrains"
	provider  = "jetbrains"
)

// Release is the files of a release in a directory, named as the Terraform
// Registry demands:
// https://developer.hashicorp.com/terraform/registry/providers/publishing.
type Release struct {
	// Dir contains the files.
	Dir string
	// Version is the version without a leading v, such as "0.1.0".
	Version string
	// Platforms are the platforms that the release must have, such as
	// "linux_amd64".
	Platforms []string
	// Manifest is the content of terraform-registry-manifest.json, which
	// belongs to the release under another name.
	Manifest []byte
	// Key is the public key of the signature, in ASCII armor.
	Key string
}

func (r *Release) base() string { return project + "_" + r.Version }

func (r *Release) archive(platform string) string { return r.base() + "_" + platform + ".zip" }

func (r *Release) sumsName() string { return r.base() + "_SHA256SUMS" }

func (r *Release) signatureName() string { return r.sumsName() + ".sig" }

func (r *Release) manifestName() string { return r.base() + "_manifest.json" }

// read returns a file of the release.
func (r *Release) read(name string) ([]byte, error) {
	if name == r.manifestName() {
		return r.Manifest, nil
	}
	return os.ReadFile(filepath.Join(r.Dir, filepath.Base(name)))
}

// Check returns one error for each rule of the registry that the release
// breaks, and for each file that the project promises and the release lacks.
func (r *Release) Check() error {
	faults := []error{r.checkVersion(), r.checkManifest(), r.checkSignature()}
	for _, platform := range r.Platforms {
		if err := r.checkArchive(platform); err != nil {
			faults = append(faults, fmt.Errorf("%s: %w", r.archive(platform), err))
		}
		if err := r.checkMaterials(platform); err != nil {
			faults = append(faults, fmt.Errorf("bill of materials for %s: %w", platform, err))
		}
	}
	return errors.Join(append(faults, r.checkPlatforms(), r.checkSums())...)
}

var semanticVersion = regexp.MustCompile(`^[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.-]+)?$`)

func (r *Release) checkVersion() error {
	if !semanticVersion.MatchString(r.Version) {
		return fmt.Errorf("%q is not a version that the registry accepts", r.Version)
	}
	return nil
}

func (r *Release) checkPlatforms() error {
	paths, err := filepath.Glob(filepath.Join(r.Dir, "*.zip"))
	if err != nil {
		return err
	}
	var got, want []string
	for _, path := range paths {
		got = append(got, filepath.Base(path))
	}
	for _, platform := range r.Platforms {
		want = append(want, r.archive(platform))
	}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		return fmt.Errorf("the archives are %v, want %v", got, want)
	}
	return nil
}

func (r *Release) checkManifest() error {
	protocols, err := r.protocols()
	if err == nil && !slices.Equal(protocols, []string{"6.0"}) {
		err = fmt.Errorf("the manifest has the protocols %v, and the provider speaks 6.0", protocols)
	}
	return err
}

// protocols returns the versions of Terraform's plugin protocol.
func (r *Release) protocols() ([]string, error) {
	var manifest struct {
		Version  int `json:"version"`
		Metadata struct {
			Protocols []string `json:"protocol_versions"`
		} `json:"metadata"`
	}
	if err := json.Unmarshal(r.Manifest, &manifest); err != nil {
		return nil, fmt.Errorf("manifest: %w", err)
	}
	if manifest.Version != 1 {
		return nil, fmt.Errorf("the manifest has version %d, want 1", manifest.Version)
	}
	return manifest.Metadata.Protocols, nil
}

// checkArchive checks that the archive contains a program for the platform, our
// license, and those of all dependencies.
func (r *Release) checkArchive(platform string) error {
	goos, goarch, _ := strings.Cut(platform, "_")
	program := project + "_v" + r.Version
	if goos == "windows" {
		program += ".exe"
	}
	content, err := r.read(r.archive(platform))
	if err != nil {
		return err
	}
	archive, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		return err
	}
	var names []string
	for _, file := range archive.File {
		names = append(names, file.Name)
		if file.Name == program && file.Mode()&0o111 != 0o111 {
			return fmt.Errorf("the program has the mode %v, so not everyone can run it", file.Mode())
		}
	}
	slices.Sort(names)
	if !slices.Equal(names, []string{"LICENSE", licensesName, program}) {
		return fmt.Errorf("contains %v, want LICENSE, %s, and %s", names, licensesName, program)
	}
	licenses, err := fs.ReadFile(archive, licensesName)
	if err != nil {
		return err
	}
	binary, err := fs.ReadFile(archive, program)
	if err != nil {
		return err
	}
	info, err := buildinfo.Read(bytes.NewReader(binary))
	if err != nil {
		return err
	}
	settings := map[string]string{}
	for _, setting := range info.Settings {
		settings[setting.Key] = setting.Value
	}
	for key, want := range map[string]string{"GOOS": goos, "GOARCH": goarch, "CGO_ENABLED": "0", "-trimpath": "true"} {
		if settings[key] != want {
			err = errors.Join(err, fmt.Errorf("the program was built with %s=%s, want %s", key, settings[key], want))
		}
	}
	for _, dependency := range info.Deps {
		if !bytes.Contains(licenses, []byte(title(dependency.Path, dependency.Version)+":")) {
			err = errors.Join(err, fmt.Errorf("%s lacks %s", licensesName, title(dependency.Path, dependency.Version)))
		}
	}
	return err
}

// checkMaterials checks that the bill of materials names dependencies with their
// versions and licenses.
func (r *Release) checkMaterials(platform string) error {
	content, err := r.read(r.base() + "_" + platform + ".sbom.json")
	if err != nil {
		return err
	}
	var materials struct {
		Components []struct {
			Name     string `json:"name"`
			Version  string `json:"version"`
			Evidence struct {
				Licenses []struct{} `json:"licenses"`
			} `json:"evidence"`
		} `json:"components"`
	}
	if err := json.Unmarshal(content, &materials); err != nil {
		return err
	}
	if len(materials.Components) == 0 {
		return errors.New("names no dependency")
	}
	for _, c := range materials.Components {
		// The standard library has the license of Go, which no module contains.
		if c.Name == "" || c.Version == "" || len(c.Evidence.Licenses) == 0 && c.Name != "std" {
			err = errors.Join(err, fmt.Errorf("%q %q has no version or no license", c.Name, c.Version))
		}
	}
	return err
}

// sums returns the checksums of the release by file name.
func (r *Release) sums() (map[string]string, error) {
	content, err := r.read(r.sumsName())
	if err != nil {
		return nil, err
	}
	sums := map[string]string{}
	for line := range strings.Lines(string(content)) {
		sum, name, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "  ")
		if _, twice := sums[name]; !ok || twice {
			return nil, fmt.Errorf("%s has the line %q", r.sumsName(), line)
		}
		sums[name] = sum
	}
	return sums, nil
}

// checkSums checks that the checksums of all archives and of the manifest are
// there, and that every checksum is that of its file.
func (r *Release) checkSums() error {
	sums, err := r.sums()
	if err != nil {
		return err
	}
	names := []string{r.manifestName()}
	for _, platform := range r.Platforms {
		names = append(names, r.archive(platform))
	}
	for name := range sums {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range slices.Compact(names) {
		content, fault := r.read(name)
		if fault == nil && sums[name] != sum(content) {
			fault = fmt.Errorf("%s: the checksum is %q, and %s has %q", name, sum(content), r.sumsName(), sums[name])
		}
		err = errors.Join(err, fault)
	}
	return err
}

func sum(content []byte) string { return fmt.Sprintf("%x", sha256.Sum256(content)) }

// checkSignature checks that the signature is binary, of the given key, and of a
// kind that the registry accepts.
func (r *Release) checkSignature() error {
	sums, err := r.read(r.sumsName())
	if err != nil {
		return err
	}
	signature, err := r.read(r.signatureName())
	if err != nil {
		return err
	}
	parsed, err := packet.Read(bytes.NewReader(signature))
	if err != nil {
		return fmt.Errorf("%s is not a binary signature: %w", r.signatureName(), err)
	}
	detached, ok := parsed.(*packet.Signature)
	if !ok || detached.PubKeyAlgo != packet.PubKeyAlgoRSA {
		return fmt.Errorf("%s is not a signature by an RSA key, and the registry accepts no elliptic curves", r.signatureName())
	}
	keys, err := openpgp.ReadArmoredKeyRing(strings.NewReader(r.Key))
	if err != nil {
		return fmt.Errorf("public key: %w", err)
	}
	if _, err := openpgp.CheckDetachedSignature(keys, bytes.NewReader(sums), bytes.NewReader(signature), nil); err != nil {
		return fmt.Errorf("%s: %w", r.signatureName(), err)
	}
	return nil
}
