# Contractors with an address in our own domain, whom the rule "external" does not
# find. Here their addresses follow a pattern. If yours don't, use a list from
# your directory.
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
    error_message = "No license holders were read, so this result would be meaningless."
  }
}
