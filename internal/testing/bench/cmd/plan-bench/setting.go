package main

import (
	"bytes"
	"context"
	"debug/buildinfo"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/bench"
)

func lookPath(program string) (string, error) {
	if program == "" {
		return "", errors.New("name every program: -terraform, -provider, -http, -simulator")
	}
	found, err := exec.LookPath(program)
	if err != nil {
		return "", err
	}
	return filepath.Abs(found)
}

// setting says in one line what was measured with.
func setting(ctx context.Context, programs bench.Programs) string {
	parts := []string{fmt.Sprintf("Measured on %s/%s with %d cores", runtime.GOOS, runtime.GOARCH, runtime.NumCPU())}
	if memory := memory(); memory != "" {
		parts = append(parts, memory+" of memory")
	}
	if version := terraformVersion(ctx, programs.Terraform); version != "" {
		parts = append(parts, version)
	}
	if info, err := buildinfo.ReadFile(programs.JetBrains); err == nil {
		parts = append(parts, "Go "+strings.TrimPrefix(info.GoVersion, "go"))
		for _, dependency := range info.Deps {
			if dependency.Path == "github.com/hashicorp/terraform-plugin-framework" {
				parts = append(parts, "terraform-plugin-framework "+strings.TrimPrefix(dependency.Version, "v"))
			}
		}
	}
	if info, err := buildinfo.ReadFile(programs.HTTP); err == nil && info.Main.Replace != nil {
		version := info.Main.Replace.Version
		parts = append(parts, "hashicorp/http at commit "+version[strings.LastIndexByte(version, '-')+1:])
	}
	return strings.Join(parts, ", ") + "."
}

func memory() string {
	meminfo, err := os.ReadFile("/proc/meminfo")
	if err != nil {
		return ""
	}
	var kibibytes int64
	if _, err := fmt.Sscanf(string(meminfo), "MemTotal: %d kB", &kibibytes); err != nil {
		return ""
	}
	return fmt.Sprintf("%d GiB", (kibibytes+1<<19)>>20)
}

func terraformVersion(ctx context.Context, terraform string) string {
	command := exec.CommandContext(ctx, terraform, "version", "-json")
	command.Env = append(os.Environ(), "CHECKPOINT_DISABLE=1", "TF_CLI_CONFIG_FILE="+os.DevNull)
	output, err := command.Output()
	var version struct {
		Terraform string `json:"terraform_version"`
	}
	if err != nil || json.Unmarshal(output, &version) != nil {
		return ""
	}
	name := "Terraform"
	if strings.Contains(filepath.Base(terraform), "tofu") {
		name = "OpenTofu"
	}
	return name + " " + version.Terraform
}

// write prints the tables and keeps them, and every run, in files of that name.
func write(ctx context.Context, results *bench.Results, programs bench.Programs, name, guide string) error {
	var tables, runs bytes.Buffer
	if err := errors.Join(results.Markdown(&tables, setting(context.WithoutCancel(ctx), programs)), results.Benchmarks(&runs)); err != nil {
		return err
	}
	if _, err := os.Stdout.Write(tables.Bytes()); err != nil {
		return err
	}
	if err := errors.Join(os.WriteFile(name+".md", tables.Bytes(), 0o600), os.WriteFile(name+".txt", runs.Bytes(), 0o600)); err != nil {
		return err
	}
	if guide == "" {
		return nil
	}
	text, err := os.ReadFile(guide) //nolint:gosec // the caller's file
	if err != nil {
		return err
	}
	updated, err := bench.Between(text, tables.Bytes())
	if err != nil {
		return fmt.Errorf("%s: %w", guide, err)
	}
	return os.WriteFile(guide, updated, 0o644) //nolint:gosec // a file of the repository
}
