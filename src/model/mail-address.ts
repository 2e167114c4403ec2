/** RFC 5321 §4.5.3.1: octets of a whole address, and of the part before the `@`. */
const LONGEST_ADDRESS = 254;
const LONGEST_LOCAL_PART = 64;

const LOCAL_PART = /^[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*$/;
const DOMAIN = /^[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?(?:\.[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?)*$/i;

/**
 * Whether the text is one bare mail address, `local@domain` in ASCII: the dot-atom form of RFC 5322 §3.4.1 with a host
 * name. Stricter than the RFC on purpose: an address with line breaks, commas, angle brackets, spaces, quotes or
 * comments can carry a second recipient past a mail library, so it is refused. Other scripts: write the domain in
 * punycode.
 */
export function isMailAddress(text: string): boolean {
  const at = text.lastIndexOf("@");
  const local = text.slice(0, Math.max(at, 0));
  if (text.length > LONGEST_ADDRESS || local.length > LONGEST_LOCAL_PART) return false;
  return LOCAL_PART.test(local) && DOMAIN.test(text.slice(at + 1));
}

/** The part after the `@`, in small letters. */
export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf("@") + 1).toLowerCase();
}
