variable "name" {
  description = "The key's alias, without its prefix."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9/-]*$", var.name))
    error_message = "An alias is lower case letters, digits, slashes and hyphens."
  }
}

variable "description" {
  description = "What the key encrypts."
  type        = string

  validation {
    condition     = length(var.description) > 0
    error_message = "Say what the key encrypts."
  }
}

variable "encrypts_logs" {
  description = "Whether CloudWatch encrypts log groups of this account with it."
  type        = bool
  default     = false
}
