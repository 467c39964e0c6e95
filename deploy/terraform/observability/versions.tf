terraform {
  # 1.11 has write-only arguments, by which secrets stay out of the state.
  required_version = "~> 1.11"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.0"
    }
    kubernetes = {
      source  = "hashicorp/kubernetes"
      version = "~> 2.38"
    }
  }

  # Filled in at init, by -backend-config.
  backend "s3" {
    encrypt      = true
    use_lockfile = true
  }
}
