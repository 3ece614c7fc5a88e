import { createHash } from "node:crypto";
import { done, failed, type Outcome } from "#core/bridge";
import {
  folderOfVersion,
  guidOf,
  handedPictures,
  isStem,
  MANIFEST,
  manifestIn,
  manifestOf,
  mayBeStem,
  MOST_MANIFEST_BYTES,
  pathOfRendition,
  PICTURES,
  stemOf,
  textsOf,
  versionOfFolder,
  type Difference,
  type HandedFile,
  type HandOverManifest,
  type HandOverTarget,
  type PublishedStory,
  type PublishProblem,
  type RemotePicture,
  type RemoteStory,
  type StoryToSend,
  type TargetPort,
} from "#core/publishing";
import { folderPlace } from "./handover-folder.ts";
import { isTemporary, type Place, type PlaceEntry, type PlaceFile } from "./handover-place.ts";
import { sftpPlace } from "./handover-sftp.ts";
import { webDavPlace } from "./handover-webdav.ts";
import type { Patience } from "./http.ts";

export interface HandOverOptions {
  readonly fetch: typeof fetch;
  readonly patience?: Patience;
  /** Ends whatever is under way. */
  readonly signal?: AbortSignal;
}

/** The place a target hands its stories over at. */
export function placeOf(target: HandOverTarget, secret: string | null, options: HandOverOptions): Place {
  const { url, user, hostKey } = target;
  const { fetch, ...rest } = options;
  switch (new URL(url).protocol) {
    case "file:":
      return folderPlace(url, options.patience);
    case "sftp:":
      return sftpPlace({ url, user, secret, ...(hostKey === undefined ? {} : { hostKey }), ...rest });
    default:
      return webDavPlace({ url, user, password: secret, fetch, ...rest });
  }
}

/**
 * Stories handed over as files (`core/publishing/hand-over.ts` has their layout). A story is known by the id in its
 * manifest and a picture by its bytes, so that every step may simply be taken again. What counts is the manifest: it is
 * put in its place last, and not over one that nobody here has seen.
 */
export function handOverTarget(target: HandOverTarget, place: Place): TargetPort {
  const { host } = place;

  /** What of the story nobody here has seen, or null: by the same rules as on a news site of ours. */
  const unseenBy = (story: StoryToSend, known: RemoteStory | null, there: Found): PublishProblem | null => {
    if (there.manifest === null) return null;
    const { version, marker, changedAt } = there.manifest;
    const seen = { host, version, changedAt, remoteId: there.stem };
    if (version > story.version) return { kind: "olderThanSite", ...seen };
    if (marker === story.marker || changedAt === known?.changedAt) return null;
    return { kind: "changedOnSite", ...seen };
  };

  const manifestAt = async (storyId: string, stem: string): Promise<Outcome<Found, PublishProblem>> => {
    const file = await place.read(`${stem}/${MANIFEST}`, MOST_MANIFEST_BYTES);
    if (!file.ok) return file;
    const read = file.value === null ? null : manifestIn(new TextDecoder().decode(file.value.bytes));
    const isOthers = read !== null && read.guid !== guidOf(storyId);
    // A damaged manifest is no version of anything: it is written anew.
    return done({ stem, manifest: isOthers ? null : read, file: file.value, isOthers });
  };

  /** Where the story lies: by what is known, else by the folders that may be its own; null when nowhere. */
  const find = async (
    story: StoryToSend,
    known: RemoteStory | null,
  ): Promise<Outcome<Found, PublishProblem>> => {
    if (known !== null && isStem(known.remoteId)) {
      const there = await manifestAt(story.storyId, known.remoteId);
      if (!there.ok || !there.value.isOthers) return there;
    }
    const entries = await place.list("");
    if (!entries.ok) return entries;
    const candidates = (entries.value ?? [])
      .filter(({ name, isFolder }) => isFolder && mayBeStem(name, story.storyId))
      .map(({ name }) => name)
      .sort();
    const own: Found[] = [];
    let isTaken = false;
    for (const stem of candidates) {
      const there = await manifestAt(story.storyId, stem);
      if (!there.ok) return there;
      if (there.value.isOthers) isTaken ||= stem === stemOf(story.slug, story.storyId);
      else own.push(there.value);
    }
    // One that was handed over counts before one that was only begun.
    const there = own.find(({ manifest }) => manifest !== null) ?? own[0];
    if (there !== undefined) return done(there);
    const stem = stemOf(story.slug, story.storyId, isTaken);
    return done({ stem, manifest: null, file: null, isOthers: false });
  };

  /** Pictures are put beside the text before the job tells this port where: it is found once in a run. */
  let stem: Promise<Outcome<Found, PublishProblem>> | null = null;
  const stemFor = async (story: StoryToSend): Promise<Outcome<string, PublishProblem>> => {
    stem ??= find(story, null);
    const there = await stem;
    if (!there.ok) stem = null;
    return there.ok ? done(there.value.stem) : there;
  };

  const makeFolders = async (folders: readonly string[]): Promise<Outcome<null, PublishProblem>> => {
    for (const folder of folders) {
      const made = await place.makeFolder(folder);
      if (!made.ok) return made;
    }
    return done(null);
  };

  /** Puts the texts and then the manifest in place, unless the very same is there. */
  const handOver = async (
    story: StoryToSend,
    remote: RemoteStory,
    pictures: readonly RemotePicture[],
    handed: readonly HandedFile[],
  ): Promise<Outcome<PublishedStory, PublishProblem>> => {
    const at = stemIn(remote);
    const before = await manifestAt(story.storyId, at);
    if (!before.ok) return before;
    const unseen = unseenBy(story, remote, before.value);
    if (unseen !== null) return failed(unseen);
    const texts = textsOf(story, pictures, target.formats, (path) => place.addressOf(`${at}/${path}`)).map(
      ({ text, ...file }) => ({ file, bytes: new TextEncoder().encode(text) }),
    );
    const files = texts.map(({ file, bytes }): HandedFile => ({
      ...file,
      sizeBytes: bytes.length,
      sha256: sha256Of(bytes),
    }));
    const manifest = manifestOf(story, [...files, ...handed]);
    const bytes = new TextEncoder().encode(manifest);
    const isThere = before.value.file !== null && Buffer.compare(before.value.file.bytes, bytes) === 0;
    if (!isThere) {
      const made = await makeFolders([at, `${at}/${folderOfVersion(story)}`]);
      if (!made.ok) return made;
      for (const { file, bytes: content } of texts) {
        const put = await place.write(`${at}/${file.path}`, content);
        if (!put.ok) return put;
      }
      const put = await place.write(`${at}/${MANIFEST}`, bytes, before.value.file);
      if (!put.ok) return put;
      if (put.value === "taken") {
        const now = await manifestAt(story.storyId, at);
        if (!now.ok) return now;
        return failed(unseenBy(story, remote, now.value) ?? { kind: "siteBusy", host, status: 409 });
      }
    }
    const tidied = await tidy(at, story.version, [...files, ...handed]);
    if (!tidied.ok) return tidied;
    const page = files.find(({ role }) => role === "html")?.path ?? MANIFEST;
    return done({
      remoteId: at,
      url: place.addressOf(`${at}/${page}`),
      changedAt: story.versionAt,
    });
  };

  /** Clears away what earlier versions and tries left: the manifest names none of it. Other people's files stay. */
  const tidy = async (
    at: string,
    version: number,
    files: readonly HandedFile[],
  ): Promise<Outcome<null, PublishProblem>> => {
    const named = new Set(files.map(({ path }) => path));
    const entries = await place.list(at);
    if (!entries.ok) return entries;
    for (const { name, isFolder } of entries.value ?? []) {
      // A higher version is on its way here from another desk.
      const isOurs = isFolder && (name === PICTURES || (versionOfFolder(name) ?? Infinity) <= version);
      if (!isFolder && isTemporary(name)) {
        const removed = await place.remove(`${at}/${name}`);
        if (!removed.ok) return removed;
      }
      if (!isOurs) continue;
      const inner = await place.list(`${at}/${name}`);
      if (!inner.ok) return inner;
      const left = (inner.value ?? []).filter((one) => isLeft(name, one, named));
      for (const one of left) {
        const removed = await place.remove(`${at}/${name}/${one.name}`);
        if (!removed.ok) return removed;
      }
      if (left.length === (inner.value ?? []).length) {
        const removed = await place.removeFolder(`${at}/${name}`);
        if (!removed.ok) return removed;
      }
    }
    return done(null);
  };

  return {
    async test() {
      const there = await place.test();
      if (!there.ok) return there;
      return done({
        siteName: host,
        accountName: target.user,
        mayPublish: true,
        mayUpload: true,
        categories: [],
      });
    },

    async findOrCreate(story, known) {
      const there = await find(story, known);
      if (!there.ok) return there;
      const unseen = unseenBy(story, known, there.value);
      if (unseen !== null) return failed(unseen);
      const { stem: at, manifest } = there.value;
      // So that it is found again under another headline. Receivers often take a story's folder away: it is made anew.
      const made = await place.makeFolder(at);
      if (!made.ok) return made;
      stem = Promise.resolve(there);
      return done({ remoteId: at, changedAt: manifest?.changedAt ?? null });
    },

    async putPicture(story, picture) {
      const found = await stemFor(story);
      if (!found.ok) return found;
      const at = found.value;
      const there = await place.list(`${at}/${PICTURES}`);
      if (!there.ok) return there;
      if (there.value === null) {
        const made = await makeFolders([at, `${at}/${PICTURES}`]);
        if (!made.ok) return made;
      }
      const sizes = sizesIn(there.value ?? []);
      for (const rendition of picture.renditions) {
        const path = pathOfRendition(rendition);
        if (sizes.get(path) === rendition.sizeBytes) continue;
        const put = await place.write(`${at}/${path}`, await picture.read(rendition));
        if (!put.ok) return put;
      }
      const widest = picture.renditions.at(-1);
      if (widest === undefined) {
        return failed({ kind: "pictureLost", file: `${picture.sha256}.${picture.extension}` });
      }
      const path = pathOfRendition(widest);
      return done({
        sha256: picture.sha256,
        remoteId: path,
        url: place.addressOf(`${at}/${path}`),
        widthPx: widest.widthPx,
        heightPx: widest.heightPx,
        renditions: picture.renditions,
      });
    },

    async publish(story, remote, pictures) {
      const at = stemIn(remote);
      const there = pictures.length === 0 ? done([]) : await place.list(`${at}/${PICTURES}`);
      if (!there.ok) return there;
      const sizes = sizesIn(there.value ?? []);
      const gone = pictures.filter(({ renditions }) =>
        renditions.some((one) => sizes.get(pathOfRendition(one)) !== one.sizeBytes),
      );
      if (gone.length > 0) {
        stem = null;
        return failed({ kind: "picturesGone", host, pictures: gone.map(({ sha256 }) => sha256), said: "" });
      }
      return handOver(story, remote, pictures, handedPictures(story.article, pictures));
    },

    async takeDown(story, remote) {
      const before = await manifestAt(story.storyId, stemIn(remote));
      if (!before.ok) return before;
      // Withdrawn, the pictures stay where they are: another version may use them. Killed, they go.
      const pictures = (before.value.manifest?.files ?? []).filter(({ role }) => role === "picture");
      return handOver(story, remote, [], story.aim.kind === "killed" ? [] : pictures);
    },

    async lookUp(sent, remote) {
      const newest = sent[0]?.story;
      if (newest === undefined) return done(null);
      const there = await manifestAt(newest.storyId, stemIn(remote));
      if (!there.ok) return there;
      const { manifest, stem: at } = there.value;
      if (manifest === null) return done(null);
      const { version, marker } = manifest;
      if (marker === newest.marker && version <= newest.version) {
        // Only this job has its marker: whatever carries it is a version of it, also one that is not known here.
        const { story } = sent.find((one) => one.story.version === version) ?? { story: newest };
        const page = manifest.files.find(({ role }) => role === "html")?.path ?? MANIFEST;
        return done({
          version: story.version,
          published: {
            remoteId: at,
            url: place.addressOf(`${at}/${page}`),
            changedAt: manifest.changedAt,
          },
        });
      }
      const unseen = unseenBy(newest, remote, there.value);
      return unseen === null ? done(null) : failed(unseen);
    },

    async readBack(story, published) {
      const at = stemIn(published);
      const there = await manifestAt(story.storyId, at);
      if (!there.ok) return there;
      const { manifest, file } = there.value;
      const sha256 = file === null ? "" : sha256Of(file.bytes);
      if (manifest === null || manifest.version !== story.version || manifest.marker !== story.marker) {
        const differences: readonly Difference[] = [{ what: "file", expected: `${at}/${MANIFEST}` }];
        return done({ status: file === null ? 404 : 200, sha256, differences });
      }
      const differences: Difference[] = [];
      for (const handed of manifest.files) {
        const read = await place.read(`${at}/${handed.path}`, handed.sizeBytes + 1);
        if (!read.ok) return read;
        const isWhole =
          read.value !== null &&
          read.value.bytes.length === handed.sizeBytes &&
          sha256Of(read.value.bytes) === handed.sha256;
        if (!isWhole) differences.push(differenceOf(at, handed));
      }
      return done({ status: 200, sha256, differences });
    },
  };
}

// --- private ---------------------------------------------------------------------------------

/** A story's folder and what its manifest says. */
interface Found {
  readonly stem: string;
  /** Null where none of the story's is there. */
  readonly manifest: HandOverManifest | null;
  readonly file: PlaceFile | null;
  /** The folder is another story's. */
  readonly isOthers: boolean;
}

/** @throws {RangeError} when a receipt or job names a folder that cannot be a story's. */
function stemIn({ remoteId }: Pick<RemoteStory, "remoteId">): string {
  if (!isStem(remoteId)) throw new RangeError(`Not a story's folder: ${remoteId}`);
  return remoteId;
}

function sizesIn(entries: readonly PlaceEntry[]): ReadonlyMap<string, number> {
  return new Map(
    entries
      .filter(({ isFolder }) => !isFolder)
      .map(({ name, sizeBytes }) => [`${PICTURES}/${name}`, sizeBytes]),
  );
}

/** Whether a file in a folder of ours was left there by an earlier version or try. */
function isLeft(folder: string, { name, isFolder }: PlaceEntry, named: ReadonlySet<string>): boolean {
  if (isFolder || named.has(`${folder}/${name}`)) return false;
  if (isTemporary(name)) return true;
  return folder === PICTURES
    ? /^[0-9a-f]{16}-\d+\.(?:jpg|png|webp|gif)$/.test(name)
    : ["index.html", "story.json", "story.newsml.xml"].includes(name);
}

function differenceOf(at: string, { role, path, picture }: HandedFile): Difference {
  const words = [picture?.altText, picture?.caption].find((text) => text !== undefined && text !== "");
  if (role === "picture") return { what: "picture", expected: (words ?? path).slice(0, 120) };
  return { what: "file", expected: `${at}/${path}`.slice(0, 120) };
}

function sha256Of(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
