"""Drives the service with boto3: paginators, typed exceptions, StartSyncExecution, gzip. Prints OK at the end."""
import gzip
import json

import boto3
from botocore.config import Config

ROLE = "arn:aws:iam::123456789012:role/r"
PASS = json.dumps({"StartAt": "P", "States": {"P": {"Type": "Pass", "End": True}}})
sfn = boto3.client("stepfunctions", config=Config(retries={"max_attempts": 0}))


def pages(operation, key, **parameters):
    found = list(sfn.get_paginator(operation).paginate(PaginationConfig={"PageSize": 3}, **parameters))
    return [item for page in found for item in page[key]]


machines = [sfn.create_state_machine(name=f"boto-{i}", definition=PASS, roleArn=ROLE)["stateMachineArn"] for i in range(7)]
assert [m["stateMachineArn"] for m in pages("list_state_machines", "stateMachines")] == machines

activities = [sfn.create_activity(name=f"boto-{i}")["activityArn"] for i in range(7)]
assert [a["activityArn"] for a in pages("list_activities", "activities")] == activities

executions = [sfn.start_execution(stateMachineArn=machines[0], name=f"run-{i}")["executionArn"] for i in range(7)]
assert [e["executionArn"] for e in pages("list_executions", "executions", stateMachineArn=machines[0])] == executions[::-1]

while sfn.describe_execution(executionArn=executions[0])["status"] == "RUNNING":
    pass
history = pages("get_execution_history", "events", executionArn=executions[0])
assert [e["id"] for e in history] == [1, 2, 3, 4], history
assert history[0]["timestamp"].year >= 2024 and history[0]["executionStartedEventDetails"]["roleArn"] == ROLE
assert pages("list_map_runs", "mapRuns", executionArn=executions[0]) == []

try:
    sfn.describe_execution(executionArn="arn:aws:states:us-east-1:123456789012:execution:none:none")
    raise AssertionError("no such execution")
except sfn.exceptions.ExecutionDoesNotExist as error:
    assert error.response["ResponseMetadata"]["HTTPStatusCode"] == 400
    assert error.response["ResponseMetadata"]["RequestId"]

try:
    sfn.list_executions(stateMachineArn=machines[0], nextToken="foreign")
    raise AssertionError("a foreign token")
except sfn.exceptions.InvalidToken:
    pass

express = sfn.create_state_machine(name="boto-express", definition=PASS, roleArn=ROLE, type="EXPRESS")["stateMachineArn"]
answer = sfn.start_sync_execution(stateMachineArn=express, input=json.dumps({"name": "Zoë 😀"}))
assert json.loads(answer["output"]) == {"name": "Zoë 😀"}, answer


def compress(request, **_):
    request.data = gzip.compress(request.data if isinstance(request.data, bytes) else request.data.encode())
    request.headers["Content-Encoding"] = "gzip"
    request.headers["Content-Length"] = str(len(request.data))


packed = boto3.client("stepfunctions")
packed.meta.events.register("before-send.*", lambda request, **_: None)
packed.meta.events.register("before-sign.*", compress)
assert packed.describe_state_machine(stateMachineArn=machines[0])["name"] == "boto-0"
print("OK")
