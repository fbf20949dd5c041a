# Who holds a license but is not in the directory, or is outside our domain? The
# provider names these people and fails the plan. Terraform does not store the
# audit.

terraform {
  required_providers {
    jetbrains = {
      source  = "terraform-jetbrains/jetbrains"
      version = "~> 0.1"
    }
  }
}

provider "jetbrains" {}

variable "directory_file" { type = string }

ephemeral "jetbrains_license_audit" "leavers" {
  directory_emails      = jsondecode(file(var.directory_file))
  allowed_email_domains = ["acme.example"]
  rules                 = ["external", "unmatched"] # without a directory, this is an error
  require_scope         = "organization"
  min_licenses          = 1
  on_findings           = "error"
  # The second exemption has ended, so the provider reports it as stale.
  exemptions = [
    { email = "contractor7@evil.example", rules = ["external", "unmatched"], until = "2027-01-31", reason = "SOW-12" },
    { email = "gone@evil.example", rules = ["external"], until = "2026-10-31", reason = "SOW-11" },
  ]
}
