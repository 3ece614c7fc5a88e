import type { PlaceEntry } from "./handover-place.ts";

/** What a WebDAV server says lies in a folder: the "multistatus" of RFC 4918, section 9.1, read by its few needed elements. */
export const LISTING =
  '<?xml version="1.0" encoding="utf-8"?>\n' +
  '<propfind xmlns="DAV:"><prop><resourcetype/><getcontentlength/></prop></propfind>';

/**
 * The entries of the folder at `folder`, itself and whatever lies elsewhere left out; null when it is no multistatus.
 *
 * @param folder address of the folder, with "/" at its end.
 */
export function entriesIn(xml: string, folder: URL): readonly PlaceEntry[] | null {
  if (!/<(?:[\w-]+:)?multistatus[\s>/]/.test(xml)) return null;
  const entries: PlaceEntry[] = [];
  // Cut at each opening, so that one which is never closed costs no more than its length.
  for (const response of xml.split(/<(?:[\w-]+:)?response(?:\s[^<>]*)?>/).slice(1)) {
    const href = valueOf(response, "href");
    const name = href === null ? null : nameIn(href, folder);
    if (name === null) continue;
    const size = valueOf(response, "getcontentlength");
    entries.push({
      name,
      isFolder: /<(?:[\w-]+:)?collection[\s/>]/.test(response),
      sizeBytes: size !== null && /^\d{1,15}$/.test(size) ? Number(size) : -1,
    });
  }
  return entries;
}

function valueOf(xml: string, name: string): string | null {
  const match = new RegExp(`<(?:[\\w-]+:)?${name}(?:\\s[^<>]*)?>([^<]*)<`).exec(xml);
  return match === null ? null : withoutEntities(match[1]!.trim());
}

function withoutEntities(text: string): string {
  return text.replace(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => ENTITIES[name]!);
}

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** The name an address has directly in the folder; null for the folder itself and anything elsewhere. */
function nameIn(href: string, folder: URL): string | null {
  if (!URL.canParse(href, folder.href)) return null;
  const { pathname } = new URL(href, folder.href);
  try {
    // Servers escape the same path in different ways.
    const [path, base] = [decodeURIComponent(pathname), decodeURIComponent(folder.pathname)];
    if (!path.startsWith(base)) return null;
    const name = path.slice(base.length).replace(/\/$/, "");
    return name === "" || name.includes("/") ? null : name;
  } catch {
    return null;
  }
}
