import type { JSX } from "hono/jsx/jsx-runtime";

type Fact = JSX.Element | string | null | false;

/** Short facts on one line, set apart by a dot: they stay apart when read aloud, copied, or shown without style. */
export function Facts({ facts, name }: { facts: readonly Fact[]; name: string }): JSX.Element {
  const told = facts.filter((fact) => fact !== null && fact !== false);
  return (
    <p class={name}>
      {told.map((fact, index) => (
        <>
          {index > 0 && " · "}
          <span>{fact}</span>
        </>
      ))}
    </p>
  );
}
