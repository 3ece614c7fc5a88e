import { Button } from "@mantine/core";
import { IconAlertTriangle, IconPlugConnectedX, IconTrash } from "@tabler/icons-react";
import type { ReactNode } from "react";
import {
  libraryProblemTold,
  momentOf,
  paragraphOf,
  recoveriesTold,
  useLanguage,
  useText,
} from "../text/index.ts";
import { restoreStory } from "../library/acts.ts";
import { useStories } from "../library/stories.ts";
import { useHost } from "./host.ts";
import { acknowledgeRecovered, useOpenStory } from "./open-story.ts";

/**
 * What everybody at the desk must know now, calmly, over everything: host lost, library gone, story thrown away in another
 * window, story mended.
 */
export function Bars() {
  const text = useText().desk;
  const { restore } = useText().library;
  const language = useLanguage((state) => state.language);
  const { up, libraryProblem } = useHost();
  const openId = useOpenStory((state) => state.id);
  const open = useStories((state) => (openId === null ? undefined : state.known.get(openId)));
  const recovered = useOpenStory((state) => state.recovered);
  const recoveries = recoveriesTold(recovered, language, (at) => momentOf(at, language));

  return (
    <div className="bars" role="status">
      {!up && <Bar icon={<IconPlugConnectedX size={18} stroke={1.6} />}>{text.hostLost}</Bar>}
      {libraryProblem !== null && (
        <Bar icon={<IconAlertTriangle size={18} stroke={1.6} />}>
          {paragraphOf(libraryProblemTold(libraryProblem, language))}
        </Bar>
      )}
      {open !== undefined && open.trashedAt !== null && (
        <Bar
          icon={<IconTrash size={18} stroke={1.6} />}
          act={
            <Button variant="default" onClick={() => void restoreStory(open)}>
              {restore}
            </Button>
          }
        >
          {text.storyTrashed}
        </Bar>
      )}
      {recovered.length > 0 && (
        <Bar
          icon={<IconAlertTriangle size={18} stroke={1.6} />}
          act={
            <Button variant="default" onClick={() => void acknowledgeRecovered()}>
              {text.understood}
            </Button>
          }
        >
          {recoveries.map((one) => (
            <span className="notice-line" key={one.what}>
              {paragraphOf(one)}
            </span>
          ))}
          <details className="notice-files">
            <summary>{text.recoveredFiles}</summary>
            {recoveries.flatMap((one) =>
              one.files.map((file) => (
                <span className="notice-line path" key={file}>
                  {file}
                </span>
              )),
            )}
          </details>
        </Bar>
      )}
    </div>
  );
}

interface BarProps {
  readonly icon: ReactNode;
  readonly children: ReactNode;
  readonly act?: ReactNode;
}

function Bar({ icon, children, act }: BarProps) {
  return (
    <div className="notice-bar">
      <span className="notice-icon" aria-hidden>
        {icon}
      </span>
      <div className="notice-words">{children}</div>
      {act}
    </div>
  );
}
