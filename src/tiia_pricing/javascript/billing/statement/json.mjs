/** A statement as JSON text. */

/** A statement, or any plain value, as JSON text; BigInt becomes a plain integer. */
export function toJSON(value) {
  if (typeof value === "bigint") return value.toString();
  if (Array.isArray(value)) return `[${value.map(toJSON).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const pairs = Object.entries(value).map(([key, one]) => `${JSON.stringify(key)}:${toJSON(one)}`);
  return `{${pairs.join(",")}}`;
}
