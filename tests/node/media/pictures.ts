import { crc32, deflateSync } from "node:zlib";
import sharp from "sharp";

export type Encoding =
  "jpg" | "progressive jpg" | "png" | "interlaced png" | "webp" | "avif" | "gif" | "tiff";

/** A picture of coarse noise (so that no part of the file is empty), `width` x `height`. */
export async function noise(width: number, height: number, encoding: Encoding): Promise<Buffer> {
  const picture = sharp({
    create: {
      width,
      height,
      channels: 3,
      background: "#808080",
      noise: { type: "gaussian", mean: 128, sigma: 40 },
    },
  });
  switch (encoding) {
    case "jpg":
      return picture.jpeg().toBuffer();
    case "progressive jpg":
      return picture.jpeg({ progressive: true }).toBuffer();
    case "png":
      return picture.png().toBuffer();
    case "interlaced png":
      return picture.png({ progressive: true }).toBuffer();
    case "webp":
      return picture.webp().toBuffer();
    case "avif":
      return picture.avif({ effort: 0 }).toBuffer();
    case "gif":
      return picture.gif({ effort: 1 }).toBuffer();
    case "tiff":
      return picture.tiff({ compression: "lzw" }).toBuffer();
  }
}

/** A grey PNG whose header says `width` x `height` and whose data has `rows` rows: a few hundred bytes. */
export function emptyPng(width: number, height: number, rows: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 8;
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(Buffer.alloc((width + 1) * rows), { level: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body), body.length + 4);
  return out;
}

/** The JPEG with one more segment after its start marker. */
export function withSegment(jpeg: Buffer, marker: number, payload: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(payload.length + 2, 2);
  return Buffer.concat([jpeg.subarray(0, 2), head, payload, jpeg.subarray(2)]);
}

/** An APP13 payload with one IPTC resource holding these data sets of record 2, and 1:90 when asked. */
export function iimBlock(
  sets: readonly (readonly [dataset: number, value: Buffer])[],
  saysUtf8 = false,
): Buffer {
  const dataSet = (record: number, dataset: number, value: Buffer): Buffer => {
    const head = Buffer.from([0x1c, record, dataset, 0, 0]);
    head.writeUInt16BE(value.length, 3);
    return Buffer.concat([head, value]);
  };
  const body = Buffer.concat([
    ...(saysUtf8 ? [dataSet(1, 90, Buffer.from("\u001b%G", "latin1"))] : []),
    ...sets.map(([dataset, value]) => dataSet(2, dataset, value)),
  ]);
  const size = Buffer.alloc(4);
  size.writeUInt32BE(body.length);
  return Buffer.concat([
    Buffer.from("Photoshop 3.0\u00008BIM\u0004\u0004\u0000\u0000", "latin1"),
    size,
    body,
    Buffer.alloc(body.length % 2),
  ]);
}

/** An XMP packet with the given properties of rdf:Description. */
export function xmpPacket(properties: string): Buffer {
  return Buffer.from(`<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
 xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/">${properties}</rdf:Description>
</rdf:RDF></x:xmpmeta><?xpacket end="w"?>`);
}
