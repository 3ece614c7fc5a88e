import js from "@eslint/js";
import tseslint from "typescript-eslint";
import reactHooks from "eslint-plugin-react-hooks";
import { LAYERS } from "./build/layers.mjs";

const folders = Object.keys(LAYERS);

/** One block per folder: everything the layer table does not allow is an error where it is typed. */
const layerRules = folders.map((folder) => {
  const forbidden = folders.filter((other) => other !== folder && !LAYERS[folder]?.includes(other));
  /** @type {import("eslint").Linter.Config} */
  const rules = {
    files: [`${folder}/**/*.{ts,tsx,mjs}`],
    rules: {
      "no-restricted-imports": [
        "error",
        {
          patterns: forbidden.map((other) => ({
            group: [`#${other}`, `#${other}/*`, `../${other}/**`, `**/../${other}/**`],
            message: `${folder}/ may not import ${other}/ (build/layers.mjs).`,
          })),
        },
      ],
    },
  };
  return rules;
});

export default tseslint.config(
  { ignores: ["dist/", "node_modules/", "assets/", "coverage/", "test-results/", "playwright-report/"] },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  {
    languageOptions: {
      globals: Object.fromEntries(
        ["console", "process", "URL", "Buffer", "fetch", "AbortSignal", "setTimeout"].map((name) => [
          name,
          "readonly",
        ]),
      ),
    },
    rules: {
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      "@typescript-eslint/consistent-type-imports": "error",
      "no-control-regex": "off",
      "no-irregular-whitespace": "off",
      eqeqeq: ["error", "always", { null: "ignore" }],
    },
  },
  { files: ["**/*.ts", "**/*.tsx"], rules: { "no-undef": "off" } },
  {
    files: ["renderer/**/*.{ts,tsx}"],
    plugins: { "react-hooks": reactHooks },
    rules: { "react-hooks/rules-of-hooks": "error", "react-hooks/exhaustive-deps": "error" },
  },
  ...layerRules,
);
