# Which licenses did their holders not use for 60 days, whatever else these people
# use? Licenses that were assigned in the last 30 days are left out.
data "jetbrains_license_audit" "unused" {
  unused      = { days = 60 }
  use_unknown = {}
  on_findings = "none"
}

output "unused" {
  value = { for f in data.jetbrains_license_audit.unused.findings : f.license_id => f.message if f.rule == "unused" }
}

output "unused_by_product" {
  value = {
    for code, findings in {
      for f in data.jetbrains_license_audit.unused.findings : f.product_code => f... if f.rule == "unused"
    } : code => length(findings)
  }
}

# Ask the holders of these: JetBrains cannot see the use of an offline activation
# code, or has no date at all. They are not among the unused.
output "ask_first" {
  value = { for f in data.jetbrains_license_audit.unused.findings : f.license_id => f.message if f.rule == "use_unknown" }
}
