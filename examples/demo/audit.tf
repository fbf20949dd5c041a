# The policy is a single audit. By default, the audit only counts findings. With
# -var on_findings=error, it names everyone who violates the policy and fails the
# plan, which is how you stop a build.

variable "on_findings" {
  description = "What happens when there are findings: fail the plan (error), warn (warn), or only count them (none)."
  type        = string
  default     = "none"
}

variable "company_domains" {
  description = "Our own email domains."
  type        = list(string)
  default     = ["acme.example", "*.acme.example"]
}

data "jetbrains_license_audit" "company" {
  allowed_email_domains = var.company_domains
  inactive_days         = 150
  expiring_days         = 14
  min_available         = { II = 1 }
  max_percent           = { inactive = 15 }
  on_findings           = var.on_findings

  # The demo accepts any token. A policy of your own should require "organization".
  require_scope = data.jetbrains_account.this.scope
}

output "audit" {
  value = merge(
    { passed = data.jetbrains_license_audit.company.passed },
    { for rule in ["exhausted", "expiring", "external", "inactive"] : rule => data.jetbrains_license_audit.company.rule_counts[rule] },
  )
}
