package release

import (
	"archive/zip"
	"bytes"
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
	command := exec.Command("go", "build", "-trimpath", "-o", filepath.Join(dir, "provider"), ".")
	command.Dir = filepath.Join("..", "..", "..")
	command.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := command.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("%w\n%s", err, out)
	}
	return os.ReadFile(filepath.Join(dir, "provider"))
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

// newRelease returns a valid release of the real provider for this platform.
func newRelease(t *testing.T) (*Release, key) {
	t.Helper()
	program, k := must(t, build), must(t, ourKey)
	r := &Release{
		Dir: t.TempDir(), Version: "0.1.0", Platforms: []string{here}, Key: k.armor(t),
		Manifest: []byte(`{"version": 1, "metadata": {"protocol_versions": ["6.0"]}}`),
	}
	name := "terraform-provider-jetbrains_v0.1.0!"
	if runtime.GOOS == "windows" {
		name = "terraform-provider-jetbrains_v0.1.0.exe!"
	}
	write(t, r, r.archive(here), zipped(t, map[string][]byte{name: program, "LICENSE": []byte("MPL")}))
	write(t, r, "terraform-provider-jetbrains_0.1.0_"+here+".sbom.json",
		[]byte(`{"components": [{"name": "x", "version": "v1", "evidence": {"licenses": [{"license": {"id": "MIT"}}]}}, {"name": "std", "version": "v1"}]}`))
	sign(t, r, k)
	return r, k
}

func write(t *testing.T, r *Release, name string, content []byte) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(r.Dir, name), content, 0o600); err != nil {
		t.Fatal(err)
	}
}

// sign writes the checksums and their signature.
func sign(t *testing.T, r *Release, k key) {
	t.Helper()
	var sums strings.Builder
	for _, name := range []string{r.archive(here), r.manifestName()} {
		content, err := r.read(name)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&sums, "%s  %s\n", sum(content), name)
	}
	write(t, r, r.sumsName(), []byte(sums.String()))
	var signature bytes.Buffer
	if err := openpgp.DetachSign(&signature, k.entity, strings.NewReader(sums.String()), nil); err != nil {
		t.Fatal(err)
	}
	write(t, r, r.signatureName(), signature.Bytes())
}

func TestAReleaseThatTheRegistryAcceptsPasses(t *testing.T) {
	r, _ := newRelease(t)
	if err := r.Check(); err != nil {
		t.Error(err)
	}
}

func TestAReleaseThatTheRegistryRefusesFails(t *testing.T) {
	program := must(t, build)
	for name, test := range map[string]struct {
		change func(*testing.T, *Release, key)
		want   string
	}{
		"a version with a v": {func(_ *testing.T, r *Release, _ key) { r.Version = "v0.1.0" }, "not a version"},
		"a missing platform": {func(_ *testing.T, r *Release, _ key) { r.Platforms = append(r.Platforms, "plan9_amd64") }, "plan9_amd64.zip"},
		"an unknown platform": {func(t *testing.T, r *Release, _ key) {
			write(t, r, "terraform-provider-jetbrains_0.1.0_plan9_amd64.zip", nil)
		}, "the archives are"},
		"another protocol": {func(t *testing.T, r *Release, k key) {
			r.Manifest = []byte(`{"version": 1, "metadata": {"protocol_versions": ["5.0"]}}`)
			sign(t, r, k)
		}, "speaks 6.0"},
		"a manifest of an unknown version": {func(t *testing.T, r *Release, k key) {
			r.Manifest = []byte(`{"version": 2, "metadata": {"protocol_versions": ["6.0"]}}`)
			sign(t, r, k)
		}, "version 2, want 1"},
		"a manifest without a checksum": {func(_ *testing.T, r *Release, _ key) { r.Manifest = append(r.Manifest, '\n') }, "_manifest.json: the checksum is"},
		"a changed archive": {func(t *testing.T, r *Release, _ key) {
			content, err := r.read(r.archive(here))
			if err != nil {
				t.Fatal(err)
			}
			write(t, r, r.archive(here), append(content, 0))
		}, ".zip: the checksum is"},
		"an archive without the license": {func(t *testing.T, r *Release, k key) {
			write(t, r, r.archive(here), zipped(t, map[string][]byte{"terraform-provider-jetbrains_v0.1.0!": program}))
			sign(t, r, k)
		}, "want LICENSE and"},
		"a program of another name": {func(t *testing.T, r *Release, k key) {
			write(t, r, r.archive(here), zipped(t, map[string][]byte{"terraform-provider-jetbrains!": program, "LICENSE": nil}))
			sign(t, r, k)
		}, "want LICENSE and"},
		"a program that nobody can run": {func(t *testing.T, r *Release, k key) {
			write(t, r, r.archive(here), zipped(t, map[string][]byte{"terraform-provider-jetbrains_v0.1.0": program, "LICENSE": nil}))
			sign(t, r, k)
		}, "not everyone can run it"},
		"a program for another platform": {func(t *testing.T, r *Release, k key) {
			r.Platforms = []string{"freebsd_arm"}
			write(t, r, r.archive("freebsd_arm"), zipped(t, map[string][]byte{"terraform-provider-jetbrains_v0.1.0!": program, "LICENSE": nil}))
		}, "want freebsd"},
		"an armored signature": {func(t *testing.T, r *Release, _ key) {
			write(t, r, r.signatureName(), []byte("-----BEGIN PGP SIGNATURE-----\n"))
		}, "not a binary signature"},
		"a signature by an elliptic curve": {func(t *testing.T, r *Release, _ key) {
			k := must(t, ellipticKey)
			r.Key = k.armor(t)
			sign(t, r, k)
		}, "elliptic curves"},
		"another key": {func(t *testing.T, r *Release, _ key) { sign(t, r, must(t, anotherKey)) }, "_SHA256SUMS.sig:"},
		"changed checksums": {func(t *testing.T, r *Release, _ key) {
			sums, err := r.read(r.sumsName())
			if err != nil {
				t.Fatal(err)
			}
			write(t, r, r.sumsName(), append(sums, '\n'))
		}, "_SHA256SUMS.sig:"},
		"no bill of materials": {func(t *testing.T, r *Release, _ key) {
			if err := os.Remove(filepath.Join(r.Dir, r.base()+"_"+here+".sbom.json")); err != nil {
				t.Fatal(err)
			}
		}, "bill of materials"},
		"a dependency without a license": {func(t *testing.T, r *Release, _ key) {
			write(t, r, r.base()+"_"+here+".sbom.json", []byte(`{"components": [{"name": "x", "version": "v1"}]}`))
		}, `"x" "v1" has no version or no license`},
	} {
		t.Run(name, func(t *testing.T) {
			r, k := newRelease(t)
			test.change(t, r, k)
			if err := r.Check(); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v, want an error with %q", err, test.want)
			}
		})
	}
}

func TestTheRegistryDescribesEachPlatform(t *testing.T) {
	r, _ := newRelease(t)
	registry, err := NewRegistry(r, Untouched)
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
	r, _ := newRelease(t)
	log, err := rehearse(t, r)
	if err != nil || strings.Count(log, "==> ") != 9 {
		t.Errorf("%v after\n%s", err, log)
	}
}

func TestAccARehearsalFailsWhereTerraformRefusesTheSignature(t *testing.T) {
	r, _ := newRelease(t)
	sign(t, r, must(t, anotherKey))
	if log, err := rehearse(t, r); err == nil || strings.Count(log, "==> ") != 1 {
		t.Errorf("want an error of the first step, got %v after\n%s", err, log)
	}
}
