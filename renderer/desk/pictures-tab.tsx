import { Button } from "@mantine/core";
import { IconCamera, IconCheck, IconX } from "@tabler/icons-react";
import { figuresOf, textOf, type Figure } from "#core/article";
import { pictureAddress } from "#core/bridge";
import { goTo } from "../editor/index.ts";
import { useArticle } from "../publish/preflight.ts";
import { useText } from "../text/index.ts";
import { runCommand } from "./commands.ts";
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
  const go = (part: Part) => goTo({ at: "figure", figureId: figure.id, part });
  return (
    <li className="picture-line">
      <button
        type="button"
        className="picture-go"
        aria-label={text.pictureGo(number, title)}
        onClick={() => go("picture")}
      >
        {figure.picture === null ? (
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
          />
        )}
        <span className="picture-title" title={title}>
          {title}
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
