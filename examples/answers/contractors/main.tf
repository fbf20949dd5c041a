# Which contractors have an address in our own domain, so that the rule external does
# not find them? Here their addresses follow a pattern. If yours don't, use a list
# from your directory.
variable "contractor_pattern" {
  description = "Regular expression that matches contractors' addresses, in lower case."
  type        = string
  default     = "^ext[-.]|@ext[.]acme[.]example$"
}

data "jetbrains_licensed_users" "all" {}

output "contractors" {
  value = {
    for u in data.jetbrains_licensed_users.all.users : u.email => u.product_codes
    if length(regexall(var.contractor_pattern, u.email)) > 0
  }

  precondition {
    condition     = data.jetbrains_licensed_users.all.total_count > 0
    error_message = "Nobody holds a license, so this answer would mean nothing."
  }
}
