/** The host that an address leads to, as pace and pauses count hosts: the dot that may end a full name is not another. */
export function hostOf(address: string | URL): string {
  return new URL(address).hostname.replace(/\.$/, "");
}
