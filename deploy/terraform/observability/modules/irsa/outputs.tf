output "arn" {
  description = "The role's ARN, for the annotation of the service account."
  value       = aws_iam_role.this.arn
}
