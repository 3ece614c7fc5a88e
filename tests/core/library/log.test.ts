import fc from "fast-check";
import { expect, test } from "vitest";
import {
  FRAME,
  LOG_HEADER_BYTES,
  frameOf,
  identityFrame,
  identityIn,
  logHeader,
  readLog,
  type LogFrame,
} from "#core/library";
import { crc32 } from "../../../core/library/checksum.ts";

const ID = "6f1c1c0e-8a55-4b7e-9a6e-2f6a0c1d2e3f";

interface Written {
  readonly bytes: Uint8Array;
  /** Offset of each frame, and the file's length. */
  readonly edges: readonly number[];
}

function logOf(payloads: readonly Uint8Array[]): Written {
  const frames = [
    identityFrame(ID, 1),
    ...payloads.map((payload, index) => frameOf(FRAME.update, index, payload)),
  ];
  const edges = [LOG_HEADER_BYTES];
  for (const frame of frames) edges.push(edges.at(-1)! + frame.length);
  return { bytes: Buffer.concat([logHeader(), ...frames]), edges };
}

const anyLog = fc.array(fc.uint8Array({ maxLength: 60 }), { maxLength: 8 }).map(logOf);
const plain = ({ time, kind, payload }: LogFrame) => ({ time, kind, payload: [...payload] });

test("S1 every frame of a whole log is read back as it was written", () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.uint8Array()), {
        maxLength: 9,
      }),
      (parts) => {
        const bytes = Buffer.concat([
          logHeader(),
          ...parts.map(([time, payload]) => frameOf(7, time, payload)),
        ]);
        const { frames, goodBytes, stopped, headerGood } = readLog(bytes);
        expect(frames.map(plain)).toEqual(
          parts.map(([time, payload]) => ({ time, kind: 7, payload: [...payload] })),
        );
        expect({ goodBytes, stopped, headerGood }).toEqual({
          goodBytes: bytes.length,
          stopped: null,
          headerGood: true,
        });
      },
    ),
  );
});

test("S2 a flipped byte anywhere costs at most the frames from there on", () => {
  fc.assert(
    fc.property(anyLog, fc.nat(), fc.integer({ min: 1, max: 255 }), ({ bytes, edges }, at, mask) => {
      const place = at % bytes.length;
      const damaged = Uint8Array.from(bytes);
      damaged[place]! ^= mask;
      const whole = readLog(bytes).frames.map(plain);
      const { frames, goodBytes, stopped, headerGood } = readLog(damaged);
      // A damaged header costs nothing: frames follow it.
      const kept = place < LOG_HEADER_BYTES ? whole.length : edges.findLastIndex((edge) => edge <= place);
      expect(frames.map(plain)).toEqual(whole.slice(0, kept));
      expect(goodBytes).toBe(edges[kept]);
      expect(headerGood).toBe(place >= LOG_HEADER_BYTES);
      expect(stopped?.at ?? null).toBe(place < LOG_HEADER_BYTES ? null : edges[kept]);
    }),
    { numRuns: 400 },
  );
});

test("S3 a cut anywhere costs at most the frame it cuts, and is called torn", () => {
  fc.assert(
    fc.property(anyLog, fc.nat(), ({ bytes, edges }, at) => {
      const length = at % bytes.length;
      const { frames, goodBytes, stopped } = readLog(bytes.subarray(0, length));
      const kept = Math.max(
        0,
        edges.findLastIndex((edge) => edge <= length),
      );
      expect(frames).toHaveLength(kept);
      const onEdge = edges.includes(length);
      expect(stopped?.why ?? null).toBe(onEdge ? null : "torn");
      expect(goodBytes).toBe(length < LOG_HEADER_BYTES ? 0 : edges[kept]);
    }),
    { numRuns: 400 },
  );
});

test("S4 any bytes at all are read without throwing, and what is no log is called foreign", () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 300 }), (bytes) => {
      const { frames, stopped, goodBytes } = readLog(bytes);
      expect(frames).toEqual([]);
      expect(goodBytes).toBe(0);
      expect(stopped).toMatchObject({ at: 0 });
    }),
  );
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 300 }),
      (tail) => void readLog(Buffer.concat([logHeader(), tail])),
    ),
  );
  expect(readLog(new TextEncoder().encode("Họp báo chiều nay, 14 giờ.")).stopped).toEqual({
    at: 0,
    why: "foreign",
  });
  expect(readLog(new Uint8Array(0)).stopped).toEqual({ at: 0, why: "torn" });
  expect(readLog(new Uint8Array(4096)).stopped).toEqual({ at: 0, why: "foreign" });
});

test("S4 a tail of zeros, as a power cut leaves it, costs nothing before it", () => {
  const { bytes } = logOf([Uint8Array.of(1, 2, 3)]);
  const reading = readLog(Buffer.concat([bytes, new Uint8Array(512)]));
  expect(reading.frames).toHaveLength(2);
  expect(reading).toMatchObject({ goodBytes: bytes.length, stopped: { at: bytes.length, why: "damaged" } });
});

test("S5 a log of a later format is not touched as damaged", () => {
  const later = Uint8Array.from(logHeader());
  new DataView(later.buffer).setUint16(12, 2, true);
  new DataView(later.buffer).setUint16(14, crc32(later, 0, 14) & 0xffff, true);
  expect(readLog(Buffer.concat([later, identityFrame(ID, 1)])).stopped).toEqual({ at: 0, why: "newer" });
});

test("S6 the last identity frame is the story's id", () => {
  const other = ID.replace("6", "7");
  const bytes = Buffer.concat([
    logHeader(),
    identityFrame(ID, 1),
    frameOf(FRAME.update, 2, Uint8Array.of(0, 0)),
    identityFrame(other, 3),
  ]);
  expect(identityIn(readLog(bytes).frames)).toBe(other);
  expect(identityIn([])).toBeNull();
});

test("the checksum is CRC-32 of ISO 3309", () => {
  expect(crc32(new TextEncoder().encode("123456789"))).toBe(0xcbf43926);
  expect(crc32(new Uint8Array(0))).toBe(0);
});
