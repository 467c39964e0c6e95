variable "name" {
  description = "What the bucket's name begins with."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,35}$", var.name))
    error_message = "A name is lower case letters, digits and hyphens, 36 at most: S3 appends 26 to it."
  }
}

variable "key_arn" {
  description = "The key that encrypts the bucket."
  type        = string

  validation {
    condition     = startswith(var.key_arn, "arn:")
    error_message = "A key is named by its ARN."
  }
}

variable "deleted_retention_days" {
  description = "How long an object is kept that was deleted or replaced."
  type        = number

  validation {
    condition     = var.deleted_retention_days >= 1
    error_message = "At least a day."
  }
}

variable "backup_tags" {
  description = "The tags by which backups pick the bucket."
  type        = map(string)

  validation {
    condition     = length(var.backup_tags) > 0
    error_message = "Without a tag nothing would back the bucket up."
  }
}
