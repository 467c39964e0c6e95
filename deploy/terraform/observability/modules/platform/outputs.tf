output "namespace" {
  description = "The namespace, once everything in it is subject to its policies."
  value       = kubernetes_namespace_v1.this.metadata[0].name

  depends_on = [
    kubernetes_network_policy_v1.default_deny,
    kubernetes_network_policy_v1.dns,
    kubernetes_resource_quota_v1.this,
  ]
}

output "storage_class" {
  description = "The class of encrypted volumes."
  value       = kubernetes_storage_class_v1.this.metadata[0].name
}
