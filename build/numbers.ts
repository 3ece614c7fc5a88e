import { readFileSync } from "node:fs";
import { brotliDecompressSync } from "node:zlib";

/** The whole numbers of a packed table, row after row: one long array, because there are ten million of them. */
export function numbersIn(path: string): Int32Array {
  const text = brotliDecompressSync(readFileSync(path));
  const numbers = new Int32Array(text.length / 2);
  let [amount, value] = [0, 0];
  for (const byte of text) {
    if (byte >= 0x30) value = value * 10 + byte - 0x30;
    else {
      numbers[amount++] = value;
      value = 0;
    }
  }
  return numbers.subarray(0, amount);
}

/** A whole number as bytes, seven bits each, lowest first; the high bit says that more follow. */
export function varint(value: number): readonly number[] {
  const bytes: number[] = [];
  for (; value >= 128; value = Math.floor(value / 128)) bytes.push((value % 128) + 128);
  bytes.push(value);
  return bytes;
}
