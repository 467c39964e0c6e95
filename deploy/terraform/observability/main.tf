provider "aws" {
  region = var.region

  default_tags {
    tags = merge({ application = "speccursor", environment = var.environment, managed-by = "terraform" }, var.tags)
  }
}

provider "kubernetes" {
  host                   = module.cluster.connection.endpoint
  cluster_ca_certificate = module.cluster.connection.certificate_authority

  exec {
    api_version = "client.authentication.k8s.io/v1"
    command     = "aws"
    args        = ["eks", "get-token", "--region", var.region, "--cluster-name", module.cluster.name]
  }
}

locals {
  network      = var.existing_network != null ? var.existing_network : module.network[0].network
  service_cidr = "172.20.0.0/16"
  backup_tags  = { "${var.name}-backup" = "nightly" }

  keys = {
    cluster = { description = "Secrets of the cluster, and logs of it and of its network.", encrypts_logs = true }
    data    = { description = "Volumes and buckets of observability.", encrypts_logs = false }
    backup  = { description = "Backups of observability.", encrypts_logs = false }
  }

  # A bucket of our own, unless there is one elsewhere.
  store = var.object_store != null ? var.object_store : {
    bucket      = module.storage[0].bucket
    region      = var.region
    role_arn    = module.loki_role[0].arn
    endpoint    = null
    credentials = null
  }

  kubectl = "kubectl --namespace ${var.namespace}"
}

# What everything stands on

module "key" {
  source   = "./modules/key"
  for_each = local.keys

  name          = "${var.name}/${each.key}"
  description   = each.value.description
  encrypts_logs = each.value.encrypts_logs
}

module "network" {
  source = "./modules/network"
  count  = var.existing_network == null ? 1 : 0

  name               = var.name
  cidr               = var.vpc_cidr
  zone_count         = var.zone_count
  single_nat_gateway = var.single_nat_gateway
  log_retention_days = var.retention.audit_days
  key_arn            = module.key["cluster"].arn
}

module "cluster" {
  source = "./modules/cluster"

  name                = var.name
  kubernetes_version  = var.kubernetes_version
  network             = local.network
  service_cidr        = local.service_cidr
  key_arns            = { cluster = module.key["cluster"].arn, data = module.key["data"].arn }
  public_access_cidrs = var.public_access_cidrs
  administrators      = var.administrators
  nodes               = var.nodes
  log_retention_days  = var.retention.audit_days
}

module "platform" {
  source = "./modules/platform"

  namespace   = var.namespace
  key_arn     = module.key["data"].arn
  volume_tags = local.backup_tags
  quota       = var.quota
}

module "storage" {
  source = "./modules/storage"
  count  = var.object_store == null ? 1 : 0

  name                   = "${var.name}-loki"
  key_arn                = module.key["data"].arn
  deleted_retention_days = var.retention.deleted_days
  backup_tags            = local.backup_tags
}

module "loki_role" {
  source = "./modules/irsa"
  count  = var.object_store == null ? 1 : 0

  name            = "${var.name}-loki"
  oidc            = module.cluster.oidc
  namespace       = var.namespace
  service_account = "loki"
  policies        = { bucket = module.storage[0].access_policy }
}

module "backup" {
  source = "./modules/backup"

  name           = var.name
  key_arn        = module.key["backup"].arn
  tags           = local.backup_tags
  schedule       = var.backup_schedule
  retention_days = var.retention.backup_days
}

# The programs

module "prometheus" {
  source = "./modules/prometheus"

  platform       = module.platform
  image          = var.images["prometheus"]
  volume_gib     = var.volumes_gib.prometheus
  retention_days = var.retention.metrics_days
  cluster_cidrs  = [local.network.vpc_cidr, local.service_cidr]
}

module "alertmanager" {
  source = "./modules/alertmanager"

  platform           = module.platform
  image              = var.images["alertmanager"]
  volume_gib         = var.volumes_gib.alertmanager
  services_namespace = var.services_namespace
  raising_namespaces = [var.services_namespace, var.workers_namespace]
  email              = var.email
  webhook_url        = var.webhook_url
  secrets_revision   = var.secrets_revision

  secrets = {
    slack_url      = var.secrets.slack_url
    controller_key = var.secrets.controller_key
    pagerduty_key  = var.secrets.pagerduty_key
    smtp_password  = var.secrets.smtp_password
  }
}

module "loki" {
  source = "./modules/loki"

  platform         = module.platform
  image            = var.images["loki"]
  volume_gib       = var.volumes_gib.loki
  retention_days   = var.retention.logs_days
  store            = local.store
  secrets_revision = var.secrets_revision
}

module "jaeger" {
  source = "./modules/jaeger"

  platform       = module.platform
  image          = var.images["jaeger"]
  volume_gib     = var.volumes_gib.jaeger
  retention_days = var.retention.traces_days
}

module "collector" {
  source = "./modules/collector"

  platform           = module.platform
  image              = var.images["collector"]
  sending_namespaces = [var.services_namespace, var.workers_namespace]
  environment        = var.environment
}

module "grafana" {
  source = "./modules/grafana"

  platform         = module.platform
  image            = var.images["grafana"]
  volume_gib       = var.volumes_gib.grafana
  admin_password   = var.secrets.grafana_password
  secrets_revision = var.secrets_revision
}

module "blackbox" {
  source = "./modules/blackbox"

  platform = module.platform
  image    = var.images["blackbox_exporter"]
}
