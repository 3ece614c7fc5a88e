import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { signedHeaders, timely } from "#core/exchange";

const hmac = (bytes: Uint8Array) => createHmac("sha256", "khóa chung").update(bytes).digest("hex");
const request = { method: "PUT", path: "/api/stories/a", time: "2026-11-22T07:00:00Z" } as const;

test("X13 what is signed is protocol, method, path, time and the raw body", () => {
  const body = new TextEncoder().encode('{"a":1}');
  const whole = 'morasse-push/1\nPUT\n/api/stories/a\n2026-11-22T07:00:00Z\n{"a":1}';
  expect(signedHeaders(request, body, hmac)).toEqual({
    "x-morasse-time": request.time,
    "x-morasse-signature": hmac(new TextEncoder().encode(whole)),
  });
});

test("X13 no part can be moved into another without changing the signature", () => {
  const body = new TextEncoder().encode("a\nb");
  const of = (change: Partial<typeof request> | { path: string }) =>
    signedHeaders({ ...request, ...change }, body, hmac)["x-morasse-signature"];
  const all = [of({}), of({ path: "/api/stories/b" }), of({ path: "/api/stories/a\n2026" })];
  expect(new Set(all).size).toBe(all.length);
});

test("X13 a time is taken within five minutes, and only as an instant in UTC", () => {
  const now = Date.parse("2026-11-22T07:00:00Z");
  expect(timely("2026-11-22T06:55:00Z", now)).toBe(true);
  expect(timely("2026-11-22T07:05:00.000Z", now)).toBe(true);
  for (const time of [
    "2026-11-22T06:54:59Z",
    "2026-11-22T07:05:01Z",
    "",
    "now",
    "2026-11-22",
    "2026-11-22T07:00:00",
    "1795330800",
  ]) {
    expect(timely(time, now), time).toBe(false);
  }
});
