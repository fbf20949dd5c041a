# The policy: one audit, which names who breaks it. The tour only counts; with
# -var on_findings=error the plan fails, which is how a build is stopped.

variable "on_findings" {
  description = "What findings do: fail the plan (error), warn (warn), or only count (none)."
  type        = string
  default     = "none"
}

variable "company_domains" {
  description = "E-mail domains of our own people."
  type        = list(string)
  default     = ["acme.example", "*.acme.example"]
}

data "jetbrains_license_audit" "company" {
  allowed_email_domains = var.company_domains
  inactive_days         = 150
  expiring_days         = 14
  min_available         = { II = 1 }
  max_percent           = { inactive = 15 }
  require_scope         = "organization"
  on_findings           = var.on_findings
}

output "audit" {
  value = merge(
    { passed = data.jetbrains_license_audit.company.passed },
    { for rule in ["exhausted", "expiring", "external", "inactive"] : rule => data.jetbrains_license_audit.company.rule_counts[rule] },
  )
}
