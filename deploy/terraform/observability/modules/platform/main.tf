# Where the programs live: a namespace whose pods must be harmless, in which nobody talks to anybody unless a policy says so, and a class of
# encrypted volumes.
resource "kubernetes_namespace_v1" "this" {
  metadata {
    name = var.namespace

    labels = {
      "pod-security.kubernetes.io/enforce" = "restricted"
      "pod-security.kubernetes.io/audit"   = "restricted"
      "pod-security.kubernetes.io/warn"    = "restricted"

      # Services let in who scrapes them, and who tells the controller of alerts, by this.
      "speccursor.dev/metrics" = "true"
    }
  }
}

resource "kubernetes_storage_class_v1" "this" {
  metadata {
    name = var.namespace
  }

  storage_provisioner    = "ebs.csi.aws.com"
  volume_binding_mode    = "WaitForFirstConsumer"
  reclaim_policy         = "Retain"
  allow_volume_expansion = true

  parameters = merge(
    { type = "gp3", encrypted = "true", kmsKeyId = var.key_arn },
    { for index, tag in keys(var.volume_tags) : "tagSpecification_${index + 1}" => "${tag}=${var.volume_tags[tag]}" },
  )
}

resource "kubernetes_network_policy_v1" "default_deny" {
  metadata {
    name      = "default-deny"
    namespace = kubernetes_namespace_v1.this.metadata[0].name
  }

  spec {
    policy_types = ["Ingress", "Egress"]

    pod_selector {}
  }
}

# Names are asked for by everybody.
resource "kubernetes_network_policy_v1" "dns" {
  metadata {
    name      = "dns"
    namespace = kubernetes_namespace_v1.this.metadata[0].name
  }

  spec {
    policy_types = ["Egress"]

    pod_selector {}

    egress {
      to {
        namespace_selector {
          match_labels = { "kubernetes.io/metadata.name" = "kube-system" }
        }

        pod_selector {
          match_labels = { "k8s-app" = "kube-dns" }
        }
      }

      ports {
        port     = "53"
        protocol = "UDP"
      }

      ports {
        port     = "53"
        protocol = "TCP"
      }
    }
  }
}

resource "kubernetes_resource_quota_v1" "this" {
  metadata {
    name      = "programs"
    namespace = kubernetes_namespace_v1.this.metadata[0].name
  }

  spec {
    hard = {
      pods                     = var.quota.pods
      "requests.cpu"           = var.quota.cpu
      "limits.memory"          = var.quota.memory
      "persistentvolumeclaims" = var.quota.volumes
      "services.loadbalancers" = 0
      "services.nodeports"     = 0
    }
  }
}
