/**
 * The one message between page, preload and main process: the hand-over of the bridge's port.
 * The page's half is `renderer/bridge/port.ts`; the texts are the same there.
 */
export const PORT_WANTED = "morasse:port-wanted";
export const PORT_HERE = "morasse:port";
