variable "name" {
  description = "What everything in the network is called after."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]*$", var.name))
    error_message = "A name is lower case letters, digits and hyphens."
  }
}

variable "cidr" {
  description = "The network's addresses, of which subnets take their share."
  type        = string

  validation {
    condition     = can(cidrhost(var.cidr, 0)) && endswith(var.cidr, "/16")
    error_message = "The network is a /16, such as 10.40.0.0/16."
  }
}

variable "zone_count" {
  description = "Over how many availability zones the network stretches."
  type        = number

  validation {
    condition     = contains([2, 3], var.zone_count)
    error_message = "EKS wants two zones at least; more than three cost without gain."
  }
}

variable "single_nat_gateway" {
  description = "Whether all zones share one NAT gateway, which is cheaper, and fails with its zone."
  type        = bool
}

variable "log_retention_days" {
  description = "How long flow logs are kept."
  type        = number

  validation {
    condition     = var.log_retention_days > 0
    error_message = "Logs are kept for a day at least."
  }
}

variable "key_arn" {
  description = "The key that encrypts flow logs."
  type        = string

  validation {
    condition     = startswith(var.key_arn, "arn:")
    error_message = "A key is named by its ARN."
  }
}
