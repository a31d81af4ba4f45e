terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "5.100.0"
    }
  }
}

variable "result" {
  type = number
}

variable "endpoint" {
  type = string
}

provider "aws" {
  region                      = "us-east-1"
  access_key                  = "test"
  secret_key                  = "test"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true

  endpoints {
    sfn = var.endpoint
  }
}

resource "aws_sfn_activity" "work" {
  name = "tf-work"
  tags = { team = "tests" }
}

resource "aws_sfn_state_machine" "flow" {
  name     = "tf-flow"
  role_arn = "arn:aws:iam::123456789012:role/r"
  publish  = true
  tags     = { team = "tests" }

  definition = jsonencode({
    StartAt = "P"
    States  = { P = { Type = "Pass", Result = var.result, End = true } }
  })

  logging_configuration {
    level                  = "ERROR"
    include_execution_data = true
    log_destination        = "arn:aws:logs:us-east-1:123456789012:log-group:g:*"
  }
}

resource "aws_sfn_alias" "prod" {
  name = "PROD"

  routing_configuration {
    state_machine_version_arn = aws_sfn_state_machine.flow.state_machine_version_arn
    weight                    = 100
  }
}

data "aws_sfn_state_machine" "found" {
  name       = aws_sfn_state_machine.flow.name
  depends_on = [aws_sfn_state_machine.flow]
}

output "found" {
  value = data.aws_sfn_state_machine.found.arn
}
