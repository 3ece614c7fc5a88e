import { Button } from "@mantine/core";
import { IconCamera, IconCheck, IconX } from "@tabler/icons-react";
import { figuresOf, textOf, type Figure, type Picture } from "#core/article";
import { pictureAddress } from "#core/bridge";
import { goTo } from "../editor/index.ts";
import { useEffect, useMemo, useState } from "react";
import { useArticle } from "../publish/preflight.ts";
import { useText } from "../text/index.ts";
import { runCommand } from "./commands.ts";
import { useOpenStory } from "./open-story.ts";
import { Empty } from "./empty.tsx";

const PARTS = ["picture", "caption", "credit", "altText"] as const;
type Part = (typeof PARTS)[number];

/** The story's slots in page order, each with what it still lacks. */
export function PicturesTab() {
  const text = useText().desk;
  const article = useArticle();
  if (article === null) return null;
  const figures = figuresOf(article);
  const insert = (
    <Button
      variant="default"
      leftSection={<IconCamera size={16} stroke={1.6} />}
      onClick={() => runCommand("insertSlot")}
    >
      {text.pictureInsert}
    </Button>
  );
  if (figures.length === 0)
    return (
      <Empty title={text.picturesNone} why={text.picturesNoneWhy}>
        {insert}
      </Empty>
    );
  return (
    <div className="tab-body">
      <ul className="pictures">
        {figures.map((figure, index) => (
          // Two copies of a slot in a damaged story may share an id.
          <Slot key={`${figure.id}-${index}`} storyId={article.id} figure={figure} number={index + 1} />
        ))}
      </ul>
      <div>{insert}</div>
    </div>
  );
}

interface SlotProps {
  readonly storyId: string;
  readonly figure: Figure;
  readonly number: number;
}

function Slot({ storyId, figure, number }: SlotProps) {
  const text = useText().desk;
  const caption = textOf(figure.caption).trim();
  const title =
    caption || (figure.want === "" ? text.pictureNumber(number) : text.pictureWanted(figure.want));
  const has: Readonly<Record<Part, boolean>> = {
    picture: figure.picture !== null,
    caption: caption !== "",
    credit: textOf(figure.credit).trim() !== "",
    altText: textOf(figure.altText).trim() !== "",
  };
  const { lost, suspect } = useOriginal(storyId, figure.picture);
  const go = (part: Part) => goTo({ at: "figure", figureId: figure.id, part });
  return (
    <li className="picture-line">
      <button
        type="button"
        className="picture-go"
        aria-label={[text.pictureGo(number, title), ...(lost ? [text.originalLost] : [])].join(", ")}
        onClick={() => go("picture")}
      >
        {figure.picture === null || lost ? (
          <span className="picture-thumb picture-empty">
            <IconCamera size={20} stroke={1.4} />
          </span>
        ) : (
          <img
            className="picture-thumb"
            src={pictureAddress(storyId, figure.picture, 480)}
            alt=""
            loading="lazy"
            decoding="async"
            onError={suspect}
          />
        )}
        <span className="picture-title" title={title}>
          {title}
          {lost && <strong className="picture-lost">{text.originalLost}</strong>}
        </span>
      </button>
      <div className="marks">
        {PARTS.map((part) => (
          <button
            key={part}
            type="button"
            className="mark"
            data-missing={!has[part] || undefined}
            aria-label={`${has[part] ? text.markDone(text.marks[part]) : text.markMissing(text.marks[part])}, ${text.pictureNumber(number)}`}
            onClick={() => go(part)}
          >
            {has[part] ? <IconCheck size={12} stroke={2} /> : <IconX size={12} stroke={2.2} />}
            {text.marks[part]}
          </button>
        ))}
      </div>
    </li>
  );
}

/** How often a lost original is looked for: it may have been put back. */
const LOOK_AGAIN_MS = 5_000;

/**
 * Whether a picture's original is not in the story's folder any more. The folder is asked only where there is
 * doubt: the story said so when it was opened, or the picture could not be drawn (`suspect`).
 */
function useOriginal(storyId: string, picture: Picture | null) {
  const { sha256, extension } = picture ?? {};
  const name = `${sha256}.${extension}`;
  const knownLost = useOpenStory((state) => state.lost.includes(name));
  const [doubted, setDoubted] = useState<string | null>(null);
  const [found, setFound] = useState<{ readonly name: string; readonly there: boolean } | null>(null);
  const there = found?.name === name ? found?.there : undefined;
  const original = useMemo(
    () => (sha256 === undefined || extension === undefined ? null : { sha256, extension }),
    [sha256, extension],
  );
  const asks = original !== null && there !== true && (knownLost || doubted === name);
  useEffect(() => {
    if (!asks || original === null) return;
    const address = pictureAddress(storyId, original);
    const stop = new AbortController();
    const look = async () => {
      try {
        const answer = await fetch(address, { cache: "no-store", signal: stop.signal });
        await answer.body?.cancel();
        if (answer.ok || answer.status === 404) setFound({ name, there: answer.ok });
      } catch (error) {
        // A host that is away says nothing about the file; what was known of it stays.
        if (!(error instanceof TypeError) && !stop.signal.aborted) throw error;
      }
    };
    void look();
    const timer = setInterval(() => void look(), LOOK_AGAIN_MS);
    return () => {
      stop.abort();
      clearInterval(timer);
    };
  }, [asks, name, original, storyId]);
  return {
    lost: there === undefined ? knownLost : !there,
    suspect: () => {
      setFound(null);
      setDoubted(name);
    },
  };
}
