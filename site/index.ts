export { siteAssets, type SiteAsset } from "./assets.ts";
export { siteSecret } from "./secret.ts";
export { LIMITS, startSite, type Site, type SiteOptions } from "./server.ts";
export type { SiteSection } from "./archive.ts";
