# Who holds a license but is not in the directory, or has an address outside our
# domains? The provider names these people and fails the plan. Terraform does not
# store the audit.

terraform {
  required_version = ">= 1.10"
  required_providers {
    jetbrains = {
      source  = "terraform-jetbrains/jetbrains"
      version = "~> 0.1"
    }
  }
}

provider "jetbrains" {
  require_scope = "organization" # a team token is an error
}

variable "directory_file" {
  description = "JSON file with a list of the addresses of everyone in the company."
  type        = string
}

ephemeral "jetbrains_license_audit" "company" {
  not_in_directory = { directory_emails = jsondecode(file(var.directory_file)) }
  external         = { allowed_email_domains = ["acme.example", "*.acme.example"] } # yours
  on_findings      = "error"
  # The second exemption has ended, so the provider reports it as stale.
  exemptions = [
    { email = "contractor7@evil.example", rules = ["external", "not_in_directory"], until = "2099-01-31", reason = "SOW-12" },
    { email = "gone@evil.example", rules = ["external"], until = "2026-10-31", reason = "SOW-11" },
  ]
}
