import fc from "fast-check";

// What fast-check has for these makes a table of all the million characters first, for a second and a half.

/** Any character but the halves of surrogate pairs, plain or odd. */
const anyCharacter: fc.Arbitrary<string> = fc
  .nat({ max: 0x10ffff - 0x800 })
  .map((index) => String.fromCodePoint(index < 0xd800 ? index : index + 0x800));

/** Text of any characters at all; `maxLength` counts characters. */
export function anyText(lengths: { readonly maxLength?: number } = {}): fc.Arbitrary<string> {
  return fc.string({ ...lengths, unit: fc.oneof(anyCharacter, fc.string({ minLength: 1, maxLength: 1 })) });
}

const PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~".split("");
/** What may stand in a path, a query and a fragment. */
const inAddress = fc.oneof(
  { weight: 10, arbitrary: fc.constantFrom(...PLAIN) },
  { weight: 1, arbitrary: fc.constantFrom(..."!$&'()*+,;=:@".split("")) },
  { weight: 1, arbitrary: anyCharacter.map(encodeURIComponent) },
);

const piece = fc.string({ unit: inAddress }).map((text) => `/${text}`);
const path = fc.array(piece).map((pieces) => pieces.join(""));

/** Any address of a web page, with a query and a fragment at times. */
export function anyAddress(): fc.Arbitrary<string> {
  const scheme = fc.constantFrom("http://", "https://");
  const behind = (mark: string): fc.Arbitrary<string> =>
    fc.option(
      fc.string({ unit: inAddress }).map((text) => mark + text),
      { nil: "" },
    );
  return fc.tuple(scheme, fc.domain(), path, behind("?"), behind("#")).map((parts) => parts.join(""));
}
