/** An address as people and reports may see it: without the user name and the password that it may carry. */
export function shownAddress(address: string): string {
  const url = new URL(address);
  if (url.username === "" && url.password === "") return address;
  url.username = "";
  url.password = "";
  return url.href;
}
