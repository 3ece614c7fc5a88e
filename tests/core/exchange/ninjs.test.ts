import fc from "fast-check";
import { expect, test } from "vitest";
import { ninjsOf, storyOfNinjs } from "#core/exchange";
import { someArticle } from "./articles.ts";

test("X1 a draft written as ninjs and read again is the same article", () => {
  fc.assert(
    fc.property(someArticle, (article) => {
      const json: unknown = JSON.parse(JSON.stringify(ninjsOf(article)));
      const read = storyOfNinjs(json);
      expect(read.ok ? read.value.article : read.problem).toEqual(article);
    }),
  );
});
