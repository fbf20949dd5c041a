package release

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/ProtonMail/go-crypto/openpgp"
	"github.com/ProtonMail/go-crypto/openpgp/armor"
	"github.com/ProtonMail/go-crypto/openpgp/packet"
)

var here = runtime.GOOS + "_" + runtime.GOARCH

// build builds the provider for this platform once for all tests.
var build = sync.OnceValues(func() ([]byte, error) {
	dir, err := os.MkdirTemp("", "release-")
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	command := exec.Command("go", "build", "-trimpath", "-ldflags", "-s -w", "-o", filepath.Join(dir, "provider"), ".")
	command.Dir = filepath.Join("..", "..", "..")
	command.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := command.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("%w\n%s", err, out)
	}
	return os.ReadFile(filepath.Join(dir, "provider"))
})

// licenses are the licenses of the dependencies on this platform.
var licenses = sync.OnceValues(func() ([]byte, error) {
	var text bytes.Buffer
	err := WriteLicenses(context.Background(), &text, filepath.Join("..", "..", ".."), []string{runtime.GOOS})
	return text.Bytes(), err
})

// key signs a release.
type key struct{ entity *openpgp.Entity }

func newKey(algorithm packet.PublicKeyAlgorithm) func() (key, error) {
	return sync.OnceValues(func() (key, error) {
		entity, err := openpgp.NewEntity("Rehearsal", "", "rehearsal@example.invalid", &packet.Config{RSABits: 2048, Algorithm: algorithm})
		return key{entity}, err
	})
}

// RSA keys take long to generate, so all tests share them.
var (
	ourKey      = newKey(packet.PubKeyAlgoRSA)
	anotherKey  = newKey(packet.PubKeyAlgoRSA)
	ellipticKey = newKey(packet.PubKeyAlgoEdDSA)
)

// must returns the value of a function that must not fail.
func must[V any](t *testing.T, get func() (V, error)) V {
	t.Helper()
	value, err := get()
	if err != nil {
		t.Fatal(err)
	}
	return value
}

func (k key) armor(t *testing.T) string {
	t.Helper()
	var text bytes.Buffer
	w, err := armor.Encode(&text, openpgp.PublicKeyType, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := k.entity.Serialize(w); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return text.String()
}

// zipped is an archive with a file for each name. Names that end in ! are
// programs.
func zipped(t *testing.T, files map[string][]byte) []byte {
	t.Helper()
	var archive bytes.Buffer
	w := zip.NewWriter(&archive)
	for name, content := range files {
		header := &zip.FileHeader{Name: strings.TrimSuffix(name, "!"), Method: zip.Store}
		header.SetMode(0o644)
		if strings.HasSuffix(name, "!") {
			header.SetMode(0o755)
		}
		file, err := w.CreateHeader(header)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := file.Write(content); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return archive.Bytes()
}

// testRelease is a release of the real provider for this platform. Its methods
// end the test if they fail.
type testRelease struct {
	*Release
	t *testing.T
}

// newRelease returns a valid release.
func newRelease(t *testing.T) testRelease {
	t.Helper()
	r := testRelease{&Release{
		Dir: t.TempDir(), Version: "0.1.0", Platforms: []string{here}, Key: must(t, ourKey).armor(t),
		Manifest: []byte(`{"version": 1, "metadata": {"protocol_versions": ["6.0"]}}`),
	}, t}
	r.write(r.archive(here), zipped(t, map[string][]byte{
		program + "!": must(t, build), "LICENSE": []byte("MPL"), licensesName: must(t, licenses),
	}))
	r.write("terraform-provider-jetbrains_0.1.0_"+here+".sbom.json",
		[]byte(`{"components": [{"name": "x", "version": "v1", "evidence": {"licenses": [{"license": {"id": "MIT"}}]}}, {"name": "std", "version": "v1"}]}`))
	r.sign(ourKey)
	return r
}

// program is the name of the program in an archive for this platform.
var program = "terraform-provider-jetbrains_v0.1.0" + map[bool]string{true: ".exe"}[runtime.GOOS == "windows"]

func (r testRelease) content(name string) []byte {
	r.t.Helper()
	content, err := r.read(name)
	if err != nil {
		r.t.Fatal(err)
	}
	return content
}

func (r testRelease) write(name string, content []byte) {
	r.t.Helper()
	if err := os.WriteFile(filepath.Join(r.Dir, name), content, 0o600); err != nil {
		r.t.Fatal(err)
	}
}

// archived replaces the archive for this platform.
func (r testRelease) archived(files map[string][]byte) {
	r.t.Helper()
	r.write(r.archive(here), zipped(r.t, files))
	r.sign(ourKey)
}

// sign writes the checksums and their signature.
func (r testRelease) sign(with func() (key, error)) {
	r.t.Helper()
	var sums strings.Builder
	for _, name := range []string{r.archive(here), r.manifestName()} {
		fmt.Fprintf(&sums, "%s  %s\n", sum(r.content(name)), name)
	}
	r.write(r.sumsName(), []byte(sums.String()))
	var signature bytes.Buffer
	if err := openpgp.DetachSign(&signature, must(r.t, with).entity, strings.NewReader(sums.String()), nil); err != nil {
		r.t.Fatal(err)
	}
	r.write(r.signatureName(), signature.Bytes())
}

func TestAReleaseThatTheRegistryAcceptsPasses(t *testing.T) {
	if err := newRelease(t).Check(); err != nil {
		t.Error(err)
	}
}

func TestAReleaseThatTheRegistryRefusesFails(t *testing.T) {
	binary, text := must(t, build), must(t, licenses)
	for name, test := range map[string]struct {
		change func(testRelease)
		want   string
	}{
		"a version with a v":  {func(r testRelease) { r.Version = "v0.1.0" }, "not a version"},
		"a missing platform":  {func(r testRelease) { r.Platforms = append(r.Platforms, "plan9_amd64") }, "plan9_amd64.zip"},
		"an unknown platform": {func(r testRelease) { r.write(r.archive("plan9_amd64"), nil) }, "the archives are"},
		"another protocol": {func(r testRelease) {
			r.Manifest = []byte(`{"version": 1, "metadata": {"protocol_versions": ["5.0"]}}`)
			r.sign(ourKey)
		}, "speaks 6.0"},
		"a manifest of an unknown version": {func(r testRelease) {
			r.Manifest = []byte(`{"version": 2, "metadata": {"protocol_versions": ["6.0"]}}`)
			r.sign(ourKey)
		}, "version 2, want 1"},
		"a manifest without a checksum": {func(r testRelease) { r.Manifest = append(r.Manifest, '\n') }, "_manifest.json: the checksum is"},
		"a changed archive": {func(r testRelease) {
			r.write(r.archive(here), append(r.content(r.archive(here)), 0))
		}, ".zip: the checksum is"},
		"an archive without the license": {func(r testRelease) {
			r.archived(map[string][]byte{program + "!": binary, licensesName: text})
		}, "want LICENSE,"},
		"an archive without a dependency's license": {func(r testRelease) {
			r.archived(map[string][]byte{program + "!": binary, "LICENSE": nil, licensesName: bytes.ReplaceAll(text, []byte("google.golang.org/grpc v"), nil)})
		}, "lacks google.golang.org/grpc v"},
		"a program of another name": {func(r testRelease) {
			r.archived(map[string][]byte{"terraform-provider-jetbrains!": binary, "LICENSE": nil, licensesName: text})
		}, "want LICENSE,"},
		"a program that nobody can run": {func(r testRelease) {
			r.archived(map[string][]byte{program: binary, "LICENSE": nil, licensesName: text})
		}, "not everyone can run it"},
		"a program for another platform": {func(r testRelease) {
			r.Platforms = []string{"freebsd_arm"}
			r.write(r.archive("freebsd_arm"), zipped(r.t, map[string][]byte{"terraform-provider-jetbrains_v0.1.0!": binary, "LICENSE": nil, licensesName: text}))
		}, "want freebsd"},
		"an armored signature": {func(r testRelease) {
			r.write(r.signatureName(), []byte("-----BEGIN PGP SIGNATURE-----\n"))
		}, "not a binary signature"},
		"a signature by an elliptic curve": {func(r testRelease) {
			r.Key = must(r.t, ellipticKey).armor(r.t)
			r.sign(ellipticKey)
		}, "elliptic curves"},
		"another key":       {func(r testRelease) { r.sign(anotherKey) }, "_SHA256SUMS.sig:"},
		"changed checksums": {func(r testRelease) { r.write(r.sumsName(), append(r.content(r.sumsName()), '\n')) }, "_SHA256SUMS.sig:"},
		"no bill of materials": {func(r testRelease) {
			if err := os.Remove(filepath.Join(r.Dir, r.base()+"_"+here+".sbom.json")); err != nil {
				r.t.Fatal(err)
			}
		}, "bill of materials"},
		"a dependency without a license": {func(r testRelease) {
			r.write(r.base()+"_"+here+".sbom.json", []byte(`{"components": [{"name": "x", "version": "v1"}]}`))
		}, `"x" "v1" has no version or no license`},
	} {
		t.Run(name, func(t *testing.T) {
			r := newRelease(t)
			test.change(r)
			if err := r.Check(); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v, want an error with %q", err, test.want)
			}
		})
	}
}

func TestAModuleWithoutALicenseIsAnError(t *testing.T) {
	for name, test := range map[string]struct {
		file string
		ok   bool
	}{
		"a license": {"LICENSE", true}, "in Markdown": {"License.md", true}, "a text file": {"LICENSE.txt", true},
		"a copying file": {"COPYING", true}, "two licenses": {"LICENSE-MIT", true}, "code": {"license.go", false}, "none": {"README.md", false},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			if err := os.WriteFile(filepath.Join(dir, test.file), []byte("text"), 0o600); err != nil {
				t.Fatal(err)
			}
			var out strings.Builder
			err := writeLicense(&out, module{"example.com/x", "v1", dir})
			if (err == nil) != test.ok || strings.Contains(out.String(), "\nexample.com/x v1: "+test.file+"\n") != test.ok {
				t.Errorf("%v\n%s", err, out.String())
			}
		})
	}
}

func TestTheRegistryDescribesEachPlatform(t *testing.T) {
	r := newRelease(t)
	registry, err := newRegistry(r.Release, untouched)
	if err != nil {
		t.Fatal(err)
	}
	get := func(path string, document any) int {
		t.Helper()
		response := httptest.NewRecorder()
		registry.ServeHTTP(response, httptest.NewRequest(http.MethodGet, "https://registry.example"+path, nil))
		if document != nil && response.Code == http.StatusOK {
			if err := json.Unmarshal(response.Body.Bytes(), document); err != nil {
				t.Fatalf("%s: %v", path, err)
			}
		}
		return response.Code
	}
	var versions struct {
		Versions []struct {
			Version   string
			Protocols []string
			Platforms []struct{ OS, Arch string }
		}
	}
	if status := get("/v1/providers/terraform-jetbrains/jetbrains/versions", &versions); status != http.StatusOK {
		t.Fatalf("status %d", status)
	}
	if got, want := fmt.Sprint(versions.Versions), fmt.Sprintf("[{0.1.0 [6.0] [{%s %s}]}]", runtime.GOOS, runtime.GOARCH); got != want {
		t.Errorf("the versions are %s, want %s", got, want)
	}
	var document struct {
		DownloadURL string `json:"download_url"`
		Shasum      string
		SigningKeys struct {
			Keys []struct {
				ID string `json:"key_id"`
			} `json:"gpg_public_keys"`
		} `json:"signing_keys"`
	}
	get("/v1/providers/terraform-jetbrains/jetbrains/0.1.0/download/"+strings.ReplaceAll(here, "_", "/"), &document)
	sums, err := r.sums()
	if err != nil {
		t.Fatal(err)
	}
	if document.Shasum != sums[r.archive(here)] || document.DownloadURL != "https://registry.example/files/"+r.archive(here) || len(document.SigningKeys.Keys) != 1 {
		t.Errorf("got %+v", document)
	}
	for _, path := range []string{
		"/v1/providers/hashicorp/http/versions",
		"/v1/providers/terraform-jetbrains/jetbrains/0.1.0/download/plan9/amd64",
		"/v1/providers/terraform-jetbrains/jetbrains/0.2.0/download/" + strings.ReplaceAll(here, "_", "/"),
		"/files/nothing.zip",
		"/files/..%2f..%2fetc%2fpasswd",
	} {
		if status := get(path, nil); status != http.StatusNotFound {
			t.Errorf("%s has the status %d", path, status)
		}
	}
}

// rehearse runs a rehearsal with real Terraform.
func rehearse(t *testing.T, r *Release) (string, error) {
	t.Helper()
	if !strings.HasPrefix(t.Name(), "TestAcc") {
		t.Fatal("make testacc runs only tests whose names begin with TestAcc")
	}
	if os.Getenv("TF_ACC") == "" {
		t.Skip("runs real Terraform: set TF_ACC=1, or use make test")
	}
	if runtime.GOOS == "darwin" || runtime.GOOS == "windows" {
		t.Skip("Terraform reads the registry's certificate from SSL_CERT_FILE, which this system does not have")
	}
	terraform := os.Getenv("TF_ACC_TERRAFORM_PATH")
	if terraform == "" {
		terraform = "terraform"
	}
	var log strings.Builder
	h := Rehearsal{Release: r, Terraform: terraform, Log: &log, Now: time.Now()}
	err := h.Run(t.Context())
	return log.String(), err
}

func TestAccTerraformInstallsAReleaseAndRefusesTamperedArchives(t *testing.T) {
	r := newRelease(t)
	log, err := rehearse(t, r.Release)
	if err != nil || strings.Count(log, "==> ") != 9 {
		t.Errorf("%v after\n%s", err, log)
	}
}

func TestAccARehearsalFailsWhereTerraformRefusesTheSignature(t *testing.T) {
	r := newRelease(t)
	r.sign(anotherKey)
	if log, err := rehearse(t, r.Release); err == nil || strings.Count(log, "==> ") != 1 {
		t.Errorf("want an error of the first step, got %v after\n%s", err, log)
	}
}
