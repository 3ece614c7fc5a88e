import { fakeHost, OWN_SITE, type FakeHost } from "./fake-host.ts";
import { library } from "./stories.ts";
import { DEFAULT_SETTINGS } from "#core/bridge";
import type { Bridge } from "#core/bridge";

/**
 * Stands in the place of `renderer/bridge` in the harness: the same names, a host in the page.
 * @public
 */
export { ConnectionLost, isLost } from "../../../renderer/bridge/lost.ts";

const wanted = new URLSearchParams(location.search);
const two = wanted.has("two");
const host: FakeHost = fakeHost({
  articles: library(Number(wanted.get("stories") ?? 40)),
  targets: two
    ? [
        OWN_SITE,
        {
          kind: "wordpress",
          id: "bao-tinh",
          name: "Báo tỉnh",
          url: "https://bao.example",
          user: "thuha",
          categories: { "thoi-su": 3 },
        },
      ]
    : [OWN_SITE],
  hello: {
    systemLanguage: wanted.get("language") === "en" ? "en-GB" : "vi-VN",
    firstStart: wanted.get("stories") === "0",
    words: ["Ê đê", "Hơ Moong"],
    settings: {
      ...DEFAULT_SETTINGS,
      byline: "Thu Hà",
      appearance: wanted.get("appearance") === "dark" ? "dark" : "light",
    },
  },
});

if (wanted.has("away")) host.failWith({ kind: "libraryGone", path: "/media/usb/Library" });

declare global {
  interface Window {
    /** For the test in the page. */
    fake: FakeHost;
  }
}
window.fake = host;

/** @public */
export function connectBridge(): Promise<Bridge> {
  return Promise.resolve(host.bridge);
}

/** @public */
export function onConnection(listener: (up: boolean) => void): () => void {
  return host.onUp(listener);
}
