export { startLoopback, type LoopbackHost, type LoopbackOptions } from "./host.ts";
export { runLoopback } from "./main.ts";
export { pagesOf } from "./pages.ts";
