import type { Change } from "../../model/review.ts";

/** What a file would say after a change, for comparison with what it says; the value it is given stays as it is. */
export function changeTree(tree: unknown, { path, ...change }: Change): unknown {
  const changed: unknown = structuredClone(tree);
  const parent = path.slice(0, -1).reduce(entryOf, changed);
  const step = path.at(-1);
  if (typeof parent !== "object" || parent === null || step === undefined) return changed;
  switch (change.kind) {
    case "remove":
      if (Array.isArray(parent)) parent.splice(Number(step), 1);
      else Reflect.deleteProperty(parent, step);
      return changed;
    case "set":
      Reflect.set(parent, step, change.value);
      return changed;
    case "append": {
      const list: unknown = entryOf(parent, step);
      const added = change.entries.map(({ value }) => value);
      Reflect.set(parent, step, Array.isArray(list) ? [...list, ...added] : added);
      return changed;
    }
  }
}

function entryOf(value: unknown, step: string | number): unknown {
  return typeof value === "object" && value !== null
    ? Object.getOwnPropertyDescriptor(value, step)?.value
    : undefined;
}
