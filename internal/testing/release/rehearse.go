package release

import (
	"bytes"
	"context"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator/org"
)

// The hosts of the default registries. The CLI configuration of a rehearsal
// directs them to the rehearsal's registry.
var registryHosts = []string{"registry.terraform.io", "registry.opentofu.org"}

// A Rehearsal installs a release as users do.
type Rehearsal struct {
	Release *Release
	// Terraform is the path of Terraform or OpenTofu.
	Terraform string
	// Log receives one line for each step.
	Log io.Writer
	// Now is the time at which the simulated organization is read.
	Now time.Time

	dir string // contains everything that the rehearsal writes
}

// Run installs the release from a registry and from a mirror, plans with it, and
// checks that Terraform refuses archives that were tampered with. It runs only
// where Terraform reads certificates from SSL_CERT_FILE, which is not the case on
// macOS and Windows.
func (h *Rehearsal) Run(ctx context.Context) (err error) {
	if runtime.GOOS == "darwin" || runtime.GOOS == "windows" {
		return fmt.Errorf("%s has no SSL_CERT_FILE: %w", runtime.GOOS, errors.ErrUnsupported)
	}
	if h.dir, err = os.MkdirTemp("", "release-"); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(h.dir)) }()
	lock, err := h.install(ctx)
	if err != nil {
		return err
	}
	for _, tampering := range []tampering{tamperedArchives, tamperedDocuments, tamperedSums} {
		if err := h.refuse(ctx, tampering); err != nil {
			return err
		}
	}
	return h.mirror(ctx, lock)
}

// install installs the release from a registry in an empty directory, plans, and
// returns the lock file for all platforms.
func (h *Rehearsal) install(ctx context.Context) ([]byte, error) {
	registry, w, err := h.registry(untouched)
	if err != nil {
		return nil, err
	}
	defer w.close()
	h.say("terraform init from a registry")
	if _, err := w.run(ctx, "init", "-input=false"); err != nil {
		return nil, err
	}
	if registry.Served(h.Release.signatureName()) == 0 {
		return nil, errors.New("terraform init did not read the signature")
	}
	h.say("terraform providers lock for %d platforms", len(h.Release.Platforms))
	arguments := []string{"providers", "lock"}
	for _, platform := range h.Release.Platforms {
		arguments = append(arguments, "-platform="+platform)
	}
	if _, err := w.run(ctx, arguments...); err != nil {
		return nil, err
	}
	lock, err := os.ReadFile(filepath.Join(w.dir, lockFile))
	if err != nil {
		return nil, err
	}
	if err := h.checkLock(string(lock)); err != nil {
		return nil, err
	}
	h.say("terraform plan")
	organization := simulator.Generate(org.Options{Seed: 1, Licenses: 10, Now: h.Now})
	server, err := simulator.Start(organization) //nolint:contextcheck // the server ends with Close
	if err != nil {
		return nil, err
	}
	defer server.Close()
	for name, value := range server.Env() {
		w.env = append(w.env, name+"="+value)
	}
	out, err := w.run(ctx, "plan", "-input=false", "-no-color")
	if err == nil && !regexp.MustCompile(`licenses += 10\b`).Match(out) {
		err = fmt.Errorf("the plan does not count 10 licenses:\n%s", out)
	}
	return lock, err
}

const lockFile = ".terraform.lock.hcl"

var packageHash = regexp.MustCompile(`"(h1|zh):[^"]+"`)

// checkLock checks that the lock file has both checksums of every archive. The
// zh checksums come from SHA256SUMS, and Terraform records all of them only if
// the signature is valid.
func (h *Rehearsal) checkLock(lock string) error {
	counts := map[string]int{}
	for _, match := range packageHash.FindAllStringSubmatch(lock, -1) {
		counts[match[1]]++
	}
	if counts["h1"] != len(h.Release.Platforms) || counts["zh"] < len(h.Release.Platforms) {
		return fmt.Errorf("the lock file does not have the checksums of %d platforms:\n%s", len(h.Release.Platforms), lock)
	}
	return nil
}

// refuse checks that Terraform does not install what was tampered with.
func (h *Rehearsal) refuse(ctx context.Context, tampering tampering) error {
	registry, w, err := h.registry(tampering)
	if err != nil {
		return err
	}
	defer w.close()
	h.say("terraform init must fail: %s", tampering)
	out, err := w.run(ctx, "init", "-input=false")
	if err == nil {
		return fmt.Errorf("terraform init installed an archive (%s):\n%s", tampering, out)
	}
	if _, refused := errors.AsType[*exec.ExitError](err); !refused {
		return err
	}
	// A registry that is not asked shows nothing.
	if registry.Served(h.Release.sumsName()) == 0 && registry.Served(h.Release.archive(runtime.GOOS+"_"+runtime.GOARCH)) == 0 {
		return fmt.Errorf("terraform init failed for another reason: %w", err)
	}
	return nil
}

// mirror makes a mirror as platform teams do, and installs from it over HTTPS.
func (h *Rehearsal) mirror(ctx context.Context, lock []byte) error {
	_, w, err := h.registry(untouched)
	if err != nil {
		return err
	}
	defer w.close()
	h.say("terraform providers mirror")
	mirror := filepath.Join(w.dir, "mirror")
	if _, err := w.run(ctx, "providers", "mirror", "-platform="+runtime.GOOS+"_"+runtime.GOARCH, mirror); err != nil {
		return err
	}
	archives, err := filepath.Glob(filepath.Join(mirror, "*", namespace, provider, "*.zip"))
	if err != nil || len(archives) != 1 {
		return fmt.Errorf("the mirror has the archives %v (%w)", archives, err)
	}
	original, err := os.ReadFile(archives[0])
	if err != nil {
		return err
	}
	for _, broken := range []bool{false, true} {
		content := original
		if broken {
			if content, err = tampered(original); err != nil {
				return err
			}
		}
		if err := os.WriteFile(archives[0], content, 0o600); err != nil { //nolint:gosec // Terraform wrote the file below our own directory
			return err
		}
		if err := h.fromMirror(ctx, mirror, lock, broken); err != nil {
			return err
		}
	}
	return nil
}

func (h *Rehearsal) fromMirror(ctx context.Context, mirror string, lock []byte, broken bool) error {
	var archives int
	files := http.FileServer(http.Dir(mirror))
	w, err := h.workspace(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, ".zip") {
			archives++
		}
		files.ServeHTTP(w, r)
	}, func(url string) string {
		return fmt.Sprintf("provider_installation {\n  network_mirror {\n    url = %q\n  }\n}\n", url+"/")
	})
	if err != nil {
		return err
	}
	defer w.close()
	if err := os.WriteFile(filepath.Join(w.dir, lockFile), lock, 0o600); err != nil {
		return err
	}
	h.say("terraform init from a mirror%s", map[bool]string{true: " must fail: the archive is changed"}[broken])
	out, err := w.run(ctx, "init", "-input=false", "-lockfile=readonly")
	w.server.Close()
	var refused *exec.ExitError
	switch {
	case archives == 0:
		return fmt.Errorf("terraform init read no archive from the mirror: %w", errors.Join(err, errors.New(string(out))))
	case broken && err == nil:
		return fmt.Errorf("terraform init installed an archive from a mirror that was tampered with:\n%s", out)
	case broken && errors.As(err, &refused):
		return nil
	}
	return err
}

// workspace is an empty directory to run Terraform in, with a server that its
// CLI configuration names.
type workspace struct {
	terraform, dir string
	env            []string
	server         *httptest.Server
}

func (h *Rehearsal) registry(tampering tampering) (*registry, *workspace, error) {
	registry, err := newRegistry(h.Release, tampering)
	if err != nil {
		return nil, nil, err
	}
	w, err := h.workspace(registry.ServeHTTP, func(url string) string {
		var config strings.Builder
		for _, host := range registryHosts {
			fmt.Fprintf(&config, "host %q {\n  services = {\n    \"providers.v1\" = %q\n  }\n}\n", host, url+"/v1/providers/")
		}
		return config.String()
	})
	return registry, w, err
}

func (h *Rehearsal) workspace(serve http.HandlerFunc, config func(url string) string) (*workspace, error) {
	dir, err := os.MkdirTemp(h.dir, "")
	if err != nil {
		return nil, err
	}
	server := httptest.NewTLSServer(serve)
	certificate := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: server.Certificate().Raw})
	configuration := fmt.Sprintf(`terraform {
  required_providers {
    %s = { source = "%s/%s", version = %q }
  }
}

data "jetbrains_licenses" "all" {}

output "licenses" { value = data.jetbrains_licenses.all.total_count }
`, provider, namespace, provider, h.Release.Version)
	for name, content := range map[string][]byte{
		"ca.pem": certificate, "cli.tfrc": []byte(config(server.URL)), "main.tf": []byte(configuration),
	} {
		if err := os.WriteFile(filepath.Join(dir, name), content, 0o600); err != nil {
			server.Close()
			return nil, err
		}
	}
	env := slices.DeleteFunc(os.Environ(), func(variable string) bool {
		return strings.HasPrefix(variable, "TF_") || strings.HasPrefix(variable, "JETBRAINS_")
	})
	env = append(env, "CHECKPOINT_DISABLE=1", "TF_IN_AUTOMATION=1", "OPENTOFU_ENFORCE_GPG_VALIDATION=true",
		"TF_CLI_CONFIG_FILE="+filepath.Join(dir, "cli.tfrc"), "SSL_CERT_FILE="+filepath.Join(dir, "ca.pem"))
	return &workspace{terraform: h.Terraform, dir: dir, env: env, server: server}, nil
}

func (w *workspace) close() { w.server.Close() }

// run runs Terraform and returns what it printed. If it fails, the error
// contains that as well, and wraps an [exec.ExitError].
func (w *workspace) run(ctx context.Context, arguments ...string) ([]byte, error) {
	command := exec.CommandContext(ctx, w.terraform, arguments...) //nolint:gosec // the caller chooses the program
	command.Dir, command.Env = w.dir, w.env
	out, err := command.CombinedOutput()
	if err != nil {
		return out, fmt.Errorf("terraform %s: %w\n%s", arguments[0], err, bytes.TrimSpace(out))
	}
	return out, nil
}

func (h *Rehearsal) say(format string, values ...any) {
	_, _ = fmt.Fprintf(h.Log, "==> "+format+"\n", values...) // a log that fails does not change the result
}
