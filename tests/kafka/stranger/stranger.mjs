// Reads a topic of motcua as a stranger would: with kafkajs and the CloudEvents SDK, knowing nothing
// but what is published and the one rule. Prints what `motcua verify --output json` prints of the
// same log.
//   node stranger.mjs BROKERS [TOPIC [PARTITIONS]]
// PARTITIONS is how many the topic was made with; unless given, as many as it has.
import { createHash, randomUUID } from "node:crypto";
import { CloudEvent } from "cloudevents";
import kafkajs from "kafkajs";
import lz4 from "lz4js";
import { eventOf } from "./shapes.mjs";

const { Kafka, CompressionCodecs, CompressionTypes, Partitioners, logLevel } = kafkajs;
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
  if (BigInt(event.sequence) !== BigInt((of?.version ?? 0) + 1)) return false;
  const taken = new Map();
  for (const { counter, value } of event.data.numbers ?? []) {
    taken.set(counter, (taken.get(counter) ?? counters.get(counter) ?? 0) + 1);
    if (value !== taken.get(counter)) return false;
  }
  return true;
}

function read(partition, value) {
  out.events += 1;
  let event;
  try {
    event = new CloudEvent(eventOf(value), false); // the shapes say what is one of motcua's
    if (partitionOf(event.source) !== partition) throw new Error("not its office's partition");
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

const [brokers, topic = "motcua.case.events.v1", made] = process.argv.slice(2);
const kafka = new Kafka({ brokers: brokers.split(","), logLevel: logLevel.ERROR });
const admin = kafka.admin();
await admin.connect();
const ends = new Map((await admin.fetchTopicOffsets(topic)).map((p) => [p.partition, BigInt(p.high)]));
await admin.disconnect();

const partitions = Number(made ?? ends.size);
const partitionMetadata = Array.from({ length: partitions }, (_, partitionId) => ({ partitionId, leader: 0 }));
const murmur2 = Partitioners.DefaultPartitioner(); // Kafka's own
const partitionOf = (source) =>
  murmur2({ topic, partitionMetadata, message: { key: source.slice("/offices/".length) } });

const missing = new Set([...ends].filter(([, end]) => end > 0n).map(([partition]) => partition));
const consumer = kafka.consumer({ groupId: `stranger-${randomUUID()}`, readUncommitted: true });
await consumer.connect();
await consumer.subscribe({ topic, fromBeginning: true });
if (missing.size > 0) {
  await new Promise((done, failed) => {
    consumer.on(consumer.events.CRASH, ({ payload }) => payload.restart || failed(payload.error));
    // A batch may end with a mark of a transaction, which is nobody's message.
    consumer.on(consumer.events.END_BATCH_PROCESS, ({ payload: { partition, lastOffset } }) => {
      if (BigInt(lastOffset) + 1n >= ends.get(partition)) missing.delete(partition);
      if (missing.size === 0) done();
    });
    consumer.run({
      eachMessage: async ({ partition, message }) => {
        if (BigInt(message.offset) >= ends.get(partition)) return; // came after we had looked
        read(partition, message.value ?? Buffer.alloc(0));
      },
    });
  });
}
await consumer.disconnect();
const inOrderOfBytes = [...cases].map(([id, of]) => [Buffer.from(id), of.head]).sort(([a], [b]) => Buffer.compare(a, b));
const lines = inOrderOfBytes.map(([id, head]) => `${id} ${head}\n`);
console.log(JSON.stringify({ ...out, cases: cases.size, heads: sha256(lines.join("")) }));
