# Which licenses add nothing to what their holder may use: a product beside a pack
# that includes it, or the same product twice? With the rule unused, a license that
# nobody uses covers nothing, so that all licenses of both rules can be given up.
data "jetbrains_license_audit" "overlapping" {
  overlapping = {}
  unused      = { days = 60 }
  on_findings = "none"
}

output "overlapping" {
  value = { for f in data.jetbrains_license_audit.overlapping.findings : f.license_id => f.message if f.rule == "overlapping" }
}
