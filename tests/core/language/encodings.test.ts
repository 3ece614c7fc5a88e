import { expect, test } from "vitest";
import { flagsIn } from "./data.ts";

test.each([
  ["tcvn3", "B¸o c¸o nªu râ nh÷ng h¹n chÕ trong c«ng t¸c qu¶n lý."],
  ["vni", "Caùc ñaïi bieåu ñaõ thaûo luaän veà nhöõng haïn cheá naøy."],
  ["viqr", "Ca'c dda.i bie^?u dda~ tha?o lua^.n ve^` nhu*~ng ha.n che^' na`y."],
  ["unmarked", "Thu tuong da ky quyet dinh thanh lap ban chi dao phong chong bao."],
])("L21 one flag for a passage in %s", (rule, text) => {
  const flags = flagsIn(` ${text}\n`);
  expect(flags).toMatchObject([{ rule, start: 1, end: text.length + 1, suggestions: [] }]);
  expect(flags[0]!.says.vi).not.toBe("");
});

test.each([
  "Cao Ba Quat, Nguyen Du",
  "be hoà hoà gì 2.500",
  "Tai Ha Noi, doanh nghiệp vẫn chờ vốn vay ưu đãi.",
  "Nhiệt độ 25°C – 30°C, diện tích 40 m², giá 5.000 ± 100 đồng.",
  "Câu lạc bộ Peñarol và cầu thủ Muñoz, Ibáñez, González, Suárez ra sân.",
])("L21 ordinary text: %s", (text) => {
  expect(flagsIn(text).filter(({ rule }) => ["tcvn3", "vni", "viqr", "unmarked"].includes(rule))).toEqual([]);
});
