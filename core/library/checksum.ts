const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/**
 * CRC-32 of bytes as an unsigned number: `crc32(ascii("123456789"))` is 0xcbf43926.
 *
 * The reflected polynomial 0xEDB88320 of ISO 3309 (zip, PNG). It finds every flipped bit pattern within 32
 * neighbouring bits; it is no protection against a forger.
 */
export function crc32(bytes: Uint8Array, from = 0, to = bytes.length): number {
  let crc = 0xffffffff;
  for (let at = from; at < to; at++) crc = (crc >>> 8) ^ TABLE[(crc ^ bytes[at]!) & 0xff]!;
  return (crc ^ 0xffffffff) >>> 0;
}
