import { Empty } from "../desk/empty.tsx";
import { useText } from "../text/index.ts";
import { JobLine } from "./job-line.tsx";
import { isOpen, useJobs } from "./jobs.ts";
import { Proofs } from "./proofs.tsx";

/** How many finished jobs are shown; older ones are with their stories as receipts. */
const DONE_SHOWN = 20;

/** The room of stories on their way to a site. */
export default function Outbox() {
  const text = useText().publish;
  const jobs = useJobs((state) => state.jobs);
  const all = [...jobs.values()].toSorted((one, other) => other.queuedAt.localeCompare(one.queuedAt));
  const open = all.filter(isOpen);
  const done = all.filter((job) => !isOpen(job)).slice(0, DONE_SHOWN);
  return (
    <div className="room" data-focus="outbox" tabIndex={-1}>
      <div className="room-body">
        <h1 className="room-title">{text.outbox}</h1>
        <p className="room-note">{text.outboxWhy}</p>
        {open.length === 0 ? (
          <Empty title={text.outboxEmpty} why="" />
        ) : (
          <section aria-labelledby="outbox-open">
            <h2 id="outbox-open" className="room-part">
              {text.outboxOpen}
            </h2>
            <ul className="jobs">
              {open.map((job) => (
                <JobLine key={job.id} job={job} />
              ))}
            </ul>
          </section>
        )}
        <Proofs />
        {done.length > 0 && (
          <section aria-labelledby="outbox-done">
            <h2 id="outbox-done" className="room-part">
              {text.outboxDone}
            </h2>
            <ul className="jobs">
              {done.map((job) => (
                <JobLine key={job.id} job={job} />
              ))}
            </ul>
          </section>
        )}
      </div>
    </div>
  );
}
