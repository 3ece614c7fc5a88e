import { basename } from "node:path";
import { implement, ORPCError } from "@orpc/server";
import { base64Of, bytesOf, contract, done, type DeskEvent } from "#core/bridge";
import { UpdateError, packStory } from "#node/library";
import { isSameAccount } from "#node/publishing";
import type { Desk } from "./desk.ts";
import { streamOf } from "./stream.ts";
import { OWN_SITE } from "./targets.ts";

const PACKAGE_TYPE = "application/vnd.morasse.story+zip";

/** Who asks: one open screen, told apart from the others so that it does not hear its own changes. */
export interface Screen {
  readonly screen: object;
}

/**
 * The answers to every question of the contract. What a screen asks is validated by the contract; an
 * error nobody expected is logged here and crosses as "Internal server error" alone.
 */
export function bridgeRouter(desk: Desk) {
  const { library, publisher, words, newsroom, targets, options } = desk;
  const { settings, secrets, log } = options;
  const ask = implement(contract)
    .$context<Screen>()
    .use(async ({ next, path }) => {
      try {
        return await next();
      } catch (error) {
        if (error instanceof UpdateError) throw new ORPCError("BAD_REQUEST", { message: error.message });
        if (!(error instanceof ORPCError)) log(`The question "${path.join(".")}" failed.`, error);
        throw error;
      }
    });

  return ask.router({
    hello: ask.hello.handler(() => desk.hello()),
    events: ask.events.handler(({ signal }) => streamOf<DeskEvent>(desk.attach, signal)),

    settings: {
      save: ask.settings.save.handler(({ input }) => {
        const saved = settings.save(input);
        desk.tell({ kind: "settings", settings: saved });
        return saved;
      }),
    },

    library: {
      list: ask.library.list.handler(({ input }) => library.list(input)),
      create: ask.library.create.handler(() => library.create()),
      createSample: ask.library.createSample.handler(() => desk.createSample()),
      pack: ask.library.pack.handler(async ({ input }) => {
        const pack = await packStory(library, input.id, options.now(), await newsroom.files());
        if (!pack.ok) return pack;
        const name = `${basename(library.folder(input.id) ?? input.id).replace(/--.*$/, "")}.morasse`;
        return done(new File([new Uint8Array(pack.value)], name, { type: PACKAGE_TYPE }));
      }),
      openPackage: ask.library.openPackage.handler(async ({ input }) =>
        desk.openPackage(new Uint8Array(await input.file.arrayBuffer())),
      ),
      duplicate: ask.library.duplicate.handler(({ input }) => library.duplicate(input.id)),
      trash: ask.library.trash.handler(({ input }) => library.trash(input.id)),
      restore: ask.library.restore.handler(({ input }) => library.restore(input.id)),
    },

    story: {
      open: ask.story.open.handler(({ input }) => library.open(input.id)),
      reading: ask.story.reading.handler(({ input }) => library.reading(input.id)),
      acknowledge: ask.story.acknowledge.handler(({ input }) => library.acknowledge(input.id, input.mended)),
      append: ask.story.append.handler(({ input, context }) =>
        library.append(input.id, bytesOf(input.update), context.screen),
      ),
      follow: ask.story.follow.handler(async ({ input, context, signal }) => {
        // Listening begins before the state is read: an update between the two comes twice, never not at all.
        const updates = streamOf<string>(
          (heard) => library.follow(input.id, context.screen, (update) => heard(base64Of(update))),
          signal,
        );
        const opened = await library.open(input.id);
        if (opened.ok) return startingWith(opened.value.state, updates);
        await updates.return?.();
        throw new ORPCError("NOT_FOUND", { message: "The story cannot be followed." });
      }),
    },

    pictures: {
      add: ask.pictures.add.handler(async ({ input }) => {
        const bytes = new Uint8Array(await input.file.arrayBuffer());
        const taken = await desk.takePicture(input.file.name, bytes);
        if (!taken.ok) return taken;
        const { sha256, extension } = taken.value.picture;
        const kept = await library.keepOriginal(input.storyId, sha256, extension, bytes);
        return kept.ok ? done(taken.value) : kept;
      }),
    },

    words: {
      change: ask.words.change.handler(async ({ input }) => {
        const changed = await words.change(input.add, input.remove);
        desk.tell({ kind: "words", words: changed.words });
        return changed.words;
      }),
    },

    newsroom: {
      read: ask.newsroom.read.handler(() => newsroom.read()),
      saveStyle: ask.newsroom.saveStyle.handler(({ input }) => newsroom.saveStyle(input.style)),
      saveNames: ask.newsroom.saveNames.handler(({ input }) => newsroom.saveNames(input.names)),
      changeWords: ask.newsroom.changeWords.handler(({ input }) =>
        newsroom.changeWords(input.add, input.remove),
      ),
      decide: ask.newsroom.decide.handler(({ input }) => newsroom.decide(input.id, input.taken)),
    },

    targets: {
      save: ask.targets.save.handler(async ({ input }) => {
        const { target, secret } = input;
        if (target.id === OWN_SITE) {
          // It has its own address and key: it is only named.
          const list = await targets.save(target);
          desk.tell({ kind: "targets", targets: list });
          return list;
        }
        const saved = targets.list().find(({ id }) => id === target.id);
        const moved = saved !== undefined && !isSameAccount(saved, target);
        // What was given for another place or account never goes there, nor the new one to the old place.
        if (moved) await secrets.remove(target.id);
        // Else the secret first: a target without its secret would be asked for at once by the outbox.
        else if (secret !== undefined) await secrets.save(target.id, secret);
        const list = await targets.save(target);
        if (moved && secret !== undefined) await secrets.save(target.id, secret);
        desk.tell({ kind: "targets", targets: list });
        return list;
      }),
      remove: ask.targets.remove.handler(async ({ input }) => {
        const list = await targets.remove(input.id);
        if (!list.some((target) => target.id === input.id)) await secrets.remove(input.id);
        desk.tell({ kind: "targets", targets: list });
        return list;
      }),
      test: ask.targets.test.handler(({ input }) => publisher.test(input.target, input.secret)),
    },

    publishing: {
      publish: ask.publishing.publish.handler(({ input }) =>
        publisher.publish(input.storyId, input.targetId, {
          again: input.again ?? false,
          aim: input.aim ?? { kind: "public" },
        }),
      ),
      jobs: ask.publishing.jobs.handler(() => publisher.jobs()),
      cancel: ask.publishing.cancel.handler(({ input }) => publisher.cancel(input.jobId)),
      retry: ask.publishing.retry.handler(({ input }) => publisher.retry(input.jobId)),
      proofs: ask.publishing.proofs.handler(({ input }) => publisher.proofs(input.targetId)),
      reachable: ask.publishing.reachable.handler(() => publisher.reachable()),
    },

    openExternal: ask.openExternal.handler(async ({ input }) => {
      if (options.openExternal === null) return false;
      await options.openExternal(input.url);
      return true;
    }),
  });
}

async function* startingWith<Told>(
  first: Told,
  rest: AsyncIteratorObject<Told, undefined, void>,
): AsyncGenerator<Told, undefined, void> {
  try {
    yield first;
    for await (const next of rest) yield next;
  } finally {
    await rest.return?.();
  }
  return undefined;
}
