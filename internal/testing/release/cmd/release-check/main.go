// Command release-check rehearses a release. It builds all platforms with the
// pinned goreleaser, signs the checksums with a key that it then throws away,
// checks the files, and lets Terraform or OpenTofu install them from a registry
// and from a mirror. `make release-check` runs it at the root of the repository.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/release"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	version := flag.String("version", "", "`version` to rehearse, such as 0.1.0")
	terraform := flag.String("terraform", "terraform", "`path` of Terraform or OpenTofu")
	flag.Parse()
	if err := run(ctx, *version, *terraform, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, "make release-check:", err)
		stop()
		os.Exit(1) //nolint:gocritic // stop was called
	}
}

// notRunError is the reason why nothing was checked.
type notRunError struct{ reason string }

func (e notRunError) Error() string { return "not run, because " + e.reason }

func run(ctx context.Context, version, terraform string, platforms []string) error {
	err := rehearse(ctx, version, terraform, platforms)
	if errors.Is(err, errors.ErrUnsupported) {
		err = notRunError{err.Error()}
	}
	notRun, ok := errors.AsType[notRunError](err)
	if file := os.Getenv("NOT_RUN"); file != "" && ok {
		// .ci/run counts the step as not run if this file has a reason.
		err = errors.Join(err, os.WriteFile(file, []byte(notRun.reason+"\n"), 0o600)) //nolint:gosec // .ci/run chooses the file
	}
	return err
}

func rehearse(ctx context.Context, version, terraform string, platforms []string) error {
	manifest, err := os.ReadFile("terraform-registry-manifest.json")
	if err != nil {
		return err
	}
	if _, err := exec.LookPath("gpg"); err != nil {
		return notRunError{"gpg is not installed"}
	}
	// The path of the agent's socket must be short.
	home, err := os.MkdirTemp("", "gpg-")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(home) }()
	signer := gpg{home: home}
	defer signer.stop()
	key, err := signer.generate(ctx)
	if err != nil {
		return err
	}
	fmt.Println("==> goreleaser (the first run builds it and takes several minutes)")
	for _, tool := range []*exec.Cmd{
		exec.CommandContext(ctx, "go", "tool", "-modfile=tools/goreleaser/go.mod", "goreleaser", "--version"),
		exec.CommandContext(ctx, "go", "tool", "-modfile=tools/cyclonedx-gomod/go.mod", "cyclonedx-gomod", "version"),
	} {
		if out, err := tool.CombinedOutput(); err != nil && ctx.Err() == nil {
			fmt.Print(string(out))
			return notRunError{tool.Args[3] + " cannot be built on this machine"}
		}
	}
	build := exec.CommandContext(ctx, "go", "tool", "-modfile=tools/goreleaser/go.mod", "goreleaser", "release", "--snapshot", "--clean")
	build.Env = append(os.Environ(), "VERSION="+version, "GNUPGHOME="+home, "GPG_FINGERPRINT="+key.fingerprint)
	build.Stdout, build.Stderr = os.Stdout, os.Stderr
	if err := build.Run(); err != nil {
		return fmt.Errorf("goreleaser: %w", err)
	}
	r := &release.Release{Dir: "dist", Version: version, Platforms: platforms, Manifest: manifest, Key: key.public}
	fmt.Printf("==> the registry's rules for %d platforms\n", len(platforms))
	if err := r.Check(); err != nil {
		return err
	}
	if terraform, err = filepath.Abs(terraform); err != nil {
		return err
	}
	return (&release.Rehearsal{Release: r, Terraform: terraform, Log: os.Stdout, Now: time.Now()}).Run(ctx)
}

// gpg runs GnuPG with a directory of its own.
type gpg struct{ home string }

type signingKey struct{ fingerprint, public string }

func (g gpg) run(ctx context.Context, arguments ...string) (string, error) {
	command := exec.CommandContext(ctx, "gpg", append([]string{"--batch", "--quiet", "--homedir", g.home}, arguments...)...) //nolint:gosec // the arguments are constants or come from gpg
	var failure strings.Builder
	command.Stderr = &failure
	out, err := command.Output()
	if err != nil {
		return "", fmt.Errorf("gpg %s: %w\n%s", strings.Join(arguments, " "), err, failure.String())
	}
	return string(out), nil
}

// generate makes a key that expires tomorrow, of a kind that the registry
// accepts.
func (g gpg) generate(ctx context.Context) (signingKey, error) {
	if _, err := g.run(ctx, "--passphrase", "", "--quick-generate-key", "Rehearsal of a release <rehearsal@example.invalid>", "rsa3072", "sign", "1d"); err != nil {
		return signingKey{}, err
	}
	list, err := g.run(ctx, "--with-colons", "--list-secret-keys")
	if err != nil {
		return signingKey{}, err
	}
	for line := range strings.Lines(list) {
		// https://github.com/gpg/gnupg/blob/master/doc/DETAILS: field 10 of fpr.
		fields := strings.Split(line, ":")
		if fields[0] != "fpr" || len(fields) < 10 {
			continue
		}
		public, err := g.run(ctx, "--armor", "--export", fields[9])
		return signingKey{fields[9], public}, err
	}
	return signingKey{}, errors.New("gpg lists no fingerprint")
}

// stop ends the agent that gpg started.
func (g gpg) stop() {
	_ = exec.Command("gpgconf", "--homedir", g.home, "--kill", "gpg-agent").Run() //nolint:gosec,noctx // the agent also ends by itself when its directory is gone
}
