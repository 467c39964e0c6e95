output "bucket" {
  description = "The bucket's name."
  value       = aws_s3_bucket.this.bucket
}

output "access_policy" {
  description = "What a role needs to read, write and delete in the bucket."
  value       = data.aws_iam_policy_document.access.json
}
