// Reads a topic of motcua as a stranger would: with kafkajs and the CloudEvents SDK, knowing nothing
// but the one rule. Prints what `motcua verify --output json` prints of the same log.
//   node stranger.mjs BROKERS [TOPIC]
import { createHash, randomUUID } from "node:crypto";
import { CloudEvent } from "cloudevents";
import kafkajs from "kafkajs";
import lz4 from "lz4js";

const { Kafka, CompressionCodecs, CompressionTypes, logLevel } = kafkajs;
CompressionCodecs[CompressionTypes.LZ4] = () => ({
  compress: async (encoder) => Buffer.from(lz4.compress(encoder.buffer)),
  decompress: async (buffer) => Buffer.from(lz4.decompress(buffer)),
});
const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");

const cases = new Map(); // id -> { head, version, office, commands }
const counters = new Map();
const out = { events: 0, counting: 0, superseded: 0, foreign: 0 };

// An event counts if, and only if, its prev is the hash of its case's newest counting event, its
// command has not counted before in that case, and every number is the next of its counter.
function counts(event) {
  const of = cases.get(event.subject);
  if (of?.commands.has(event.command) || (of && of.office !== event.source)) return false;
  if ((event.prev ?? null) !== (of?.head ?? null)) return false;
  if (Number(event.sequence) !== (of?.version ?? 0) + 1) return false;
  const taken = new Map();
  for (const { counter, value } of event.data.numbers ?? []) {
    taken.set(counter, (taken.get(counter) ?? counters.get(counter) ?? 0) + 1);
    if (value !== taken.get(counter)) return false;
  }
  return true;
}

function read(value) {
  out.events += 1;
  let event;
  try {
    event = new CloudEvent(JSON.parse(value.toString("utf8")), true); // strict
    if (!event.type.startsWith("vn.thads.motcua.")) throw new Error("not ours");
  } catch {
    out.foreign += 1;
    return;
  }
  if (!counts(event)) return void (out.superseded += 1);
  out.counting += 1;
  const of = cases.get(event.subject) ?? { commands: new Set(), office: event.source };
  of.commands.add(event.command);
  cases.set(event.subject, { ...of, head: sha256(value), version: Number(event.sequence) });
  for (const { counter, value: taken } of event.data.numbers ?? []) counters.set(counter, taken);
}

const [brokers, topic = "motcua.case.events.v1"] = process.argv.slice(2);
const kafka = new Kafka({ brokers: brokers.split(","), logLevel: logLevel.ERROR });
const admin = kafka.admin();
await admin.connect();
const missing = new Map((await admin.fetchTopicOffsets(topic)).map((p) => [p.partition, BigInt(p.high)]));
await admin.disconnect();
for (const [partition, end] of missing) if (end === 0n) missing.delete(partition);

const consumer = kafka.consumer({ groupId: `stranger-${randomUUID()}` });
await consumer.connect();
await consumer.subscribe({ topic, fromBeginning: true });
if (missing.size > 0) {
  await new Promise((done, failed) => {
    consumer.on(consumer.events.CRASH, ({ payload }) => payload.restart || failed(payload.error));
    consumer.run({
      eachMessage: async ({ partition, message }) => {
        if (!missing.has(partition)) return; // came after we had looked where the log ends
        read(message.value ?? Buffer.alloc(0));
        if (BigInt(message.offset) + 1n >= missing.get(partition)) missing.delete(partition);
        if (missing.size === 0) done();
      },
    });
  });
}
await consumer.disconnect();
const lines = [...cases].map(([id, of]) => `${id} ${of.head}\n`).sort();
console.log(JSON.stringify({ ...out, cases: cases.size, heads: sha256(lines.join("")) }));
