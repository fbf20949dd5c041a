# NOT RUN by this project's tests, which have no Terraform 1.17. They run the
# configuration next to this file and check what the policy reads. The policy
# follows HashiCorp's reference for resource_policy, and a development build of
# Terraform 1.17 evaluated a terraform_data resource this way. Before you rely on
# the policy, confirm that it fails for an audit that does not pass.

policy {}

resource_policy "terraform_data" "license_audit" {
  enforcement_level = "mandatory"

  # This policy ignores other resources of this type.
  filter = core::try(attrs.input.license_audit, null) != null

  # Absent, null, and unknown values fail.
  enforce {
    condition     = core::try(attrs.input.license_audit.passed == true, false)
    error_message = "The license audit did not pass. Run the plan of this configuration to see its findings."
  }
}
