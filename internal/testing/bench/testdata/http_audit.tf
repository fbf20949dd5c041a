locals {
  idle_before  = timeadd(plantimestamp(), "-2160h") # 90 days
  grace_before = timeadd(plantimestamp(), "-720h")  # 30 days

  dates = { for email, licenses in local.holders : email => {
    seen     = compact([for l in licenses : try(l.lastSeen.lastSeenDate, null)])
    assigned = compact([for l in licenses : try(l.lastSeen.lastAssignmentDate, null)])
  } }
  inactive = [for email, d in local.dates : email if
    alltrue([for t in d.assigned : timecmp(t, local.grace_before) <= 0]) &&
    alltrue([for t in(length(d.seen) > 0 ? d.seen : d.assigned) : timecmp(t, local.idle_before) <= 0])
  ]
  external = [for email in keys(local.holders) : email if !endswith(email, "@acme.example") && !endswith(email, ".acme.example")]
}

output "answer" {
  value = "${length(local.inactive)} inactive, ${length(local.external)} external"
}
