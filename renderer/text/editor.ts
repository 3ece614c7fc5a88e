/** Sentences of the page: placeholders, slots, offers, flags. */
const vi = {
  headlinePlaceholder: "Tít bài",
};

const en: typeof vi = {
  headlinePlaceholder: "Headline",
};

export const editorText = { vi, en };
