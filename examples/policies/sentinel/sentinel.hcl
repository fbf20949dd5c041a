# NOT RUN; see license-audit.sentinel.
policy "license-audit" {
  source            = "./license-audit.sentinel"
  enforcement_level = "hard-mandatory"
}
