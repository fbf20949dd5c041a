# The policy is one audit. Here it only counts. With -var on_findings=error, it names
# everybody who violates the policy and fails the plan, which is how you stop a build.

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
  external         = { allowed_email_domains = var.company_domains }
  inactive         = { days = 150, max_percent = 15 }
  expiring         = { days = 14, severity = "warning" } # never fails the plan
  low_availability = { min_available = { for p in local.products : p.product_code => 1 } }
  on_findings      = var.on_findings
}

locals {
  audit = data.jetbrains_license_audit.company
}

output "audit" {
  value = join("\n", concat(
    [local.audit.passed ? "passed" : "failed", "", format("%-18s %8s %8s   %s", "rule", "found", "of", "result")],
    [for rule, r in local.audit.results : format("%-18s %8d %8d   %s", rule, r.count, r.out_of, r.passed ? "passed" : r.severity == "warning" ? "warning" : "failed")],
  ))
}
