variable "name" {
  description = "What the vault and its plan are called."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,29}$", var.name))
    error_message = "A name is lower case letters, digits and hyphens, 30 at most."
  }
}

variable "key_arn" {
  description = "The key that encrypts the vault."
  type        = string

  validation {
    condition     = startswith(var.key_arn, "arn:")
    error_message = "A key is named by its ARN."
  }
}

variable "tags" {
  description = "The tag of what is backed up."
  type        = map(string)

  validation {
    condition     = length(var.tags) == 1
    error_message = "One tag: with several, any of them would do."
  }
}

variable "schedule" {
  description = "When backups begin, as a cron expression of AWS, in UTC."
  type        = string

  validation {
    condition     = can(regex("^cron\\(.+\\)$", var.schedule))
    error_message = "Such as cron(0 3 * * ? *)."
  }
}

variable "retention_days" {
  description = "How long a backup is kept."
  type        = number

  validation {
    condition     = var.retention_days >= 1
    error_message = "At least a day."
  }
}
