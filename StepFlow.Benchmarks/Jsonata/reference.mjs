// Evaluates expressions with the JavaScript implementation: reads {module, bindings, expressions, seconds, rounds} from standard input,
// writes one line {nanoseconds, value} for each expression.
import { createRequire } from 'node:module';

let text = '';
for await (const chunk of process.stdin) {
  text += chunk;
}

const { module, bindings, expressions, seconds, rounds } = JSON.parse(text);
const jsonata = createRequire(import.meta.url)(module);

async function measure(expression) {
  let count = 0;
  let batch = 16;
  const began = process.hrtime.bigint();
  let took = 0n;
  while (took < BigInt(Math.round(seconds * 1e9))) {
    for (let i = 0; i < batch; i++) {
      await expression.evaluate(undefined, bindings);
    }
    count += batch;
    batch = Math.min(batch * 2, 4096);
    took = process.hrtime.bigint() - began;
  }
  return Number(took) / count;
}

for (const source of expressions) {
  const expression = jsonata(source);
  const value = await expression.evaluate(undefined, bindings);
  await measure(expression);
  let nanoseconds = Infinity;
  for (let i = 0; i < rounds; i++) {
    nanoseconds = Math.min(nanoseconds, await measure(expression));
  }
  console.log(JSON.stringify({ nanoseconds, value }));
}
