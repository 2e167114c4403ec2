import type { FeedState } from "./feed.ts";
import type { Secret } from "./secret.ts";
import { shownAddress } from "./shown-address.ts";

/** What a variable filled into an address, behind its host. */
export interface AddressSecret {
  /** The variable's. */
  readonly name: string;
  readonly value: Secret;
}

/** A feed's address, and what of it is secret. */
interface Address {
  readonly url: string;
  readonly secrets?: readonly AddressSecret[];
}

/** A feed's own address as people, reports and the store may have it: `https://example.org/feed?key=${KEY}`. */
export function shownUrl({ url, secrets }: Address): string {
  return concealed(shownAddress(url), secrets);
}

/** An address of the feed's server with each secret that it repeats replaced by the name of its variable. */
export function concealed(address: string, secrets: readonly AddressSecret[] = []): string {
  if (secrets.length === 0) return address;
  const { origin, rest } = parted(address);
  const marks = secrets.flatMap(({ name, value }) =>
    formsOf(value).map((form) => ({ form, mark: `\${${name}}` })),
  );
  // What a publisher writes like a reference must not be filled with a secret later.
  const all = [...marks, { form: "${", mark: "%24{" }];
  return (
    origin +
    replaced(
      rest,
      all.toSorted((one, other) => other.form.length - one.form.length),
    )
  );
}

interface Mark {
  readonly form: string;
  readonly mark: string;
}

/** Each form replaced by its mark; in a mark nothing is looked for. */
function replaced(text: string, [first, ...others]: readonly Mark[]): string {
  if (first === undefined) return text;
  return text
    .split(first.form)
    .map((part) => replaced(part, others))
    .join(first.mark);
}

/** The address that `concealed` hid the secrets of. */
function revealed(address: string, secrets: readonly AddressSecret[]): string {
  const { origin, rest } = parted(address);
  const filled = rest.replaceAll(REFERENCE, (reference, name: string) => {
    const secret = secrets.find((one) => one.name === name);
    return secret === undefined ? reference : secret.value.reveal();
  });
  return URL.canParse(origin + filled) ? new URL(origin + filled).href : address;
}

/** What is remembered of a feed, as the store may have it. */
export function concealedState(state: FeedState, { secrets = [] }: Address): FeedState {
  return secrets.length === 0 ? state : withAddresses(state, (address) => concealed(address, secrets));
}

/** What the store remembers of a feed, with the addresses that are asked for. */
export function revealedState(state: FeedState, { secrets = [] }: Address): FeedState {
  return secrets.length === 0 ? state : withAddresses(state, (address) => revealed(address, secrets));
}

const REFERENCE = /\$\{(\w+)\}/gu;

function withAddresses(state: FeedState, change: (address: string) => string): FeedState {
  const { move, push } = state;
  return {
    ...state,
    ...(move === undefined ? {} : { move: { ...move, to: change(move.to) } }),
    ...(push === undefined ? {} : { push: { ...push, hub: change(push.hub), topic: change(push.topic) } }),
  };
}

/** The host stays as it is: everything that is done with an address begins with it. */
function parted(address: string): { readonly origin: string; readonly rest: string } {
  const [origin = ""] = /^[a-z]+:\/\/[^/?#]*\/?/iu.exec(address) ?? [];
  return { origin, rest: address.slice(origin.length) };
}

/** As it is written, and as an address has it. */
function formsOf(secret: Secret): readonly string[] {
  const value = secret.reveal();
  return [...new Set([value, encodeURI(value), encodeURIComponent(value)])];
}
