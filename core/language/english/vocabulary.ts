/**
 * Words which say that a text is English: articles, pronouns, prepositions, auxiliaries. None of them is in Vietnamese
 * text, marks or no marks, but those which are also spelled like a Vietnamese syllable ("the", "to", "on").
 */
const FUNCTION_WORDS = new Set(
  (
    "the a an of and or but nor so yet to in on at by for with from into onto upon about above below over under after " +
    "before during between among against across through within without toward towards around behind beyond near since " +
    "until while because although though if unless whether that this these those which who whom whose what when where why " +
    "how i you he she it we they me him her us them my your his its our their mine yours ours theirs is am are was were be " +
    "been being have has had do does did will would shall should can could may might must not no than then there here as " +
    "also only just very more most some any all each every both such other another"
  ).split(" "),
);

export function isFunctionWord(form: string): boolean {
  return FUNCTION_WORDS.has(form);
}

/**
 * Words of the news which the dictionaries, made in 2020 and of a middling size, do not hold yet, and Vietnamese
 * words which English newspapers write without their marks. Each was looked for in the dictionaries and missed there.
 */
const NEWS_WORDS = new Set(
  (
    "covid lockdown lockdowns livestream livestreams livestreamed livestreaming wifi vlog vlogs vlogger vloggers fintech " +
    "edtech agritech influencer influencers crypto deepfake deepfakes cybersecurity cyberattack cyberattacks chatbot " +
    "chatbots metaverse unvaccinated overtourism staycation staycations homestay homestays renewables decarbonization " +
    "decarbonize decarbonized decarbonizing nearshoring reshoring onshoring rainforest rainforests frontline onboarding " +
    "upskilling reskilling roadmap roadmaps policymaking monkeypox mpox hydropower photovoltaics cofounder cofounders " +
    "esports pickleball agritourism pangasius durian durians rambutan rambutans lychee lychees longan longans mangosteen " +
    "mangosteens renminbi freediving microplastic microplastics gramme grammes kilogramme kilogrammes tokenize tokenized " +
    "tokenization weavings " +
    "pomelo pomelos resurge resurged resurging pho banh tet xoi nem nuoc vovinam xeom"
  ).split(" "),
);

export function isNewsWord(form: string): boolean {
  return NEWS_WORDS.has(form);
}

/** "pre-war", "agro-forestry": beginnings which are no words by themselves; those of four letters and fewer all are. */
const PREFIXES = new Set(
  "agro astro electro ethno geo hydro infra inter intra macro micro multi neuro ortho photo proto pseudo quasi retro socio super ultra under".split(
    " ",
  ),
);

/** Whether a part of a hyphened word may be no word by itself. */
export function isPrefix(form: string): boolean {
  return form.length <= 4 || PREFIXES.has(form);
}

/** Words which English says twice in a row. */
const DOUBLED = new Set(
  "had that bye ha so no very long really blah is do will can out in on boo go tut".split(" "),
);

export function isDoubled(form: string): boolean {
  return DOUBLED.has(form);
}
