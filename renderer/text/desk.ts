/** Sentences of the desk round the page: rail, library, inspector, status bar, palette, settings. */
const vi = {
  library: "Thư viện",
};

const en: typeof vi = {
  library: "Library",
};

export const deskText = { vi, en };
