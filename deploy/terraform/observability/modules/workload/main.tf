# One program as one pod that can do nothing but its work: its configuration and secrets as files, a volume where it keeps something, a
# name, and the only traffic that it may have. What makes a pod harmless stands here and nowhere else.
locals {
  labels = {
    "app.kubernetes.io/name"    = var.name
    "app.kubernetes.io/part-of" = "speccursor"
  }

  # A key of a config map or a secret has no slashes.
  config_keys = { for path in keys(var.files) : path => replace(path, "/", "_") }
  secret_keys = { for path in keys(var.secrets) : path => replace(path, "/", "_") }
}

resource "kubernetes_service_account_v1" "this" {
  metadata {
    name        = var.name
    namespace   = var.platform.namespace
    labels      = local.labels
    annotations = var.service_account_annotations
  }

  automount_service_account_token = false
}

resource "kubernetes_config_map_v1" "this" {
  metadata {
    name      = var.name
    namespace = var.platform.namespace
    labels    = local.labels
  }

  data = { for path, key in local.config_keys : key => var.files[path] }
}

# Read at each run and written on, but never kept in Terraform's state.
ephemeral "aws_secretsmanager_secret_version" "this" {
  for_each = var.secrets

  secret_id = each.value
}

resource "kubernetes_secret_v1" "this" {
  count = length(var.secrets) > 0 ? 1 : 0

  metadata {
    name      = var.name
    namespace = var.platform.namespace
    labels    = local.labels
  }

  data_wo          = { for path, key in local.secret_keys : key => ephemeral.aws_secretsmanager_secret_version.this[path].secret_string }
  data_wo_revision = var.secrets_revision
}

resource "kubernetes_stateful_set_v1" "this" {
  metadata {
    name      = var.name
    namespace = var.platform.namespace
    labels    = local.labels
  }

  spec {
    replicas     = 1
    service_name = kubernetes_service_v1.this.metadata[0].name

    selector {
      match_labels = local.labels
    }

    template {
      metadata {
        labels = local.labels

        # A change of the configuration or of a secret is a change of the pod.
        annotations = {
          "prometheus.io/scrape"        = "true"
          "prometheus.io/port"          = tostring(var.metrics_port)
          "speccursor.io/configuration" = sha256(jsonencode(var.files))
          "speccursor.io/secrets"       = tostring(var.secrets_revision)
        }
      }

      spec {
        service_account_name             = kubernetes_service_account_v1.this.metadata[0].name
        automount_service_account_token  = var.calls_kubernetes
        enable_service_links             = false
        termination_grace_period_seconds = 60

        security_context {
          run_as_non_root = true
          run_as_user     = var.user_id
          run_as_group    = var.user_id
          fs_group        = var.user_id

          seccomp_profile {
            type = "RuntimeDefault"
          }
        }

        container {
          name        = var.name
          image       = var.image
          args        = var.args
          working_dir = var.working_directory

          dynamic "env" {
            for_each = var.env

            content {
              name  = env.key
              value = env.value
            }
          }

          dynamic "port" {
            for_each = var.ports

            content {
              name           = port.key
              container_port = port.value
            }
          }

          resources {
            requests = { cpu = var.resources.cpu, memory = var.resources.memory }
            limits   = { memory = var.resources.memory }
          }

          security_context {
            allow_privilege_escalation = false
            privileged                 = false
            read_only_root_filesystem  = true

            capabilities {
              drop = ["ALL"]
            }
          }

          # Ten minutes to replay what was written before a restart.
          startup_probe {
            period_seconds    = 5
            failure_threshold = 120

            http_get {
              port = var.probe.port
              path = var.probe.ready
            }
          }

          readiness_probe {
            period_seconds = 10

            http_get {
              port = var.probe.port
              path = var.probe.ready
            }
          }

          liveness_probe {
            period_seconds    = 15
            failure_threshold = 4
            timeout_seconds   = 5

            http_get {
              port = var.probe.port
              path = var.probe.live
            }
          }

          volume_mount {
            name       = "configuration"
            mount_path = var.configuration_directory
            read_only  = true
          }

          volume_mount {
            name       = "temporary"
            mount_path = "/tmp"
          }

          dynamic "volume_mount" {
            for_each = var.data[*]

            content {
              name       = "data"
              mount_path = volume_mount.value.directory
            }
          }
        }

        # One tree of files, of which some are secret.
        volume {
          name = "configuration"

          projected {
            default_mode = "0440"

            sources {
              config_map {
                name = kubernetes_config_map_v1.this.metadata[0].name

                dynamic "items" {
                  for_each = local.config_keys

                  content {
                    key  = items.value
                    path = items.key
                  }
                }
              }
            }

            dynamic "sources" {
              for_each = kubernetes_secret_v1.this

              content {
                secret {
                  name = sources.value.metadata[0].name

                  dynamic "items" {
                    for_each = local.secret_keys

                    content {
                      key  = items.value
                      path = items.key
                    }
                  }
                }
              }
            }
          }
        }

        volume {
          name = "temporary"

          empty_dir {
            size_limit = "256Mi"
          }
        }
      }
    }

    dynamic "volume_claim_template" {
      for_each = var.data[*]

      content {
        metadata {
          name   = "data"
          labels = local.labels
        }

        spec {
          access_modes       = ["ReadWriteOnce"]
          storage_class_name = var.platform.storage_class

          resources {
            requests = { storage = "${volume_claim_template.value.gib}Gi" }
          }
        }
      }
    }
  }
}

resource "kubernetes_service_v1" "this" {
  metadata {
    name      = var.name
    namespace = var.platform.namespace
    labels    = local.labels
  }

  spec {
    type     = "ClusterIP"
    selector = local.labels

    dynamic "port" {
      for_each = var.ports

      content {
        name        = port.key
        port        = port.value
        target_port = port.value
      }
    }
  }
}

resource "kubernetes_network_policy_v1" "this" {
  metadata {
    name      = var.name
    namespace = var.platform.namespace
    labels    = local.labels
  }

  spec {
    policy_types = ["Ingress", "Egress"]

    pod_selector {
      match_labels = local.labels
    }

    dynamic "ingress" {
      for_each = var.ingress

      content {
        dynamic "from" {
          for_each = ingress.value.programs

          content {
            pod_selector {
              match_labels = { "app.kubernetes.io/name" = from.value }
            }
          }
        }

        dynamic "from" {
          for_each = ingress.value.namespaces

          content {
            namespace_selector {
              match_labels = { "kubernetes.io/metadata.name" = from.value }
            }
          }
        }

        dynamic "ports" {
          for_each = ingress.value.ports

          content {
            port     = tostring(ports.value)
            protocol = "TCP"
          }
        }
      }
    }

    dynamic "egress" {
      for_each = var.egress

      content {
        dynamic "to" {
          for_each = egress.value.programs

          content {
            pod_selector {
              match_labels = { "app.kubernetes.io/name" = to.value }
            }
          }
        }

        # An asterisk is every namespace.
        dynamic "to" {
          for_each = egress.value.namespaces

          content {
            namespace_selector {
              match_labels = { for name in [to.value] : "kubernetes.io/metadata.name" => name if name != "*" }
            }
          }
        }

        dynamic "to" {
          for_each = egress.value.cidrs

          content {
            ip_block {
              cidr = to.value
            }
          }
        }

        dynamic "ports" {
          for_each = egress.value.ports

          content {
            port     = tostring(ports.value)
            protocol = "TCP"
          }
        }
      }
    }
  }
}
