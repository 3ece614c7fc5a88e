import { Tabs } from "@mantine/core";
import { figuresOf } from "#core/article";
import { usePage } from "../editor/index.ts";
import { PublishPanel } from "../publish/panel.tsx";
import { useArticle } from "../publish/preflight.ts";
import { useText } from "../text/index.ts";
import { ArticleTab } from "./article-tab.tsx";
import { CheckTab } from "./check-tab.tsx";
import { PicturesTab } from "./pictures-tab.tsx";
import { TABS, useRoom, type Tab } from "./room.ts";

/** Everything about the open story that is not on its page. */
export function Inspector() {
  const text = useText().desk;
  const tab = useRoom((state) => state.tab);
  const flags = usePage((state) => state.flags.length);
  const article = useArticle();
  if (article === null) return null;
  const figures = figuresOf(article);
  const filled = figures.filter((figure) => figure.picture !== null).length;
  const counts: Readonly<Record<Tab, string>> = {
    article: "",
    pictures: figures.length === 0 ? "" : `${filled}/${figures.length}`,
    check: flags === 0 ? "" : String(flags),
    publish: "",
  };

  return (
    <aside className="inspector" aria-label={text.inspector} data-pane="inspector">
      <Tabs
        value={tab}
        onChange={(chosen) => {
          const known = TABS.find((one) => one === chosen);
          if (known) useRoom.setState({ tab: known });
        }}
        keepMounted={false}
        className="inspector-tabs"
      >
        <Tabs.List grow>
          {TABS.map((one) => (
            <Tabs.Tab key={one} value={one} data-focus={`tab-${one}`}>
              {text.tabs[one]}
              {counts[one] !== "" && <span className="tab-count">{counts[one]}</span>}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="article">
          <ArticleTab />
        </Tabs.Panel>
        <Tabs.Panel value="pictures">
          <PicturesTab />
        </Tabs.Panel>
        <Tabs.Panel value="check">
          <CheckTab />
        </Tabs.Panel>
        <Tabs.Panel value="publish">
          <PublishPanel />
        </Tabs.Panel>
      </Tabs>
    </aside>
  );
}
