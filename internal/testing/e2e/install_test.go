package e2e_test

import (
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// installer runs scripts/install.sh as make does, but with its own home
// directory.
type installer struct {
	home string
	bin  string // contains programs named terraform or tofu
}

func newInstaller(t *testing.T, tools ...string) installer {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("make and its scripts need a POSIX shell")
	}
	i := installer{home: t.TempDir(), bin: t.TempDir()}
	for _, tool := range []string{"cat", "cp", "grep", "mkdir", "mv", "rm", "rmdir", "sh"} { // excludes any real Terraform
		path, err := exec.LookPath(tool)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.Symlink(path, filepath.Join(i.bin, tool)); err != nil {
			t.Fatal(err)
		}
	}
	for _, tool := range tools {
		i.write(t, filepath.Join(i.bin, tool), "#!/bin/sh\n", 0o700)
	}
	return i
}

func (i installer) write(t *testing.T, path, content string, mode os.FileMode) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), mode); err != nil {
		t.Fatal(err)
	}
}

func (i installer) plugins() string { return filepath.Join(i.home, ".terraform.d", "plugins") }

func (i installer) command(t *testing.T, action, version string) *exec.Cmd {
	t.Helper()
	binary := filepath.Join(i.home, "binary")
	i.write(t, binary, "the provider", 0o600)
	script := exec.Command("sh", filepath.Join(repository(), "scripts", "install.sh"), action, binary, i.plugins(),
		"terraform-jetbrains/jetbrains", version, "linux_amd64", "registry.terraform.io", "registry.opentofu.org")
	script.Env = []string{"HOME=" + i.home, "PATH=" + i.bin}
	return script
}

func (i installer) run(t *testing.T, action, version string) string {
	t.Helper()
	out, err := i.command(t, action, version).CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return string(out)
}

// fails runs the script, which must fail, and returns what it printed.
func (i installer) fails(t *testing.T, script *exec.Cmd) string {
	t.Helper()
	out, err := script.CombinedOutput()
	var exit *exec.ExitError
	if !errors.As(err, &exit) {
		t.Fatalf("want a failure, got %v:\n%s", err, out)
	}
	return string(out)
}

// files returns the content of every file below the directory, by path. A
// directory is listed with a slash, and a link with its target.
func (i installer) files(t *testing.T, below string) map[string]string {
	t.Helper()
	found := map[string]string{}
	err := filepath.WalkDir(below, func(path string, entry os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		switch {
		case entry.IsDir():
			found[path+"/"] = ""
			return nil
		case entry.Type()&os.ModeSymlink != 0:
			target, err := os.Readlink(path)
			found[path] = "-> " + target
			return err
		}
		content, err := os.ReadFile(path)
		found[path] = string(content)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func TestUninstallRemovesEveryVersionAndNothingElse(t *testing.T) {
	t.Parallel()
	i := newInstaller(t)
	i.run(t, "install", "0.1.0")
	i.run(t, "install", "0.2.0")
	other := filepath.Join(i.plugins(), "registry.terraform.io", "corp", "other", "1.0.0", "linux_amd64", "terraform-provider-other_v1.0.0")
	i.write(t, other, "", 0o600)
	if out := i.run(t, "uninstall", "0.1.0"); strings.Count(out, "removed ") != 4 {
		t.Errorf("four files were installed:\n%s", out)
	}
	if _, err := os.Stat(other); err != nil {
		t.Errorf("another provider is gone: %v", err)
	}
	if left, _ := filepath.Glob(filepath.Join(i.plugins(), "*", "terraform-jetbrains")); len(left) > 0 {
		t.Errorf("empty directories are left: %v", left)
	}
	if out := i.run(t, "uninstall", "0.1.0"); !strings.Contains(out, "nothing to remove") {
		t.Errorf("a second time:\n%s", out)
	}
}

func TestInstallWarnsWhereTheCLIConfigurationHidesTheProvider(t *testing.T) {
	t.Parallel()
	const direct = "provider_installation {\n  direct {}\n}\n"
	mirror := func(include string) string {
		return "provider_installation {\n  filesystem_mirror {\n    path = \"HOME/.terraform.d/plugins\"\n" + include + "  }\n}\n"
	}
	for name, test := range map[string]struct {
		tool, file, content string
		warns               bool
	}{
		"no file":                        {"terraform", "", "", false},
		"no tool on PATH":                {"", ".terraformrc", direct, true},
		"no installation block":          {"terraform", ".terraformrc", "plugin_cache_dir = \"x\"\n", false},
		"a commented block":              {"terraform", ".terraformrc", "# provider_installation {\n", false},
		"direct only":                    {"terraform", ".terraformrc", direct, true},
		"direct only, in the directory":  {"terraform", ".terraform.d/corp.tfrc", direct, true},
		"the directory":                  {"terraform", ".terraformrc", mirror(""), false},
		"the directory, of others":       {"terraform", ".terraformrc", mirror("    include = [\"corp.example/*/*\"]\n"), true},
		"the directory, of this as well": {"terraform", ".terraformrc", mirror("    include = [\"terraform-jetbrains/jetbrains\"]\n"), false},
		"a file that is not read":        {"terraform", ".tofurc", direct, false},
		"OpenTofu's own":                 {"tofu", ".tofurc", direct, true},
		"OpenTofu without its own":       {"tofu", ".terraformrc", direct, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			i := newInstaller(t, strings.Fields(test.tool)...)
			if test.file != "" {
				i.write(t, filepath.Join(i.home, test.file), strings.ReplaceAll(test.content, "HOME", i.home), 0o600)
			}
			out := i.run(t, "install", "0.1.0")
			if strings.Contains(out, "warning: ") != test.warns || strings.Contains(out, "now find") == test.warns {
				t.Errorf("want a warning: %t, got:\n%s", test.warns, out)
			}
			if test.warns && (!strings.Contains(out, i.plugins()) || !strings.Contains(out, `exclude = ["terraform-jetbrains/jetbrains"]`)) {
				t.Errorf("the warning does not say what to add:\n%s", out)
			}
		})
	}
}

// A link below the plugin directory could lead to files of someone else. The
// script neither writes nor removes anything there.
func TestInstallAndUninstallFollowNoLinks(t *testing.T) {
	for name, linked := range map[string]string{
		"host":      "registry.terraform.io",
		"last host": "registry.opentofu.org",
		"namespace": "registry.terraform.io/terraform-jetbrains",
		"provider":  "registry.terraform.io/terraform-jetbrains/jetbrains",
		"version":   "registry.terraform.io/terraform-jetbrains/jetbrains/0.1.0",
		"platform":  "registry.opentofu.org/terraform-jetbrains/jetbrains/0.1.0/linux_amd64",
	} {
		t.Run(name, func(t *testing.T) {
			i := newInstaller(t)
			i.run(t, "install", "0.1.0")
			link := filepath.Join(i.plugins(), filepath.FromSlash(linked))
			elsewhere := filepath.Join(i.home, "elsewhere")
			if err := os.Rename(link, elsewhere); err != nil {
				t.Fatal(err)
			}
			if err := os.Symlink(elsewhere, link); err != nil {
				t.Fatal(err)
			}
			before := i.files(t, i.home)
			for _, action := range []string{"install", "uninstall"} {
				if out := i.fails(t, i.command(t, action, "0.1.0")); !strings.Contains(out, link+" is a symbolic link") {
					t.Errorf("%s does not name the link:\n%s", action, out)
				}
				if diff := cmp.Diff(before, i.files(t, i.home)); diff != "" {
					t.Errorf("%s changed files (-before +after):\n%s", action, diff)
				}
			}
		})
	}
}

func TestInstallDoesNotWriteThroughALink(t *testing.T) {
	i := newInstaller(t)
	i.run(t, "install", "0.1.0")
	victim := filepath.Join(i.home, "victim")
	i.write(t, victim, "precious", 0o600)
	place := filepath.Join(i.plugins(), "registry.terraform.io", "terraform-jetbrains", "jetbrains", "0.1.0", "linux_amd64")
	for _, name := range []string{"terraform-provider-jetbrains_v0.1.0", ".terraform-provider-jetbrains_v0.1.0.new"} {
		_ = os.Remove(filepath.Join(place, name))
		if err := os.Symlink(victim, filepath.Join(place, name)); err != nil {
			t.Fatal(err)
		}
	}
	_ = i.command(t, "install", "0.1.0").Run() // whether it succeeds is another test
	if content, err := os.ReadFile(victim); err != nil || string(content) != "precious" {
		t.Errorf("a linked file is now %q (%v)", content, err)
	}
}

func TestAFailedInstallLeavesNothingBehind(t *testing.T) {
	for name, breaks := range map[string]func(*testing.T, installer){
		"the copy fails": func(t *testing.T, i installer) {
			t.Helper()
			i.write(t, filepath.Join(i.bin, "cp"), "#!/bin/sh\nfor to; do :; done\necho partial >\"$to\"\nexit 1\n", 0o700)
		},
		"the second copy fails": func(t *testing.T, i installer) {
			t.Helper()
			i.write(t, filepath.Join(i.bin, "cp"), "#!/bin/sh\nfor to; do :; done\necho partial >\"$to\"\ncase $to in *opentofu*) exit 1 ;; esac\n", 0o700)
		},
		"the last step fails": func(t *testing.T, i installer) {
			t.Helper()
			i.write(t, filepath.Join(i.bin, "mv"), "#!/bin/sh\nexit 1\n", 0o700)
		},
		"the second of the last steps fails": func(t *testing.T, i installer) {
			t.Helper()
			mv, err := exec.LookPath("mv")
			if err != nil {
				t.Fatal(err)
			}
			i.write(t, filepath.Join(i.bin, "mv"), "#!/bin/sh\ncase $3 in *opentofu*) exit 1 ;; esac\nexec "+mv+" \"$@\"\n", 0o700)
		},
		"the script is interrupted": func(t *testing.T, i installer) {
			t.Helper()
			i.write(t, filepath.Join(i.bin, "cp"), "#!/bin/sh\nfor to; do :; done\necho partial >\"$to\"\nkill -INT $PPID\n", 0o700)
		},
	} {
		t.Run(name, func(t *testing.T) {
			i := newInstaller(t)
			for _, tool := range []string{"cp", "mv"} {
				if err := os.Remove(filepath.Join(i.bin, tool)); err != nil {
					t.Fatal(err)
				}
				path, err := exec.LookPath(tool)
				if err != nil {
					t.Fatal(err)
				}
				i.write(t, filepath.Join(i.bin, tool), "#!/bin/sh\nexec "+path+" \"$@\"\n", 0o700)
			}
			script := i.command(t, "install", "0.1.0")
			before := i.files(t, i.home)
			breaks(t, i)
			i.fails(t, script)
			if diff := cmp.Diff(before, i.files(t, i.home)); diff != "" {
				t.Errorf("files are left behind (-before +after):\n%s", diff)
			}
		})
	}
}

func TestInstallNamesAMissingHome(t *testing.T) {
	for name, home := range map[string]string{"unset": "", "empty": "HOME=", "no directory": "HOME=/nonexistent"} {
		t.Run(name, func(t *testing.T) {
			i := newInstaller(t)
			for _, action := range []string{"install", "uninstall"} {
				script := i.command(t, action, "0.1.0")
				script.Env = []string{home, "PATH=" + i.bin}
				if out := i.fails(t, script); !strings.HasPrefix(out, "make "+action+": HOME must name your home directory") {
					t.Errorf("%s does not name HOME:\n%s", action, out)
				}
			}
			if _, err := os.Lstat(i.plugins()); !errors.Is(err, fs.ErrNotExist) {
				t.Errorf("the plugin directory exists: %v", err)
			}
		})
	}
}
