import type { JSX } from "hono/jsx/jsx-runtime";
import type { MessageState } from "../../model/delivery.ts";
import { destinationHealth } from "../destination-health.ts";
import type { Page } from "../page.ts";
import type { DestinationView } from "../view-model.ts";
import { Facts } from "./facts.tsx";
import { Moment, Since } from "./moment.tsx";

/** What waits comes first, then what needs an operator, then what is over. */
const STATES: readonly MessageState[] = [
  "pending",
  "claimed",
  "held",
  "uncertain",
  "dead",
  "sent",
  "dropped",
];

interface Props {
  readonly destinations: readonly DestinationView[];
  readonly page: Page;
}

/** The destinations: whether each can send, why not, and what its queue holds. */
export function Destinations({ destinations, page }: Props): JSX.Element {
  const { words } = page;
  return (
    <section id="destinations" aria-labelledby="destinations-title">
      <h2 id="destinations-title">
        {words.destinations} <small>{destinations.length}</small>
      </h2>
      {destinations.length === 0 && <p>{words.noDestinations}</p>}
      <ul class="notices">
        {destinations.map((destination) => (
          <Line destination={destination} page={page} />
        ))}
      </ul>
    </section>
  );
}

function Line({ destination, page }: { destination: DestinationView; page: Page }): JSX.Element {
  const { words } = page;
  return (
    <li class={destinationHealth(destination)}>
      <p class="name">
        {destination.id} <small>{words.kinds[destination.kind]}</small>
      </p>
      <Condition destination={destination} page={page} />
      <Facts
        name="facts"
        facts={[...queueFacts(destination, page), <LastSent destination={destination} page={page} />]}
      />
    </li>
  );
}

function Condition({ destination, page }: { destination: DestinationView; page: Page }): JSX.Element {
  const { words } = page;
  const { off, state } = destination;
  const problem = off === undefined ? state?.problem : undefined;
  const reason = off ?? problem?.reason;
  return (
    <p class="condition">
      <b>{words.destinationState[destinationHealth(destination)]}</b>
      {state !== undefined && problem !== undefined && (
        <>
          {" "}
          {words.since} <Since at={problem.since} page={page} />, {words.nextTry}{" "}
          <Moment at={Math.max(state.notBefore, page.now)} page={page} />
        </>
      )}
      {reason !== undefined && (
        <>
          {words.colon}
          <bdi>{reason}</bdi>
        </>
      )}
    </p>
  );
}

function queueFacts({ counts }: DestinationView, page: Page): readonly JSX.Element[] {
  const filled = STATES.flatMap((state) => {
    const count = counts[state] ?? 0;
    return count === 0 ? [] : [<span class={state}>{page.words.queue[state](count)}</span>];
  });
  return filled.length === 0 ? [<>{page.words.queueEmpty}</>] : filled;
}

function LastSent({ destination, page }: { destination: DestinationView; page: Page }): JSX.Element {
  const { words } = page;
  if (destination.lastSentAt === undefined) return <>{words.nothingSent}</>;
  return (
    <>
      {words.lastSent} <Moment at={destination.lastSentAt} page={page} />
    </>
  );
}
