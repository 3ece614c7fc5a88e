export { openPublisher } from "./outbox.ts";
export type { OpenPublisher, Pace, Publisher, PublisherEvent, PublisherOptions, Secrets } from "./port.ts";
