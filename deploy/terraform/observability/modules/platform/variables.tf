variable "namespace" {
  description = "The namespace of the programs, after which their storage class is called, too."
  type        = string

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9-]*$", var.namespace))
    error_message = "A namespace is lower case letters, digits and hyphens."
  }
}

variable "key_arn" {
  description = "The key that encrypts volumes."
  type        = string

  validation {
    condition     = startswith(var.key_arn, "arn:")
    error_message = "A key is named by its ARN."
  }
}

variable "volume_tags" {
  description = "The tags that volumes carry in AWS, by which backups pick them."
  type        = map(string)

  validation {
    condition     = length(var.volume_tags) > 0
    error_message = "Without a tag nothing would back volumes up."
  }
}

variable "quota" {
  description = "The most that the namespace may ask for."
  type        = object({ pods = number, cpu = string, memory = string, volumes = number })

  validation {
    condition     = var.quota.pods > 0 && var.quota.volumes > 0 && can(regex("^[0-9]+m?$", var.quota.cpu)) && can(regex("^[0-9]+[MG]i$", var.quota.memory))
    error_message = "Numbers above zero, and quantities such as 500m or 8 of processors and 16Gi of memory."
  }
}
