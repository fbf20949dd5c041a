#!/bin/sh
# Runs Terraform or OpenTofu with the given arguments in the environment of
# scripts/terraform-env.sh, which nothing of the user's disturbs.
set -eu
. scripts/terraform-env.sh

clean_terraform_env
exec "$TERRAFORM" "$@"
