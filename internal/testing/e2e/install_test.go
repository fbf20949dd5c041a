package e2e_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
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

func (i installer) run(t *testing.T, action, version string) string {
	t.Helper()
	binary := filepath.Join(i.home, "binary")
	i.write(t, binary, "the provider", 0o600)
	script := exec.Command("sh", filepath.Join(repository(), "scripts", "install.sh"), action, binary, i.plugins(),
		"terraform-jetbrains/jetbrains", version, "linux_amd64", "registry.terraform.io", "registry.opentofu.org")
	script.Env = []string{"HOME=" + i.home, "PATH=" + i.bin}
	out, err := script.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return string(out)
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
