// Drives the service with AWS's JavaScript SDK: paginators, typed exceptions, StartSyncExecution and TestState. Prints OK at the end.
import assert from "node:assert/strict";
import {
  CreateStateMachineCommand, DescribeExecutionCommand, ExecutionDoesNotExist, SFNClient, StartExecutionCommand,
  StartSyncExecutionCommand, TestStateCommand, ValidationException, ListExecutionsCommand, paginateListStateMachines,
} from "@aws-sdk/client-sfn";

const roleArn = "arn:aws:iam::123456789012:role/r";
const definition = JSON.stringify({ StartAt: "P", States: { P: { Type: "Pass", End: true } } });
const sfn = new SFNClient({ disableHostPrefix: true, maxAttempts: 1 });

const names = ["js-1", "js-2", "js-3", "js-4"];
let machine;
for (const name of names) {
  machine = await sfn.send(new CreateStateMachineCommand({ name, definition, roleArn }));
  assert(machine.creationDate instanceof Date);
}

const found = [];
for await (const page of paginateListStateMachines({ client: sfn, pageSize: 2 }, {})) {
  found.push(...page.stateMachines.map((m) => m.name));
}
assert.deepEqual(found, names);

const started = await sfn.send(new StartExecutionCommand({ stateMachineArn: machine.stateMachineArn, input: "{\"a\":\"😀\"}" }));
let execution;
do {
  execution = await sfn.send(new DescribeExecutionCommand({ executionArn: started.executionArn }));
} while (execution.status === "RUNNING");
assert.equal(JSON.parse(execution.output).a, "😀");

await assert.rejects(
  sfn.send(new DescribeExecutionCommand({ executionArn: started.executionArn + "x" })),
  (error) => error instanceof ExecutionDoesNotExist && error.$metadata.httpStatusCode === 400 && error.$metadata.requestId.length === 36);
await assert.rejects(sfn.send(new ListExecutionsCommand({ stateMachineArn: machine.stateMachineArn, maxResults: 1001 })), ValidationException);

const express = await sfn.send(new CreateStateMachineCommand({ name: "js-express", type: "EXPRESS", definition, roleArn }));
const answer = await sfn.send(new StartSyncExecutionCommand({ stateMachineArn: express.stateMachineArn, input: "[1]" }));
assert.equal(answer.status, "SUCCEEDED");
assert.equal(answer.output, "[1]");

const tested = await sfn.send(new TestStateCommand({ definition: JSON.stringify({ Type: "Pass", Result: 1, End: true }), roleArn }));
assert.equal(tested.output, "1");
console.log("OK");
