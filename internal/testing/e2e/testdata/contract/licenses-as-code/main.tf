locals {
  developers = { II = ["ada@acme.example", "bo@acme.example"], WS = ["cy@acme.example"] }
}

data "jetbrains_license_audit" "as_declared" {
  missing_entitlement    = { expected = local.developers }
  unexpected_entitlement = { expected = local.developers }
  on_findings            = "error"
}
