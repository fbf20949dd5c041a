# Who may use a paid AI license now, and which of these licenses did nobody use for 60
# days? No pack counts as an AI license, whatever AI credits come with the pack.
variable "ai_products" {
  description = "Codes of the AI licenses that you have: AIP is AI Pro, AIPU is AI Ultimate."
  type        = list(string)
  default     = ["AIP"]
}

data "jetbrains_ide_entitlements" "ai" {
  product_codes = var.ai_products
}

data "jetbrains_license_audit" "ai" {
  product_codes = var.ai_products
  unused        = { days = 60 }
  on_findings   = "none"
}

output "ai_users" {
  value = data.jetbrains_ide_entitlements.ai.emails_by_product
}

output "unused_ai_licenses" {
  value = { for f in data.jetbrains_license_audit.ai.findings : f.license_id => f.message }
}
