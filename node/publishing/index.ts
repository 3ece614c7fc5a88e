export { openPublisher } from "./outbox.ts";
export { isSameAccount } from "./target-port.ts";
export type { OpenPublisher, Pace, Publisher, PublisherEvent, PublisherOptions, Secrets } from "./port.ts";
