import type { Article } from "#core/article";
import { isOpen, type Job } from "#core/publishing";
import { articleSha256, type Library } from "#node/library";

/** What the stories of the outbox say here now, to tell whether what was queued is older. */
export function texts(library: Pick<Library, "article">) {
  const now = new Map<string, string>();
  const sums = new WeakMap<Article, string>();
  const sumOf = (article: Article): string => {
    const sum = sums.get(article) ?? articleSha256(article);
    sums.set(article, sum);
    return sum;
  };

  return {
    /** Whether the job is still to end and the story here is another than the job's. */
    isBehind(job: Job): boolean {
      const here = now.get(job.story.storyId);
      return isKept(job) && here !== undefined && here !== sumOf(job.story.article);
    },
    /** A job was made of what the story says at this moment. */
    taken({ story }: Job): void {
      now.set(story.storyId, sumOf(story.article));
    },
    /** Reads the story again; true when it says something else than before. */
    async read(storyId: string): Promise<boolean> {
      const article = await library.article(storyId);
      // A story that cannot be read says so where it is opened.
      if (!article.ok) return false;
      const before = now.get(storyId);
      const sum = sumOf(article.value);
      now.set(storyId, sum);
      return sum !== before;
    },
  };
}

/** Whether a job's text is still to be sent, by itself or by a person. */
export function isKept(job: Job): boolean {
  return isOpen(job) || job.phase.kind === "stopped";
}
