# Logs: the configuration of one machine, over which lies, section by section, what differs where they are kept in a bucket.
locals {
  source        = "${path.module}/../../../../../containers/loki"
  configuration = yamldecode(file("${local.source}/loki.yml"))
  overlay       = yamldecode(file("${local.source}/loki.s3.yml"))

  credentials = "secrets/credentials"
}

module "workload" {
  source = "../workload"

  platform                    = var.platform
  name                        = "loki"
  image                       = var.image
  user_id                     = 10001
  service_account_annotations = var.store.role_arn == null ? {} : { "eks.amazonaws.com/role-arn" = var.store.role_arn }
  configuration_directory     = "/etc/loki"
  secrets                     = var.store.credentials == null ? {} : { (local.credentials) = var.store.credentials }
  secrets_revision            = var.secrets_revision
  data                        = { directory = "/loki", gib = var.volume_gib }
  resources                   = { cpu = "250m", memory = "2Gi" }
  ports                       = { http = 3100 }
  metrics_port                = 3100
  probe                       = { port = 3100, ready = "/ready", live = "/loki/api/v1/status/buildinfo" }

  files = merge(
    {
      # Loki puts the variables in before it reads the file, and would not take a flag that is quoted.
      "loki.yml" = replace(
        yamlencode(merge(
          local.configuration,
          { for section, settings in local.overlay : section => merge(local.configuration[section], settings) },
        )),
        "\"$${LOKI_S3_PATH_STYLE:-false}\"", "$${LOKI_S3_PATH_STYLE:-false}",
      )
    },
    { for path in fileset(local.source, "rules/fake/*.yml") : path => file("${local.source}/${path}") },
  )

  args = ["-config.file=/etc/loki/loki.yml", "-config.expand-env=true"]

  env = merge(
    {
      AWS_REGION     = var.store.region
      LOKI_S3_BUCKET = var.store.bucket
      LOKI_RETENTION = "${var.retention_days * 24}h"
    },
    var.store.endpoint == null ? {} : { LOKI_S3_ENDPOINT = var.store.endpoint, LOKI_S3_PATH_STYLE = "true" },
    var.store.credentials == null ? {} : { AWS_SHARED_CREDENTIALS_FILE = "/etc/loki/${local.credentials}" },
  )

  ingress = [{ programs = ["grafana", "otel-collector", "prometheus"], ports = [3100] }]

  # The bucket, the roles that lead to it, and who is told of alerts.
  egress = [
    { programs = ["alertmanager"], ports = [9093] },
    { cidrs = ["0.0.0.0/0"], ports = [443] },
  ]
}
