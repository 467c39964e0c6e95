// Reads a JSON array of LogQL expressions and prints a JSON array of { expression, position } for each place where the grammar does not follow.
import { text } from 'node:stream/consumers';
import { parser } from '@grafana/lezer-logql';

const faults = [];
for (const expression of JSON.parse(await text(process.stdin))) {
  parser.parse(expression).iterate({
    enter(node) {
      if (node.type.isError) {
        faults.push({ expression, position: node.from });
      }
    },
  });
}

console.log(JSON.stringify(faults));
