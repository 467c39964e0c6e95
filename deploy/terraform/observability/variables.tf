variable "name" {
  description = "What the cluster is called, and everything else after it."
  type        = string
  default     = "speccursor"

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,19}$", var.name))
    error_message = "A name is lower case letters, digits and hyphens, 20 at most."
  }
}

variable "environment" {
  description = "What telemetry says that it comes from, and a tag of everything."
  type        = string
  default     = "production"

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]*$", var.environment))
    error_message = "A name is lower case letters, digits and hyphens."
  }
}

variable "region" {
  description = "The region of AWS."
  type        = string

  validation {
    condition     = can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]$", var.region))
    error_message = "A region, such as eu-central-1."
  }
}

variable "tags" {
  description = "Further tags of everything in AWS."
  type        = map(string)
  default     = {}

  validation {
    condition     = alltrue([for name in keys(var.tags) : !startswith(name, "aws:")])
    error_message = "Tags that begin with aws: are reserved."
  }
}

# The network

variable "existing_network" {
  description = "A VPC that is there already, with private subnets in two zones that reach the internet; null to make one."
  type = object({
    vpc_id             = string
    vpc_cidr           = string
    private_subnet_ids = list(string)
  })
  default = null

  validation {
    condition = var.existing_network == null ? true : (
      startswith(var.existing_network.vpc_id, "vpc-") &&
      can(cidrhost(var.existing_network.vpc_cidr, 0)) &&
      length(var.existing_network.private_subnet_ids) >= 2
    )
    error_message = "A VPC's id, its addresses, and two subnets at least."
  }
}

variable "vpc_cidr" {
  description = "The addresses of the VPC that is made."
  type        = string
  default     = "10.40.0.0/16"

  validation {
    condition     = can(cidrhost(var.vpc_cidr, 0)) && endswith(var.vpc_cidr, "/16")
    error_message = "The network is a /16, such as 10.40.0.0/16."
  }
}

variable "zone_count" {
  description = "Over how many availability zones the VPC that is made stretches."
  type        = number
  default     = 3

  validation {
    condition     = contains([2, 3], var.zone_count)
    error_message = "Two or three."
  }
}

variable "single_nat_gateway" {
  description = "Whether all zones of the VPC that is made share one NAT gateway, which is cheaper, and fails with its zone."
  type        = bool
  default     = false
}

# The cluster

variable "kubernetes_version" {
  description = "Kubernetes' minor version."
  type        = string
  default     = "1.33"

  validation {
    condition     = can(regex("^1\\.[0-9]{2}$", var.kubernetes_version))
    error_message = "A minor version, such as 1.33."
  }
}

variable "public_access_cidrs" {
  description = "From where the control plane is reached over the internet; from nowhere where there are none, and then Terraform must run inside of the network."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for cidr in var.public_access_cidrs : can(cidrhost(cidr, 0)) && !endswith(cidr, "/0")])
    error_message = "Ranges of addresses, and never all of the internet."
  }
}

variable "administrators" {
  description = "The ARNs of IAM users and roles that administer the cluster beside the one that made it."
  type        = set(string)
  default     = []

  validation {
    condition     = alltrue([for arn in var.administrators : can(regex("^arn:[a-z-]+:iam::[0-9]{12}:(user|role)/", arn))])
    error_message = "An administrator is named by the ARN of a user or role."
  }
}

variable "nodes" {
  description = "What the nodes are, how many, and the size of their disks. A volume stays in its zone: one node a zone at least."
  type        = object({ instance_types = list(string), min = number, max = number, disk_gib = number })
  default     = { instance_types = ["m7i.large"], min = 3, max = 6, disk_gib = 50 }

  validation {
    condition     = length(var.nodes.instance_types) > 0 && var.nodes.min >= 1 && var.nodes.max >= var.nodes.min && var.nodes.disk_gib >= 20
    error_message = "At least one instance type and node, no fewer at most than at least, and 20 GiB."
  }
}

# The programs

variable "namespace" {
  description = "The namespace of the programs."
  type        = string
  default     = "observability"

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9-]*$", var.namespace)) && var.namespace != var.services_namespace
    error_message = "A namespace is lower case letters, digits and hyphens, and another than that of the services."
  }
}

variable "services_namespace" {
  description = "The namespace of SpecCursor's services, which send telemetry and are told of alerts."
  type        = string
  default     = "speccursor"

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9-]*$", var.services_namespace))
    error_message = "A namespace is lower case letters, digits and hyphens."
  }
}

variable "workers_namespace" {
  description = "The namespace of SpecCursor's workers, which is kept apart because they run strangers' code; they send telemetry, too."
  type        = string
  default     = "speccursor-workers"

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9-]*$", var.workers_namespace)) && var.workers_namespace != var.namespace
    error_message = "A namespace is lower case letters, digits and hyphens, and another than that of the programs."
  }
}

variable "images" {
  description = "The programs' images with their exact versions, as the application host has them."
  type        = map(string)
  default = {
    prometheus        = "docker.io/prom/prometheus:v3.7.3"
    alertmanager      = "docker.io/prom/alertmanager:v0.28.1"
    collector         = "docker.io/otel/opentelemetry-collector-contrib:0.150.1"
    loki              = "docker.io/grafana/loki:3.5.8"
    jaeger            = "docker.io/jaegertracing/jaeger:2.13.0"
    grafana           = "docker.io/grafana/grafana:12.3.0"
    blackbox_exporter = "quay.io/prometheus/blackbox-exporter:v0.27.0"
  }

  validation {
    condition     = length(setsubtract(["prometheus", "alertmanager", "collector", "loki", "jaeger", "grafana", "blackbox_exporter"], keys(var.images))) == 0
    error_message = "Every program has an image."
  }

  validation {
    condition     = alltrue([for image in values(var.images) : can(regex("^[^/]+/.+:[^:/]*[0-9][^:/]*$", image))])
    error_message = "An image is registry/name:version."
  }
}

variable "quota" {
  description = "The most that the programs may ask for."
  type        = object({ pods = number, cpu = string, memory = string, volumes = number })
  default     = { pods = 20, cpu = "8", memory = "24Gi", volumes = 10 }

  validation {
    condition     = var.quota.pods > 0 && var.quota.volumes > 0 && can(regex("^[0-9]+m?$", var.quota.cpu)) && can(regex("^[0-9]+[MG]i$", var.quota.memory))
    error_message = "Numbers above zero, and quantities such as 500m or 8 of processors and 16Gi of memory."
  }
}

variable "volumes_gib" {
  description = "The size of each program's volume in GiB."
  type        = object({ prometheus = number, alertmanager = number, loki = number, jaeger = number, grafana = number })
  default     = { prometheus = 50, alertmanager = 2, loki = 20, jaeger = 50, grafana = 5 }

  validation {
    condition     = alltrue([for gib in values(var.volumes_gib) : gib >= 1 && floor(gib) == gib])
    error_message = "Whole GiB from 1."
  }
}

variable "retention" {
  description = "How many days each is kept: metrics, logs, traces, backups, logs of the control plane and the network, and objects that were deleted."
  type = object({
    metrics_days = number
    logs_days    = number
    traces_days  = number
    backup_days  = number
    audit_days   = number
    deleted_days = number
  })
  default = { metrics_days = 15, logs_days = 30, traces_days = 3, backup_days = 35, audit_days = 365, deleted_days = 30 }

  validation {
    condition     = alltrue([for days in values(var.retention) : days >= 1 && floor(days) == days])
    error_message = "Whole days from 1."
  }

  validation {
    condition     = var.retention.metrics_days >= 8
    error_message = "The rules look back seven days."
  }

  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], var.retention.audit_days)
    error_message = "CloudWatch keeps logs for certain numbers of days, such as 30, 90 or 365."
  }
}

variable "backup_schedule" {
  description = "When backups begin, as a cron expression of AWS, in UTC."
  type        = string
  default     = "cron(0 3 * * ? *)"

  validation {
    condition     = can(regex("^cron\\(.+\\)$", var.backup_schedule))
    error_message = "Such as cron(0 3 * * ? *)."
  }
}

variable "object_store" {
  description = "An S3-compatible bucket for Loki that is there already, with a file of credentials in Secrets Manager; null to make one in S3."
  type = object({
    bucket      = string
    region      = string
    role_arn    = optional(string)
    endpoint    = optional(string)
    credentials = optional(string)
  })
  default = null

  validation {
    condition     = var.object_store == null ? true : (var.object_store.role_arn == null) != (var.object_store.credentials == null)
    error_message = "It is reached by a role or by credentials, not both."
  }
}

# Who is told

variable "secrets" {
  description = "The names or ARNs of secrets in Secrets Manager: Slack's incoming webhook, the controller's API key, Grafana's password of admin, and PagerDuty's routing key and the mail server's password, if any."
  type = object({
    slack_url        = string
    controller_key   = string
    grafana_password = string
    pagerduty_key    = optional(string)
    smtp_password    = optional(string)
  })

  validation {
    condition     = alltrue([for name in ["slack_url", "controller_key", "grafana_password"] : length(var.secrets[name]) > 0])
    error_message = "Slack, the controller and Grafana each have a secret."
  }

  validation {
    condition     = alltrue([for secret in values(var.secrets) : secret == null ? true : !strcontains(secret, "://")])
    error_message = "The name or ARN of a secret, never the secret itself."
  }
}

variable "secrets_revision" {
  description = "To be counted up when a secret was changed: Terraform cannot see that by itself."
  type        = number
  default     = 1

  validation {
    condition     = var.secrets_revision >= 1 && floor(var.secrets_revision) == var.secrets_revision
    error_message = "A whole number from 1."
  }
}

variable "email" {
  description = "Who is mailed of critical alerts, by which server (host:port), from which address, and who mails as the server knows them; null for nobody."
  type        = object({ to = string, server = string, from = optional(string), user = optional(string) })
  default     = null

  validation {
    condition     = var.email == null ? true : can(regex("^[^@ ]+@[^@ ]+$", var.email.to)) && can(regex("^[^: ]+:[0-9]+$", var.email.server))
    error_message = "An address, and a server as host:port."
  }
}

variable "webhook_url" {
  description = "Any other receiver of Alertmanager's webhook; null for none."
  type        = string
  default     = null

  validation {
    condition     = var.webhook_url == null ? true : startswith(var.webhook_url, "https://")
    error_message = "An https URL."
  }
}
