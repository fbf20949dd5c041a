output "answer" {
  value = "${length(local.licenses)} licenses"
}
