import { EMPTY_DETAILS, lineOf, type Article, type Block } from "#core/article";
import type { Outcome } from "#core/bridge";
import {
  isTakingDown,
  sentOf,
  type Job,
  type PublishProblem,
  type RemotePicture,
  type Step,
  type StepResult,
  type StoryToSend,
  type Target,
} from "#core/publishing";

/** What the tests of publishing write with: a story with numbered pictures, and a site that forgets nothing. */

export const target: Target = { kind: "site", id: "t", name: "Báo thử", url: "http://h" };

/** The hash of picture n, from 0. */
export function hash(n: number): string {
  return n.toString(16).padStart(64, "0");
}

export function storyWith(pictures: number, text = "Một đoạn."): StoryToSend {
  const figures = Array.from({ length: pictures }, (_, n): Block => ({
    kind: "figure",
    id: `figure-${n}`,
    want: "",
    picture: { sha256: hash(n), extension: "jpg", widthPx: 1200, heightPx: 800 },
    caption: lineOf(`Chú thích ${n + 1}`),
    credit: lineOf("Mạnh Nguyên"),
    altText: lineOf(`Mô tả ${n + 1}`),
  }));
  const article: Article = {
    id: "3e0f0e6c-8f0a-4a9e-9d0e-2f6c1d1c1a11",
    details: { ...EMPTY_DETAILS, section: "thoi-su" },
    blocks: [
      { kind: "headline", text: lineOf("Giá xăng giảm") },
      { kind: "lead", text: lineOf("Từ 15 giờ chiều nay.") },
      { kind: "paragraph", text: lineOf(text) },
      ...figures,
      { kind: "byline", text: lineOf("AN BÌNH") },
    ],
  };
  return {
    storyId: article.id,
    marker: "marker",
    version: 1,
    aim: { kind: "public" },
    article,
    slug: "gia-xang-giam",
    section: { slug: "thoi-su", name: "Thời sự" },
    firstPublishedAt: null,
    versionAt: "2026-11-22T07:00:00.000Z",
  };
}

export function remotePicture(sha256: string): RemotePicture {
  return {
    sha256,
    remoteId: `p-${sha256}`,
    url: `http://h/${sha256}.jpg`,
    widthPx: 1,
    heightPx: 1,
    renditions: [],
  };
}

interface Post {
  readonly id: number;
  marker: string;
  status: "draft" | "publish" | "trash";
  article: Article | null;
  changed: number;
}

/**
 * A site as a target sees WordPress: no keys for repeated requests, no unique slugs, time stamps that grow;
 * any request may be lost before it arrives, or its answer after it was worked on, and the program may be
 * killed in either moment.
 */
export function site(chance: () => number) {
  const posts: Post[] = [];
  const media: { sha256: string }[] = [];
  let clock = 0;
  let mended = false;

  const lost: PublishProblem = { kind: "siteUnreachable", host: "h" };
  type Answer = Outcome<StepResult, PublishProblem> | "killed";

  /** Works on a request that changes something, unless chance has it otherwise. */
  const request = (work: () => Outcome<StepResult, PublishProblem>): Answer => {
    const fate = mended ? 9 : chance();
    if (fate === 0) return { ok: false, problem: lost };
    if (fate === 1) return { ok: false, problem: { kind: "siteBusy", host: "h", status: 503 } };
    if (fate === 2) return "killed";
    const answer = work();
    if (fate === 3) return { ok: false, problem: { kind: "siteSlow", host: "h", waitedMs: 20_000 } };
    if (fate === 4) return "killed";
    return answer;
  };

  const take = (step: Step, job: Job): Answer => {
    const { story } = job;
    switch (step.kind) {
      case "find":
        return request(() => {
          const known = posts.find(({ id, marker }) =>
            job.remote === null ? marker === story.marker : String(id) === job.remote.remoteId,
          );
          if (known) {
            const changedAt = job.remote?.changedAt ?? String(known.changed);
            return { ok: true, value: { kind: "found", remote: { remoteId: String(known.id), changedAt } } };
          }
          const post: Post = {
            id: posts.length + 1,
            marker: story.marker,
            status: "draft",
            article: null,
            changed: ++clock,
          };
          posts.push(post);
          return {
            ok: true,
            value: { kind: "found", remote: { remoteId: String(post.id), changedAt: String(post.changed) } },
          };
        });
      case "picture":
        return request(() => {
          if (!media.some(({ sha256 }) => sha256 === step.sha256)) media.push({ sha256: step.sha256 });
          return { ok: true, value: { kind: "picture", picture: remotePicture(step.sha256) } };
        });
      case "publish":
        return request(() => {
          const post = posts.find(({ id }) => String(id) === job.remote?.remoteId)!;
          const { aim } = story;
          if (isTakingDown(aim)) {
            const down = aim.kind === "killed" ? "trash" : "draft";
            if (post.status !== down) post.changed = ++clock;
            post.status = down;
            const gone = {
              remoteId: String(post.id),
              url: `http://h/${post.id}`,
              changedAt: String(post.changed),
            };
            return { ok: true, value: { kind: "published", story, published: gone } };
          }
          const same = JSON.stringify(post.article) === JSON.stringify(story.article);
          if (String(post.changed) !== job.remote?.changedAt && !same) {
            return {
              ok: false,
              problem: { kind: "changedOnSite", host: "h", changedAt: String(post.changed) },
            };
          }
          if (!same || post.status !== "publish") post.changed = ++clock;
          post.article = story.article;
          post.status = "publish";
          const out = {
            remoteId: String(post.id),
            url: `http://h/${post.id}`,
            changedAt: String(post.changed),
          };
          return { ok: true, value: { kind: "published", story, published: out } };
        });
      case "lookUp":
        return request(() => {
          const post = posts.find(({ id }) => String(id) === job.remote?.remoteId)!;
          const out = {
            remoteId: String(post.id),
            url: `http://h/${post.id}`,
            changedAt: String(post.changed),
          };
          const isDown = post.status !== "publish";
          const there = sentOf(job).find(({ story: { aim, article } }) =>
            isTakingDown(aim) ? isDown : !isDown && JSON.stringify(post.article) === JSON.stringify(article),
          );
          if (there === undefined) {
            return { ok: true, value: { kind: "lookedUp", there: null } };
          }
          const { version } = there.story;
          return { ok: true, value: { kind: "lookedUp", there: { version, published: out } } };
        });
      case "readBack":
        return request(() => ({
          ok: true,
          value: { kind: "page", version: story.version, page: { status: 200, sha256: "", differences: [] } },
        }));
      case "receipt":
        return { ok: true, value: { kind: "receiptKept", version: story.version } };
    }
  };

  return { take, mend: () => (mended = true), posts: () => posts, media: () => media };
}
