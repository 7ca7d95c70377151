// What is an event and what is foreign, by what is published: schemas/asyncapi.json says it.
import { existsSync, readFileSync } from "node:fs";

const schemas = new URL("../../../schemas/", import.meta.url);
const published = (name) => JSON.parse(readFileSync(new URL(name, schemas), "utf8"));
const ofAll = published("asyncapi.json").components.schemas.event;
const known = new Map();

/** Of the data of a type of event; undefined when it is not known. */
function schemaOfData(name) {
  if (!known.has(name)) {
    const there = /^[a-z_]+$/.test(name) && existsSync(new URL(`events/${name}.v1.json`, schemas));
    known.set(name, there ? published(`events/${name}.v1.json`).properties.data : undefined);
  }
  return known.get(name);
}

/** The attributes that are published, and the data. Throws when the bytes are no event. */
export function eventOf(bytes) {
  const event = jsonOf(bytes);
  if (!fits(event, ofAll)) throw new Error("not the shape of an event");
  const sequence = BigInt(event.sequence);
  if (sequence < 1n || sequence >= 1n << 64n) throw new Error("not a place in a case");
  const name = /^vn\.thads\.motcua\.(.*)\.v.*$/s.exec(event.type)?.[1];
  const own = name === undefined ? undefined : schemaOfData(name);
  if (own && !fits(event.data, own)) throw new Error(`not the shape of ${name}`);
  const names = Object.keys(ofAll.properties).filter((one) => Object.hasOwn(event, one));
  return Object.fromEntries(names.map((one) => [one, event[one]]));
}

function jsonOf(bytes) {
  const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes); // drops one byte order mark
  JSON.parse(text);
  const escapes = /\\(?:u[dD][89abAB]..\\u[dD][c-fC-F]..|(u[dD][89a-fA-F]..)|.)/gs;
  for (const [, half] of text.matchAll(escapes)) if (half) throw new Error("half a surrogate pair");
  // JSON.parse does not tell 1.0 from 1: what is not written as a whole number of 64 bits becomes null.
  const tokens = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(\.\d+)?([eE][+-]?\d+)?/gs;
  return JSON.parse(text.replace(tokens, (token, fraction, exponent) => {
    if (token.startsWith('"')) return token;
    if (!Number.isFinite(Number(token))) throw new Error("a number beyond a double");
    if (fraction || exponent) return "null";
    const value = BigInt(token);
    if (value < -(1n << 63n) || value >= 1n << 64n) return "null";
    return value < 1n << 63n ? token : "1e19"; // too large for what may be below zero, at least
  }));
}

/** JSON Schema, as much of it as the published ones use. */
function fits(value, schema) {
  if ("const" in schema && value !== schema.const) return false;
  if ("enum" in schema && !schema.enum.includes(value)) return false;
  switch (schema.type) {
    case "string":
      return typeof value === "string" && hasForm(value, schema);
    case "integer":
      return Number.isInteger(value) && value >= (schema.minimum ?? value) &&
        ("minimum" in schema || value <= 2 ** 63);
    case "boolean":
      return typeof value === "boolean";
    case "array":
      return Array.isArray(value) && value.every((one) => fits(one, schema.items));
    case "object":
      return value !== null && typeof value === "object" && !Array.isArray(value) &&
        schema.required.every((name) => Object.hasOwn(value, name)) &&
        Object.entries(schema.properties).every(
          ([name, of]) => !Object.hasOwn(value, name) || fits(value[name], of));
    default:
      return true;
  }
}

function hasForm(text, schema) {
  if (schema.pattern) return new RegExp(schema.pattern, "u").test(text);
  if (schema.format === "date") return isDay(text);
  const time = /^T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/;
  return schema.format !== "date-time" || (isDay(text.slice(0, 10)) && time.test(text.slice(10)));
}

function isDay(text) {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const [year, month, day] = text.split("-").map(Number);
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return day >= 1 && day <= (days[month - 1] ?? 0);
}
