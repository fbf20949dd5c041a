# Which licenses do people hold who left, and were they seen after the last day? The
# dates come from HR, as a spreadsheet saves them: a CSV file with a byte-order mark,
# names around the addresses, and no date for those who stay.
variable "leaving_dates_file" {
  description = "CSV file with the columns email and last_day."
  type        = string
  default     = "leaving_dates.csv"
}

locals {
  # Of "Ada Lovelace <ada@acme.example>" only the address counts. If the file has
  # semicolons, put replace(file(var.leaving_dates_file), ";", ",") in place of the file.
  people        = csvdecode(trimprefix(file(var.leaving_dates_file), "\ufeff"))
  leaving_dates = { for p in local.people : try(regex("[^<> ]+@[^<> ]+", p.email), p.email) => trimspace(p.last_day) }
}

data "jetbrains_license_audit" "departed" {
  departed    = { leaving_dates = local.leaving_dates } # people without a date stay
  on_findings = "none"
}

output "departed" {
  value = { for f in data.jetbrains_license_audit.departed.findings : f.license_id => f.message }
}
