# Metrics: pods are found by their annotations, kept for as long as the variable says or the volume has room, and evaluated by the rules.
locals {
  source = "${path.module}/../../../../../containers/prometheus"

  # What is left is for the write-ahead log, and for compaction.
  retention_gib = floor(var.volume_gib * 0.8)
}

module "workload" {
  source = "../workload"

  platform                = var.platform
  name                    = "prometheus"
  image                   = var.image
  user_id                 = 65534
  calls_kubernetes        = true
  configuration_directory = "/etc/prometheus"
  data                    = { directory = "/prometheus", gib = var.volume_gib }
  resources               = { cpu = "500m", memory = "2Gi" }
  ports                   = { http = 9090 }
  metrics_port            = 9090
  probe                   = { port = 9090, ready = "/-/ready", live = "/-/healthy" }

  files = merge(
    { "prometheus.yml" = file("${local.source}/prometheus-kubernetes.yml") },
    { for path in fileset(local.source, "rules/*.yml") : path => file("${local.source}/${path}") },
  )

  args = [
    "--config.file=/etc/prometheus/prometheus.yml",
    "--storage.tsdb.path=/prometheus",
    "--storage.tsdb.retention.time=${var.retention_days}d",
    "--storage.tsdb.retention.size=${local.retention_gib}GB",
    "--storage.tsdb.wal-compression",
    "--enable-feature=exemplar-storage",
    "--web.enable-lifecycle",
    "--web.listen-address=:9090",
    "--log.format=json",
  ]

  ingress = [{ programs = ["grafana", "jaeger", "prometheus"], ports = [9090] }]

  # Pods of every namespace at whichever port they name, the kubelets, and Kubernetes' API.
  egress = [
    { namespaces = ["*"] },
    { cidrs = var.cluster_cidrs, ports = [443, 10250] },
  ]
}

# It reads which pods and nodes there are, and what containers use.
resource "kubernetes_cluster_role_v1" "this" {
  metadata {
    name = "${var.platform.namespace}-prometheus"
  }

  rule {
    api_groups = [""]
    resources  = ["nodes", "pods"]
    verbs      = ["get", "list", "watch"]
  }

  rule {
    api_groups = [""]
    resources  = ["nodes/metrics"]
    verbs      = ["get"]
  }
}

resource "kubernetes_cluster_role_binding_v1" "this" {
  metadata {
    name = "${var.platform.namespace}-prometheus"
  }

  role_ref {
    api_group = "rbac.authorization.k8s.io"
    kind      = "ClusterRole"
    name      = kubernetes_cluster_role_v1.this.metadata[0].name
  }

  subject {
    kind      = "ServiceAccount"
    name      = module.workload.service_account
    namespace = var.platform.namespace
  }
}
