# For whom is a pack cheaper than their licenses? Unused and overlapping licenses do
# not count: to give them up is cheaper still.
data "jetbrains_license_audit" "packs" {
  cheaper_pack = { prices = { ALL = 77.9, II = 59.9, PC = 24.9, WS = 15.9 } }
  unused       = { days = 60 }
  overlapping  = {}
  on_findings  = "none"
}

output "cheaper_with_a_pack" {
  value = { for f in data.jetbrains_license_audit.packs.findings : f.email => f.message if f.rule == "cheaper_pack" }
}
