import type { Occurrence } from "./finding.ts";
import type { Page } from "./page.ts";
import { casedLike, phraseTable, type PhraseFound } from "./phrases.ts";

/**
 * Foreign names which Vietnamese papers write in several ways. Which one is right each newsroom says in its own list; one
 * story keeps to one.
 */
const NAMES = `
  Moscow, Mátxcơva, Mát-xcơ-va, Matxcơva, Moskva, Mạc Tư Khoa; Zelensky, Zelenskiy, Zelenskyy, Zelenski; Kyiv, Kiev, Ki-ép;
  Odesa, Odessa; Kharkiv, Kharkov; Lviv, Lvov; Donbas, Donbass; Luhansk, Lugansk; Mykolaiv, Nikolaev; Chernobyl, Chornobyl;
  Zaporizhzhia, Zaporizhia, Zaporozhye, Zaporizhzhya; Ukraine, Ukraina, U-crai-na; Belarus, Bê-la-rút; Bắc Kinh, Beijing;
  Thượng Hải, Shanghai; Bình Nhưỡng, Pyongyang; Seoul, Xê-un, Xơ-un; Tokyo, Tô-ky-ô; Paris, Pa-ri; London, Luân Đôn;
  Washington, Oa-sinh-tơn; New York, Niu Oóc, Niu-oóc, Nữu Ước; Bangkok, Băng Cốc, Băng-cốc; Singapore, Xin-ga-po, Xinh-ga-po;
  Jakarta, Gia-các-ta; Viêng Chăn, Vientiane; Phnom Penh, Phnôm Pênh, Phnông Pênh; Campuchia, Cam-pu-chia, Căm-pu-chia;
  Malaysia, Ma-lai-xi-a; Indonesia, In-đô-nê-xi-a; Philippines, Phi-líp-pin, Philippin; Myanmar, Mi-an-ma;
  Italy, Italia, I-ta-li-a; Iraq, I-rắc; Iran, I-ran; Israel, I-xra-en; Palestine, Pa-le-xtin; Syria, Xi-ri; Gaza, Ga-da;
  Kazakhstan, Ca-dắc-xtan; Brazil, Bra-xin, Braxin; Argentina, Ác-hen-ti-na; Mexico, Mê-hi-cô; Cuba, Cu-ba;
  Venezuela, Vê-nê-du-ê-la; La Habana, Havana, La Ha-ba-na; Putin, Pu-tin; Lukashenko, Lukashenka; Kim Jong-un, Kim Jong Un;
  Tập Cận Bình, Xi Jinping; Vương Nghị, Wang Yi; Erdogan, Erdoğan; Gaddafi, Kadhafi, Qaddafi, Khadafi;
  Hezbollah, Hizbollah, Hizbullah; Houthi, Huthi; Taliban, Ta-li-ban; Al-Qaeda, Al Qaeda, Al-Qaida; Lenin, Lê-nin, Lênin;
  Stalin, Xta-lin; Tchaikovsky, Chaikovsky; Tolstoy, Tolstoi, Tôn-xtôi; Dostoevsky, Dostoyevsky; Gorky, Gorki;
  Napoleon, Napoléon, Na-pô-lê-ông; Bayern Munich, Bayern München, Bayern Munchen
`;

interface Form {
  readonly form: string;
  readonly name: readonly string[];
}

const FORMS = /* @__PURE__ */ phraseTable(
  NAMES.split(";").flatMap((list): readonly Form[] => {
    const name = list.split(",").map((form) => form.trim());
    return name.map((form) => ({ form, name }));
  }),
  ({ form }) => form,
);

/** Foreign names that can be written in several ways; the story decides which. */
export function foreignFormsIn(page: Page): readonly Occurrence[] {
  return FORMS.foundIn(page.text, page.tokens).flatMap((found): readonly Occurrence[] => {
    const { start, end, entry } = found;
    const standing = page.text.slice(start, end);
    if (!/^\p{Lu}/u.test(standing) || page.isKept(start, end) || isInLongerName(page, found)) return [];
    const spelled = Object.fromEntries(entry.name.map((form) => [form, casedLike(standing, form)]));
    return [{ rule: "foreignNames", start, end, group: entry.name[0]!, form: entry.form, spelled }];
  });
}

/** "Kyiv Independent", "Bangkok Post": the name of something that bears the place's. */
function isInLongerName({ text, tokens }: Page, { last, end }: PhraseFound<unknown>): boolean {
  const next = tokens[last + 1];
  return (
    next?.kind === "word" &&
    /^[A-Z][a-z]/.test(text.slice(next.start, next.end)) &&
    /^[A-Za-z]+$/.test(text.slice(next.start, next.end)) &&
    text.slice(end, next.start) === " "
  );
}
