import type { ReactNode } from "react";

/** A place with nothing in it yet: what it is for, and the first act. */
export function Empty({
  title,
  why,
  children,
}: {
  readonly title: string;
  readonly why: string;
  readonly children?: ReactNode;
}) {
  return (
    <div className="empty">
      <p className="empty-title">{title}</p>
      <p className="empty-why">{why}</p>
      {children !== undefined && <div className="empty-acts">{children}</div>}
    </div>
  );
}
