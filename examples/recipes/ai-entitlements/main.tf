# Who can use AI Pro, through an AI Pro seat or through a pack?
data "jetbrains_ide_entitlements" "ai" {
  product_codes = ["AIP"]
  status        = "active"
  expand_packs  = true
}

output "ai_users" {
  value = {
    for via, emails in {
      for e in data.jetbrains_ide_entitlements.ai.entitlements : coalesce(e.via, "AI Pro seat") => e.email...
    } : via => length(distinct(emails))
  }
}

# People who hold an AI Pro seat although a pack includes it. Trials do not count,
# because they end.
output "paid_twice" {
  value = [
    for email, ways in {
      for e in data.jetbrains_ide_entitlements.ai.entitlements : e.email => coalesce(e.via, "AI Pro seat")... if !e.trial
    } : email if contains(ways, "AI Pro seat") && length(distinct(ways)) > 1
  ]
}
