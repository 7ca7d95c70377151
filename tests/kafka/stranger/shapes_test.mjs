// What others may have put into the topic is judged as it stands in hostile.json.
//   node --test shapes_test.mjs
import assert from "node:assert";
import { readFileSync } from "node:fs";
import test from "node:test";
import { eventOf } from "./shapes.mjs";

const listed = JSON.parse(readFileSync(new URL("hostile.json", import.meta.url), "utf8"));
const FF = Buffer.from([0xff]).toString("latin1");

/** Byte for byte; U+FFFF stands for a byte that UTF-8 has not. */
function bytesOf(one, number) {
  let text = one.value ?? listed.event;
  for (const [from, to] of one.replace ?? []) {
    assert(text.includes(from), one.name);
    text = text.replaceAll(from, () => to);
  }
  text = ((one.before ?? "") + text + (one.after ?? "")).replaceAll("{N}", String(number).padStart(8, "0"));
  return Buffer.from(Buffer.from(text).toString("latin1").replaceAll("\xef\xbf\xbf", FF), "latin1");
}

for (const [number, one] of listed.records.entries()) {
  if (one.partition) continue; // nothing that its shape tells
  test(one.name, () => {
    let found = "event";
    try {
      eventOf(bytesOf(one, number));
    } catch {
      found = "foreign";
    }
    assert.equal(found, one.verdict === "foreign" ? "foreign" : "event");
  });
}

test("a text of megabytes", () => {
  const large = listed.event.replace('"rules":"none"', `"rules":"${"x\\n".repeat(3_000_000)}"`);
  assert.equal(eventOf(Buffer.from(large)).rules.length, 6_000_000);
});
