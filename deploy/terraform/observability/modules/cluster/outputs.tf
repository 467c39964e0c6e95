output "name" {
  description = "The cluster's name."
  value       = aws_eks_cluster.this.name
}

output "connection" {
  description = "Where the control plane is, and by which authority its certificate is known."
  value = {
    endpoint              = aws_eks_cluster.this.endpoint
    certificate_authority = base64decode(aws_eks_cluster.this.certificate_authority[0].data)
  }

  # Whoever asks for pods or volumes needs what makes them work.
  depends_on = [aws_eks_addon.this]
}

output "oidc" {
  description = "The identity provider that gives pods their roles."
  value       = local.oidc
}
