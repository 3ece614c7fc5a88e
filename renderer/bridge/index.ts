export { connectBridge, onConnection } from "./connect.ts";
export { ConnectionLost } from "./lost.ts";
