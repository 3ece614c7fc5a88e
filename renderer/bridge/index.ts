export { connectBridge, onConnection } from "./connect.ts";
export { ConnectionLost, isLost } from "./lost.ts";
