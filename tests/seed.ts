import fc from "fast-check";

/**
 * The seed of all random laws. One for every run, so that a run can be repeated and a change is judged by
 * what it changed; `MORASSE_SEED=random` explores, and a failing law prints the seed it used.
 */
const given = process.env["MORASSE_SEED"];
if (given !== "random") fc.configureGlobal({ seed: given === undefined ? 20_261_122 : Number(given) });
