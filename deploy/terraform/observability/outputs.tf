output "cluster" {
  description = "The cluster: its name, where its control plane is, and the authority of its certificate."
  value = {
    name                  = module.cluster.name
    endpoint              = module.cluster.connection.endpoint
    certificate_authority = module.cluster.connection.certificate_authority
  }
}

output "network" {
  description = "The VPC, its addresses, and the subnets of the nodes."
  value       = local.network
}

output "endpoints" {
  description = "Where each program is, for others in the cluster. Services send telemetry to the collector."
  value = {
    collector    = module.collector.url
    prometheus   = module.prometheus.url
    alertmanager = module.alertmanager.url
    loki         = module.loki.url
    jaeger       = module.jaeger.url
    grafana      = module.grafana.url
    blackbox     = module.blackbox.url
  }
}

output "services_environment" {
  description = "The environment that has SpecCursor's services send telemetry to the collector, and alerts that they raise themselves to Alertmanager."
  value = {
    OTEL_EXPORTER_OTLP_ENDPOINT            = module.collector.url
    OTEL_EXPORTER_OTLP_PROTOCOL            = "http/protobuf"
    SpecCursor__Alerting__Alertmanagers__0 = module.alertmanager.url
  }
}

output "storage" {
  description = "The bucket of logs, and the vault of backups."
  value = {
    bucket = local.store.bucket
    vault  = module.backup.vault
  }
}

output "commands" {
  description = "What people type: access to the cluster, then each page at this machine's own port."
  value = {
    kubeconfig       = "aws eks update-kubeconfig --region ${var.region} --name ${module.cluster.name}"
    status           = "${local.kubectl} get pods,persistentvolumeclaims,networkpolicies"
    grafana          = "${local.kubectl} port-forward service/grafana 3000"
    grafana_password = "aws secretsmanager get-secret-value --region ${var.region} --secret-id ${var.secrets.grafana_password} --query SecretString --output text"
    prometheus       = "${local.kubectl} port-forward service/prometheus 9090"
    alertmanager     = "${local.kubectl} port-forward service/alertmanager 9093"
    jaeger           = "${local.kubectl} port-forward service/jaeger 16686"
    backups          = "aws backup list-recovery-points-by-backup-vault --region ${var.region} --backup-vault-name ${module.backup.vault}"
  }
}
