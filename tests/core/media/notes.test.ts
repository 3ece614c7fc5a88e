import fc from "fast-check";
import { expect, test } from "vitest";
import { iimNotesOf, pictureNotesOf, repairedText, xmpNotesOf } from "#core/media";
import { iimBlock, xmpPacket } from "../../node/media/pictures.ts";

const LETTERS =
  "aăâbcdđeêghiklmnoôơpqrstuưvxyàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵĐ ,.–“”";
const vietnamese = fc
  .array(fc.constantFrom(...LETTERS), { minLength: 1, maxLength: 60 })
  .map((letters) => letters.join("").trim())
  .filter((text) => text !== "");

/** UTF-8 read as Windows-1252 or Latin-1, as broken programs do. */
function misread(text: string, as: "windows-1252" | "latin1"): string {
  const bytes = Buffer.from(text, "utf8");
  return as === "latin1" ? bytes.toString("latin1") : new TextDecoder("windows-1252").decode(bytes);
}

/** Bytes of an APP13 block before its data sets. */
const PHOTOSHOP_HEAD = 26;

const latin1 = (text: string): Buffer => Buffer.from(text, "latin1");

test("M7 text once read in the wrong character set is put right", () => {
  expect(repairedText("Háº¡n cháº¿")).toBe("Hạn chế");
  expect(repairedText(misread("Москва", "windows-1252"))).toBe("Москва");
  // Right once, these could be read once more, as one letter of another script.
  for (const text of ["ì””", "Lê Thị Chíéì””", "“cà phê“”", "â”“"]) {
    for (const as of ["windows-1252", "latin1"] as const) {
      expect(repairedText(misread(text, as))).toBe(text);
      expect(repairedText(misread(misread(text, as), as))).toBe(text);
    }
    expect(repairedText(text)).toBe(text);
  }
  fc.assert(
    fc.property(vietnamese, fc.constantFrom("windows-1252", "latin1"), (text, as) => {
      expect(repairedText(misread(text, as))).toBe(text);
      expect(repairedText(misread(misread(text, as), as))).toBe(text);
    }),
    { numRuns: 500 },
  );
});

test("M7 text that is right stays as it is", () => {
  for (const text of [
    "Hạn chế",
    "Café crème à São Paulo",
    "Straße – 20 °C",
    "“Ảnh”: Đỗ Ước",
    "naïve ¿qué? ÀÈÌ",
  ]) {
    expect(repairedText(text)).toBe(text);
  }
  fc.assert(
    fc.property(vietnamese, (text) => {
      expect(repairedText(text)).toBe(text);
      expect(repairedText(text.normalize("NFD"))).toBe(text.normalize("NFD"));
    }),
    { numRuns: 500 },
  );
});

test("M7 IIM in UTF-8 is read, said or unsaid", () => {
  fc.assert(
    fc.property(vietnamese, fc.boolean(), (text, said) => {
      const block = iimBlock([[120, Buffer.from(text, "utf8")]], said);
      expect(pictureNotesOf({ iim: block }).caption).toBe(text.normalize("NFC"));
      // Bare, as a TIFF has it, too.
      expect(iimNotesOf(block.subarray(PHOTOSHOP_HEAD)).caption).toBe(text);
    }),
    { numRuns: 300 },
  );
});

test("M7 IIM in the Windows character sets is read, even when it says UTF-8", () => {
  // "Hà Nội": à is one letter in Windows-1258, ộ is ô and a mark.
  const block = iimBlock(
    [
      [120, latin1("H\xe0 N\xf4\xf2i")],
      [110, latin1("Caf\xe9")],
    ],
    true,
  );
  expect(pictureNotesOf({ iim: block })).toMatchObject({ caption: "Hà Nội", credit: "Café" });
});

test("M6 of IIM the credit comes before the names, several names are joined", () => {
  const names = [
    [80, Buffer.from("Lan")],
    [80, Buffer.from("Minh")],
  ] as const;
  expect(pictureNotesOf({ iim: iimBlock(names) }).credit).toBe("Lan, Minh");
  expect(pictureNotesOf({ iim: iimBlock([...names, [110, Buffer.from("TTX")]]) }).credit).toBe("TTX");
});

test("M6 XMP comes first, IIM fills what it leaves out", () => {
  const xmp = xmpPacket("<dc:description><rdf:Alt><rdf:li>Từ XMP</rdf:li></rdf:Alt></dc:description>");
  const iim = iimBlock([
    [120, Buffer.from("Từ IIM")],
    [110, Buffer.from("Mai")],
  ]);
  expect(pictureNotesOf({ xmp, iim })).toEqual({ caption: "Từ XMP", credit: "Mai", altText: "" });
});

test("M6 XMP properties stand as elements, attributes, alternatives, under any prefix", () => {
  const packet = (inner: string) => xmpNotesOf(Buffer.from(inner));
  expect(
    packet(`<r xmlns:p="http://ns.adobe.com/photoshop/1.0/"><rdf:Description rdf:about=""
      p:Credit='A &amp; B &#x110;&#7841;i' p:CreditLine="no"/></r>`).credit,
  ).toBe("A & B Đại");
  expect(
    packet(`<r xmlns:d="http://purl.org/dc/elements/1.1/"><d:descriptionWriter>no</d:descriptionWriter>
      <d:description><rdf:Alt><rdf:li xml:lang="en">English</rdf:li><rdf:li xml:lang="vi-VN">Tiếng Việt</rdf:li>
      </rdf:Alt></d:description></r>`).caption,
  ).toBe("Tiếng Việt");
  expect(
    packet(`<r xmlns:d="http://purl.org/dc/elements/1.1/"><d:creator><rdf:Seq><rdf:li>Lan</rdf:li>
      <rdf:li/><rdf:li> Minh </rdf:li></rdf:Seq></d:creator><d:description>plain</d:description></r>`),
  ).toMatchObject({ byline: "Lan, Minh", caption: "plain" });
});

test("M7 notes come composed and without control characters", () => {
  const xmp = xmpPacket(
    `<dc:description><rdf:Alt><rdf:li>${"Hạn chế".normalize("NFD")}\u0007\r\ndòng hai</rdf:li></rdf:Alt></dc:description>`,
  );
  expect(pictureNotesOf({ xmp }).caption).toBe("Hạn chế\ndòng hai");
});

test("M8 no bytes throw or take long", () => {
  const start = fc.constantFrom(
    iimBlock([[120, Buffer.from("Chú thích")]], true),
    xmpPacket("<dc:description><rdf:Alt><rdf:li>Chú thích</rdf:li></rdf:Alt></dc:description>"),
    Buffer.from([0x1c, 2, 120, 0x80, 4, 0xff, 0xff, 0xff, 0xff]),
    Buffer.from([0xff, 0xfe]),
    Buffer.alloc(0),
  );
  fc.assert(
    fc.property(start, fc.nat(400), fc.uint8Array({ maxLength: 200 }), (head, cut, rest) => {
      const block = Buffer.concat([head.subarray(0, cut), rest]);
      const notes = pictureNotesOf({ xmp: block, iim: block });
      for (const note of Object.values(notes)) {
        expect(note).toBe(note.normalize("NFC").trim());
        expect(/[\ud800-\udfff]/u.test(note)).toBe(false);
      }
    }),
    { numRuns: 500 },
  );
  // Thousands of openings without an end: a scanner that starts over at each would never come back.
  const opened = "<dc:description><rdf:Alt><rdf:li>".repeat(30_000);
  xmpNotesOf(xmpPacket(opened));
  xmpNotesOf(xmpPacket(`${opened.replaceAll("<rdf:li>", "")}</dc:description>`));
  xmpNotesOf(xmpPacket(`<a xmlns:p="http://purl.org/dc/elements/1.1/"/> p:description `.repeat(30_000)));
  iimNotesOf(Buffer.from("8BIM".repeat(250_000)));
});
