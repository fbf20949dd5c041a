locals {
  unused_before = timeadd(plantimestamp(), "-2160h") # 90 days
  grace_before  = timeadd(plantimestamp(), "-720h")  # 30 days

  dates = { for email, licenses in local.holders : email => {
    # Only someone with an active license that is not a trial can be inactive.
    working = anytrue([for l in licenses : !try(l.isSuspended, false) && !try(l.isTrial, false) && !try(l.subscription.isOutdated, false)])
    # A license that was seen before the day of its assignment was seen with an
    # earlier holder.
    seen     = compact([for l in licenses : try(replace(substr(l.lastSeen.lastSeenDate, 0, 10), "-", "") >= replace(substr(l.lastSeen.lastAssignmentDate, 0, 10), "-", "") ? l.lastSeen.lastSeenDate : null, l.lastSeen.lastSeenDate, null)])
    assigned = compact([for l in licenses : try(l.lastSeen.lastAssignmentDate, null)])
  } }
  inactive = [for email, d in local.dates : email if d.working &&
    alltrue([for t in d.assigned : timecmp(t, local.grace_before) <= 0]) &&
    alltrue([for t in(length(d.seen) > 0 ? d.seen : d.assigned) : timecmp(t, local.unused_before) <= 0])
  ]
  external = [for email in keys(local.holders) : email if !endswith(email, "@acme.example") && !endswith(email, ".acme.example")]
}

output "answer" {
  value = "${length(local.inactive)} inactive, ${length(local.external)} external"
}
